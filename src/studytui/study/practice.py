"""The exercises: the list of them, help, and how the learner stands with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain.exercise import ExerciseState
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import attempts, hints
from studytui.study import laid, marking, plans
from studytui.study import notes as journal
from studytui.study.cards import ExerciseCard, cards_of
from studytui.study.solutions import (
    EditedOutside,
    FileState,
    Solution,
    Stamp,
    file_state,
    read_file,
    read_solution,
    solution_location,
    solution_path,
    write_file,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.attempt import Attempt, AttemptDetail, Standing
    from studytui.domain.exercise import Exercise
    from studytui.domain.report import Report
    from studytui.study.context import Context

__all__ = [
    "EditedOutside",
    "ExerciseCard",
    "FileState",
    "HintView",
    "Solution",
    "Stamp",
    "cards",
    "detail",
    "file_state",
    "hint",
    "hints_seen",
    "history",
    "last_report",
    "notes",
    "read_file",
    "read_solution",
    "reference",
    "solution_location",
    "solution_path",
    "standing",
    "write_file",
]


@dataclass(frozen=True, slots=True)
class HintView:
    """A hint: which of how many, and its text."""

    number: int
    total: int
    text: str


def cards(
    ctx: Context, *, track: str | None = None, week: int | None = None, text: str = ""
) -> tuple[ExerciseCard, ...]:
    """The exercises of a track, of a week of the current plan, or with all those words in id, title or track.

    Raises:
        UsageError: the plan has no such week, or no plan is chosen when one is asked for.
    """
    found: Sequence[Exercise] = ctx.library.exercises()
    if week is not None:
        journal.check_week(ctx, week)
        found = marking.exercises_of(ctx, laid.lay(ctx, plans.required(ctx).plan, week))
    words = text.casefold().split()
    kept = [
        exercise
        for exercise in found
        if (track is None or exercise.track == track)
        and all(word in f"{exercise.id} {exercise.title} {exercise.track}".casefold() for word in words)
    ]
    return cards_of(ctx, kept)


def standing(ctx: Context, exercise_id: str) -> Standing:
    """State, best score, attempts, hints seen and whether the reference was asked for."""
    return attempts.standing(ctx.store, ctx.library.exercise(exercise_id).id)


def hint(ctx: Context, exercise_id: str) -> HintView | None:
    """Show the next hint and remember that it was shown; None when all were seen."""
    exercise = ctx.library.exercise(exercise_id)
    number = hints.seen(ctx.store, exercise.id) + 1
    if number > len(exercise.hints):
        return None
    hints.add(ctx.store, ctx.moment(), exercise.id, number)
    return HintView(number, len(exercise.hints), exercise.hints[number - 1])


def hints_seen(ctx: Context, exercise_id: str) -> tuple[HintView, ...]:
    """The hints already shown."""
    exercise = ctx.library.exercise(exercise_id)
    seen = exercise.hints[: hints.seen(ctx.store, exercise.id)]
    return tuple(HintView(number, len(exercise.hints), text) for number, text in enumerate(seen, 1))


def reference(ctx: Context, exercise_id: str, *, give_up: bool = False) -> str:
    """The author's own right answer; before acceptance only on giving up, which is remembered.

    Raises:
        UsageError: the exercise is not accepted yet and was not given up.
    """
    exercise = ctx.library.exercise(exercise_id)
    if not _opened(ctx, exercise):
        if not give_up:
            raise UsageError(
                f"the reference of {exercise.id} opens once your solution is accepted; "
                f"`studytui reference {exercise.id} --give-up` shows it now, and that is remembered"
            )
        hints.give_up(ctx.store, ctx.moment(), exercise.id)
    return ctx.library.reference(exercise)


def notes(ctx: Context, exercise_id: str) -> str:
    """The author's notes, once the exercise is accepted or given up.

    Raises:
        UsageError: it is neither yet.
    """
    exercise = ctx.library.exercise(exercise_id)
    if not _opened(ctx, exercise):
        raise UsageError(f"the notes of {exercise.id} open once your solution is accepted")
    return ctx.library.notes(exercise)


def history(ctx: Context, exercise_id: str) -> tuple[Attempt, ...]:
    """The attempts at an exercise, oldest first."""
    return attempts.history(ctx.store, ctx.library.exercise(exercise_id).id)


def detail(ctx: Context, attempt: Attempt) -> AttemptDetail:
    """An attempt with its source and report."""
    return attempts.detail(ctx.store, attempt)


def last_report(ctx: Context, exercise_id: str) -> Report | None:
    """The report of the newest attempt at an exercise."""
    attempt = attempts.last(ctx.store, ctx.library.exercise(exercise_id).id)
    return attempts.detail(ctx.store, attempt).report if attempt else None


def _opened(ctx: Context, exercise: Exercise) -> bool:
    found = attempts.standing(ctx.store, exercise.id)
    return found.state is ExerciseState.ACCEPTED or found.gave_up
