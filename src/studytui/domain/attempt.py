"""A graded run, as it is remembered."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from studytui.domain.exercise import ExerciseState
from studytui.domain.report import Report, Verdict
from studytui.frozen import dataclass


class Purpose(StrEnum):
    """What a run was for: a review never touches what practice adds up to."""

    PRACTICE = "practice"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One graded run without its weight; source and whole report are fetched by id. `machine` is where it was made."""

    id: str
    exercise: str
    at: datetime
    day: date
    seed: int
    verdict: Verdict
    score: int
    max_score: int
    elapsed_ms: float
    source_sha: str
    purpose: Purpose = Purpose.PRACTICE
    machine: str = ""


@dataclass(frozen=True, slots=True)
class AttemptDetail:
    """An attempt with everything: the learner's source and the report."""

    attempt: Attempt
    source: str
    report: Report


@dataclass(frozen=True, slots=True)
class Standing:
    """What an exercise's attempts add up to."""

    state: ExerciseState = ExerciseState.NEW
    best: int | None = None
    max_score: int | None = None
    attempts: int = 0
    hints: int = 0
    gave_up: bool = False


def state_of(verdicts: Iterable[Verdict]) -> ExerciseState:
    """New without attempts, accepted once any was, else tried."""
    seen = set(verdicts)
    if Verdict.ACCEPTED in seen:
        return ExerciseState.ACCEPTED
    return ExerciseState.TRIED if seen else ExerciseState.NEW
