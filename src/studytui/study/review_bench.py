"""A review on the bench: the cut file, its runs, and what help was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain import core, review
from studytui.domain.attempt import Purpose
from studytui.domain.exercise import ExerciseState
from studytui.domain.review import Mark
from studytui.errors import UsageError
from studytui.files import read_source, write_atomic
from studytui.frozen import dataclass
from studytui.store import attempts
from studytui.store import reviews as store
from studytui.study import review_cards, solutions
from studytui.study.practice import HintView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studytui.domain.attempt import Attempt
    from studytui.domain.exercise import Exercise
    from studytui.domain.report import GradeEvent, Report
    from studytui.grading.engine import Engine
    from studytui.store.reviews import Marks
    from studytui.study.context import Context
    from studytui.study.grading import Outcome


@dataclass(frozen=True, slots=True)
class Opened:
    """A review on the bench: its file, the functions whose core is cut out, and whether it was begun earlier."""

    exercise: str
    path: Path
    core: tuple[str, ...]
    before: bool


def begin(ctx: Context, exercise_id: str) -> Opened:
    """Open the review of an accepted exercise: write its cut file, or go on with one that was interrupted.

    What stood in the file is graded already, or is put aside in `paths.kept`.

    Raises:
        UsageError: the exercise is not accepted yet, or marks no core.
        DataError: the workspace or the database cannot be written.
    """
    exercise = accepted(ctx, exercise_id)
    text, path, item = cut(ctx, exercise), location(ctx, exercise), review.item_of(exercise.id)
    before = bool(store.marks(ctx.store, item).since)
    if not before and path.exists():
        _put_aside(ctx, path, text)
    if not before or not path.exists():
        write_atomic(path, text)
    with ctx.store.transaction():
        store.mark(ctx.store, ctx.moment(), item, Mark.BEGUN)
        store.follow_marks(ctx.store, item)
    return Opened(exercise.id, path, exercise.core, before)


def location(ctx: Context, exercise: Exercise) -> Path:
    """Where an exercise's core is rebuilt, whether the file is there or not."""
    return ctx.paths.reviews / exercise.track / solutions.file_name(exercise)


def cut(ctx: Context, exercise: Exercise) -> str:
    """The reference without its core.

    Raises:
        UsageError: it marks none.
    """
    reference = ctx.library.reference(exercise)
    try:
        if core.cores(reference):
            return core.without_cores(reference)
    except ValueError as error:
        raise UsageError(f"the core of {exercise.id} is not well marked ({error}); it cannot be reviewed") from error
    raise UsageError(f"{exercise.id} marks no core to rebuild, so it does not come back for review")


async def grade(
    ctx: Context,
    engine: Engine,
    exercise_id: str,
    *,
    source: bytes | None = None,
    seed: int | None = None,
    on_event: Callable[[GradeEvent], None] | None = None,
    skip_unchanged: bool = False,
    agreed: bool = False,
) -> Outcome:
    """Grade the rebuilt core: `source`, else the review's file; nothing of practice changes.

    Raises:
        UsageError: no review of it was begun.
        MissingError: the exercise's backend is not installed.
    """
    from studytui.study import grading

    exercise = ctx.library.exercise(exercise_id)
    since, path = under_way(ctx, exercise).since, location(ctx, exercise)
    if source is None and not path.exists():
        raise UsageError(f"there is no file {path}; `studytui review {exercise.id}` writes it again")
    return await grading.grade(
        ctx,
        engine,
        exercise.id,
        path=path,
        source=source,
        seed=seed,
        on_event=on_event,
        skip_unchanged=skip_unchanged,
        agreed=agreed,
        review_since=since,
    )


def history(ctx: Context, exercise_id: str) -> tuple[Attempt, ...]:
    """The attempts in the review that waits for its rating, oldest first."""
    exercise = ctx.library.exercise(exercise_id)
    since = store.marks(ctx.store, review.item_of(exercise.id)).since
    return attempts.history(ctx.store, exercise.id, Purpose.REVIEW, since=since) if since else ()


def last_report(ctx: Context, exercise_id: str) -> Report | None:
    """The report of the newest run in that review."""
    runs = history(ctx, exercise_id)
    return attempts.detail(ctx.store, runs[-1]).report if runs else None


def hint(ctx: Context, exercise_id: str) -> HintView | None:
    """Show the next hint of this review, whatever was seen in practice; None when all were seen."""
    exercise = ctx.library.exercise(exercise_id)
    seen = under_way(ctx, exercise).hints
    if seen >= len(exercise.hints):
        return None
    store.mark(ctx.store, ctx.moment(), review.item_of(exercise.id), Mark.HINT)
    return HintView(seen + 1, len(exercise.hints), exercise.hints[seen])


def hints_seen(ctx: Context, exercise_id: str) -> tuple[HintView, ...]:
    """The hints shown in this review."""
    exercise = ctx.library.exercise(exercise_id)
    seen = exercise.hints[: store.marks(ctx.store, review.item_of(exercise.id)).hints]
    return tuple(HintView(number, len(exercise.hints), text) for number, text in enumerate(seen, 1))


def accepted(ctx: Context, exercise_id: str) -> Exercise:
    """An exercise that has a card, laid if it is not there yet."""
    exercise = ctx.library.exercise(exercise_id)
    if attempts.standing(ctx.store, exercise.id).state is not ExerciseState.ACCEPTED:
        raise UsageError(f"{exercise.id} is not accepted yet; only what you have built comes back for review")
    if store.card(ctx.store, review.item_of(exercise.id)) is None:
        review_cards.lay(ctx, exercise.id)
    return exercise


def under_way(ctx: Context, exercise: Exercise) -> Marks:
    """The marks of an exercise whose review waits for its rating."""
    found = store.marks(ctx.store, review.item_of(exercise.id))
    if not found.since:
        raise UsageError(f"no review of {exercise.id} is begun; `studytui review {exercise.id}` begins one")
    return found


def _put_aside(ctx: Context, path: Path, text: str) -> None:
    """Keep what stands in the file, unless it is the cut itself or was graded."""
    found = read_source(path)
    sha = attempts.sha_of(found)
    if found != text.encode() and not attempts.is_kept(ctx.store, sha):
        write_atomic(ctx.paths.kept / f"{path.stem}-{sha[:12]}.py", found)
