"""The days that belong to a week."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain import moves
from studytui.domain.enrolment import Enrolment
from studytui.domain.schedule import Pause, Schedule

MONDAY = date(2026, 11, 23)


def enrolled(schedule: Schedule, began: date = MONDAY) -> Enrolment:
    """An enrolment with that schedule."""
    return Enrolment("id", "plan", schedule, 60, datetime(2026, 11, 23, 9, tzinfo=UTC), began=began)


def test_the_first_week_begins_when_the_plan_was_taken_up() -> None:
    """What was written on the weekend before the first Monday belongs to it."""
    saturday = MONDAY - timedelta(days=2)
    assert enrolled(Schedule(MONDAY, 52), saturday).span(1) == (saturday, MONDAY + timedelta(days=6))
    assert enrolled(Schedule(MONDAY, 52), MONDAY + timedelta(days=2)).span(1)[0] == MONDAY


@given(st.integers(-20, 20), st.integers(0, 20), st.integers(0, 40))
def test_every_day_belongs_to_one_week(shift: int, pause: int, later: int) -> None:
    """Through pauses and shifts the spans of the weeks follow one another without a gap."""
    today = MONDAY + timedelta(days=later)
    schedule = Schedule(MONDAY, 52).paused(Pause(MONDAY + timedelta(days=9), MONDAY + timedelta(days=9 + pause)))
    move = moves.postponed if shift > 0 else moves.advanced
    enrolment = enrolled(move(schedule, today, abs(shift)))
    for week in range(1, 12):
        assert enrolment.span(week)[1] + timedelta(days=1) == enrolment.schedule.date_of(week + 1, 0)
        assert enrolment.span(week + 1)[0] == enrolment.schedule.date_of(week + 1, 0)
