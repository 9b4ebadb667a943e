"""Enrolments: plans taken up and laid aside without losing anything."""

from datetime import UTC, date, datetime, timedelta

from studytui.domain.moment import Moment
from studytui.domain.schedule import Pause, Schedule
from studytui.store import enrolments
from studytui.store.database import Database

MONDAY = date(2026, 11, 23)
SCHEDULE = Schedule(MONDAY, 52, (0, 2, 4), slots=3)


def moment(minutes: float = 0) -> Moment:
    """That many minutes after nine."""
    return Moment(datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(minutes=minutes), MONDAY)


def test_an_enrolment_reads_back_as_it_was_made(db: Database) -> None:
    """Plan, schedule and minutes survive, and it is the current one."""
    assert enrolments.current(db) is None
    made = enrolments.add(db, moment(), "tracker", SCHEDULE, 45)
    assert made == enrolments.current(db) == enrolments.of_plan(db, "tracker")
    assert (made.plan, made.schedule, made.minutes, made.started_at) == ("tracker", SCHEDULE, 45, moment().at)


def test_switching_back_finds_everything_as_it_was(db: Database) -> None:
    """A plan laid aside keeps its start, its pauses and its id."""
    first = enrolments.add(db, moment(), "one", SCHEDULE, 60)
    holiday = Pause(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13), "holiday")
    enrolments.pause(db, moment(), "one", holiday)
    enrolments.add(db, moment(1), "two", SCHEDULE, 60)
    assert enrolments.plans(db) == ("two", "one")
    enrolments.use(db, moment(2), "one")
    again = enrolments.current(db)
    assert again is not None
    assert (again.id, again.schedule) == (first.id, SCHEDULE.paused(holiday))


def test_the_plan_used_last_is_current_on_any_clock(db: Database) -> None:
    """Switching works on a clock set back."""
    enrolments.add(db, moment(60), "one", SCHEDULE, 60)
    enrolments.add(db, moment(), "two", SCHEDULE, 60)
    assert enrolments.plans(db) == ("two", "one")
    enrolments.use(db, moment(-60), "one")
    assert enrolments.plans(db) == ("one", "two")


def test_another_start_moves_the_plan_and_keeps_its_id(db: Database) -> None:
    """Enrolling again in the same plan changes its calendar, not who it is."""
    first = enrolments.add(db, moment(), "one", SCHEDULE, 60)
    moved = Schedule(MONDAY + timedelta(days=7), 52, (0, 1, 2, 3, 4))
    second = enrolments.add(db, moment(5), "one", moved, 30)
    assert (second.id, second.schedule, second.minutes) == (first.id, moved, 30)
    assert second.started_at == first.started_at
