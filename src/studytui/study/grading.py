"""Grade a solution and remember it: the attempt, and the tasks that acceptance ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain.attempt import Purpose
from studytui.domain.report import Verdict
from studytui.errors import DataError, UsageError
from studytui.files import read_source
from studytui.frozen import dataclass
from studytui.store import attempts
from studytui.study import marking, packs, review_cards, solutions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studytui.domain.attempt import Attempt
    from studytui.domain.exercise import Exercise
    from studytui.domain.report import GradeEvent, Report
    from studytui.grading.engine import Engine
    from studytui.study.context import Context

NOT_AN_ATTEMPT = frozenset({Verdict.COMPILE_ERROR, Verdict.INTERNAL_ERROR})
"""A syntax error is a slip of the keyboard, an internal error the author's: neither is held against the learner."""

OF_THE_MOMENT = frozenset({Verdict.TIME_LIMIT, Verdict.MEMORY_LIMIT})
"""A busy machine can bring these about, so the same source may fare better in another run."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A graded run: its report, what was recorded, the tasks it ticked; `unchanged` when an old report was returned.

    `lost` is why a run that should have been recorded was not: the verdict is the learner's all the same.
    """

    report: Report
    attempt: Attempt | None
    unchanged: bool = False
    ticked: tuple[str, ...] = ()
    lost: str = ""


async def grade(
    ctx: Context,
    engine: Engine,
    exercise_ref: str,
    *,
    path: Path | None = None,
    source: bytes | None = None,
    seed: int | None = None,
    on_event: Callable[[GradeEvent], None] | None = None,
    record: bool = True,
    skip_unchanged: bool = False,
    agreed: bool = False,
    review_since: str = "",
) -> Outcome:
    """Grade a solution: `source`, else the file at `path`, else the learner's own file.

    `exercise_ref` is an id, or the path of an exercise folder; only the library's own exercises are recorded, and with
    `record` off none. `seed` replays a run, `on_event` is told of every check as it begins and ends. With
    `skip_unchanged` a source that is still the same gets the newest attempt's report, unless a seed is given. `agreed`
    is consent to run an exercise of somebody else's without a STRONG sandbox. `review_since` makes it a run of the
    review begun then: recorded as such, it ticks nothing and is held against that review's runs only.

    Raises:
        UsageError: there is no such exercise or file, or no such seed, or it is somebody else's and needs consent.
        MissingError: the exercise's backend is not installed.
    """
    _check_seed(seed)
    exercise = ctx.library.exercise(exercise_ref)
    record = record and any(known.folder == exercise.folder for known in ctx.library.exercises())
    wanted = path or solutions.solution_location(ctx, exercise)
    given = _source(wanted, exercise) if source is None else source
    if skip_unchanged and seed is None and record:
        before = _unchanged(ctx, exercise, given, review_since)
        if before is not None:
            return before
    await packs.admit(ctx, engine, exercise, agreed=agreed)
    report = await engine.grade(ctx.library.files(exercise), given, seed=seed, filename=wanted.name, on_event=on_event)
    if not record or report.verdict in NOT_AN_ATTEMPT:
        return Outcome(report, None)
    try:
        if review_since:
            purpose, when = Purpose.REVIEW, ctx.moment()
            return Outcome(report, attempts.add(ctx.store, when, given, report, purpose=purpose, after=review_since))
        attempt = attempts.add(ctx.store, ctx.moment(), given, report)
        return Outcome(report, attempt, ticked=await _accept(ctx, exercise) if report.accepted else ())
    except DataError as error:
        return Outcome(report, None, lost=f"This run was not recorded: {error}")


def _check_seed(seed: int | None) -> None:
    if seed is not None and not 0 <= seed < 2**63:
        raise UsageError(f"a seed is a whole number from 0 to {2**63 - 1}, not {seed}")


def _unchanged(ctx: Context, exercise: Exercise, source: bytes, since: str) -> Outcome | None:
    purpose = Purpose.REVIEW if since else Purpose.PRACTICE
    attempt = attempts.last(ctx.store, exercise.id, purpose, since=since)
    if attempt is None or attempt.source_sha != attempts.sha_of(source) or attempt.verdict in OF_THE_MOMENT:
        return None
    return Outcome(attempts.detail(ctx.store, attempt).report, attempt, unchanged=True)


async def _accept(ctx: Context, exercise: Exercise) -> tuple[str, ...]:
    ticked = marking.accept_in_view(ctx, exercise.id)
    await review_cards.accepted(ctx)
    return ticked


def _source(path: Path, exercise: Exercise) -> bytes:
    try:
        return read_source(path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise UsageError(f"there is no file {path}; `studytui edit {exercise.id}` makes your solution file") from error
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}); check its permissions") from error
