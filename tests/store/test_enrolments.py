"""Enrolments: plans taken up and laid aside without losing anything."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from studytui.domain.moment import Moment
from studytui.domain.schedule import Era, Jump, Pause, Schedule
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


def test_a_schedule_reads_back_as_it_was_laid(db: Database) -> None:
    """Holidays, moves, passed-over days and other study days survive; what no longer holds stays on record."""
    enrolments.add(db, moment(), "one", SCHEDULE, 60)
    holiday, move = Pause(MONDAY, MONDAY, "dentist"), Pause(MONDAY, MONDAY + timedelta(days=3), "shifted", moved=True)
    laid = replace(
        SCHEDULE,
        pauses=(holiday, move),
        eras=(Era(MONDAY + timedelta(days=9), (1, 2)),),
        jumps=(Jump(MONDAY + timedelta(days=4), 7),),
    )
    assert enrolments.lay(db, moment(1), "one", laid, 45).schedule == laid
    rows = len(db.rows("SELECT * FROM schedule_changes"))
    assert enrolments.lay(db, moment(2), "one", laid).minutes == 45
    assert len(db.rows("SELECT * FROM schedule_changes")) == rows == 4
    assert enrolments.lay(db, moment(3), "one", SCHEDULE).schedule == SCHEDULE
    assert len(db.rows("SELECT * FROM schedule_changes WHERE removed_at IS NOT NULL")) == 4


def test_missed_days_let_go_are_remembered(db: Database) -> None:
    """The newest day counts, and laying the schedule anew does not forget it."""
    enrolments.add(db, moment(), "one", SCHEDULE, 60)
    enrolments.skip(db, moment(), "one")
    made = enrolments.lay(db, moment(1), "one", SCHEDULE.paused(Pause(MONDAY, MONDAY)))
    assert (made.skipped, made.began) == (MONDAY, MONDAY)


def test_a_plan_beside_the_main_one(db: Database) -> None:
    """It is in view and not current; dropped it is neither, taken up again it is as it was."""
    enrolments.add(db, moment(), "one", SCHEDULE, 60)
    beside = enrolments.add(db, moment(1), "two", SCHEDULE, 30, use=False)
    assert [item.plan for item in enrolments.in_view(db)] == ["one", "two"]
    enrolments.drop(db, moment(2), "two")
    assert [item.plan for item in enrolments.in_view(db)] == ["one"]
    enrolments.keep(db, moment(2), "two")
    assert enrolments.in_view(db)[1] == beside
    enrolments.use(db, moment(3), "two")
    enrolments.drop(db, moment(4), "two")
    assert enrolments.current(db) == enrolments.of_plan(db, "one")
    assert enrolments.add(db, moment(5), "two", SCHEDULE, 30) == enrolments.current(db)


def test_the_first_plan_keeps_the_journal_itself(db: Database) -> None:
    """Later plans have folders of their own, and none changes when another plan becomes the main one."""
    for number, name in enumerate(("one", "two", "three")):
        enrolments.add(db, moment(number), name, SCHEDULE, 60)
    enrolments.add(db, moment(9), "one", SCHEDULE, 60)
    folders = {item.plan: item.folder for item in enrolments.in_view(db)}
    assert folders == {"one": "", "two": "two", "three": "three"}


def test_a_plan_that_grew_is_no_word_of_the_learners(db: Database) -> None:
    """The end moves, and the time of the last change stays: another machine's newer word must not yield to it."""
    enrolments.add(db, moment(), "one", SCHEDULE, 60)
    before = db.rows("SELECT changed_at FROM enrolments")[0]["changed_at"]
    assert enrolments.fit(db, "one", 60).schedule == replace(SCHEDULE, weeks_total=60)
    assert db.rows("SELECT changed_at FROM enrolments")[0]["changed_at"] == before
