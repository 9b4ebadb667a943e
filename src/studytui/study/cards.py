"""An exercise as a line in a list: what it is and how far the learner has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain.attempt import Standing
from studytui.domain.exercise import Backend, Exercise, ExerciseState
from studytui.frozen import dataclass
from studytui.store import attempts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """An exercise with its state; `best` and `max_score` are None before the first attempt."""

    id: str
    title: str
    track: str
    backend: Backend
    difficulty: int
    minutes: int
    state: ExerciseState
    best: int | None
    max_score: int | None
    attempts: int


def cards_of(ctx: Context, exercises: Sequence[Exercise]) -> tuple[ExerciseCard, ...]:
    """The cards of those exercises, in their order; one query for all of them."""
    found = attempts.standings(ctx.store, [exercise.id for exercise in exercises])
    return tuple(_card(exercise, found.get(exercise.id, Standing())) for exercise in exercises)


def _card(exercise: Exercise, standing: Standing) -> ExerciseCard:
    return ExerciseCard(
        id=exercise.id,
        title=exercise.title,
        track=exercise.track,
        backend=exercise.backend,
        difficulty=exercise.difficulty,
        minutes=exercise.minutes,
        state=standing.state,
        best=standing.best,
        max_score=standing.max_score,
        attempts=standing.attempts,
    )
