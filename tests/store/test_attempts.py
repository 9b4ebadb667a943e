"""Attempts: what happened, in one row; standings in one query."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from studytui.domain.attempt import Standing
from studytui.domain.exercise import ExerciseState
from studytui.domain.moment import Moment
from studytui.domain.report import CheckResult, Report, SandboxLevel, SandboxReport, Verdict
from studytui.store import attempts, hints
from studytui.store.database import Database

MONDAY = date(2026, 11, 23)
CHECK = CheckResult("rows", "Rows sum to one", 1, 1, True, "", Verdict.ACCEPTED, None, 1.5)
REPORT = Report(
    "softmax", Verdict.ACCEPTED, 4, 4, 7, 12.5, True, SandboxReport(SandboxLevel.STRONG, ("seccomp",)), (CHECK,), "hi\n"
)


def moment(minutes: float = 0) -> Moment:
    """That many minutes after nine on Monday."""
    at = datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(minutes=minutes)
    return Moment(at, at.date())


def wrong(score: int, exercise: str = "softmax", max_score: int = 4) -> Report:
    """A run that fell short."""
    return replace(REPORT, exercise=exercise, verdict=Verdict.WRONG_ANSWER, score=score, max_score=max_score)


def test_an_attempt_reads_back_whole(db: Database) -> None:
    """Facts, source and report come back as they were, also for a source that is not UTF-8."""
    attempt = attempts.add(db, moment(), b"x = 1\n", REPORT)
    assert attempts.last(db, "softmax") == attempt
    found = attempts.detail(db, attempt)
    assert (found.attempt, found.source, found.report) == (attempt, "x = 1\n", REPORT)
    odd = attempts.add(db, moment(1), b"# caf\xe9", wrong(0))
    assert attempts.detail(db, odd).source == "# caf\ufffd"


def test_the_same_source_is_kept_once(db: Database) -> None:
    """Two attempts with one text share it."""
    for minutes in range(3):
        attempts.add(db, moment(minutes), b"x = 1\n", REPORT)
    assert len(db.rows("SELECT * FROM sources")) == 1
    assert len(attempts.history(db, "softmax")) == 3


def test_history_is_in_order_and_of_one_exercise(db: Database) -> None:
    """Oldest first; the newest is the last one."""
    for minutes, score in ((2, 3), (0, 1), (1, 2)):
        attempts.add(db, moment(minutes), b"", wrong(score))
    attempts.add(db, moment(9), b"", wrong(0, "other"))
    assert [attempt.score for attempt in attempts.history(db, "softmax")] == [1, 2, 3]
    last = attempts.last(db, "softmax")
    assert last is not None
    assert last.score == 3
    assert attempts.last(db, "never") is None


def test_attempts_of_a_range_of_days(db: Database) -> None:
    """First and last day are included."""
    for day in range(4):
        attempts.add(db, moment(day * 24 * 60), b"", wrong(day))
    found = attempts.between(db, MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))
    assert [attempt.score for attempt in found] == [1, 2]


def test_a_standing_sums_up_the_attempts(db: Database) -> None:
    """Accepted once is accepted; the best score stands with the maximum of its own run."""
    attempts.add(db, moment(), b"a", wrong(3, max_score=10))
    attempts.add(db, moment(1), b"b", REPORT)
    attempts.add(db, moment(2), b"c", wrong(1, max_score=8))
    attempts.add(db, moment(3), b"d", wrong(2, "kmeans", max_score=6))
    accepted = Standing(ExerciseState.ACCEPTED, 4, 4, 3)
    tried = Standing(ExerciseState.TRIED, 2, 6, 1)
    assert attempts.standings(db) == {"softmax": accepted, "kmeans": tried}
    assert attempts.standings(db, ["kmeans", "never"]) == {"kmeans": tried}
    assert attempts.standings(db, []) == {}


def test_help_taken_belongs_to_the_standing(db: Database) -> None:
    """Hints count once each, giving up once."""
    assert attempts.standing(db, "softmax") == Standing()
    for number in (1, 1, 2):
        hints.add(db, moment(), "softmax", number)
    for _ in range(2):
        hints.give_up(db, moment(), "softmax")
    assert attempts.standing(db, "softmax") == Standing(hints=2, gave_up=True)
    assert attempts.standing(db, "kmeans") == Standing()


def test_an_attempt_that_was_never_stored_is_a_bug(db: Database) -> None:
    """Asking for its report is no error of the learner's."""
    attempt = attempts.add(db, moment(), b"", REPORT)
    with pytest.raises(LookupError):
        attempts.detail(db, replace(attempt, id="gone"))
