"""Choices, skills, counters, and when the learner was last here."""

from datetime import UTC, date, datetime, timedelta

from studytui.domain.moment import Moment
from studytui.store import activity, choices, counts, entries, skill_levels, ticks
from studytui.store.counts import Counted
from studytui.store.database import Database

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONDAY = START.date()


def moment(days: float = 0) -> Moment:
    """So many days after Monday."""
    at = START + timedelta(days=days)
    return Moment(at, at.date())


def test_the_newest_choice_holds(db: Database) -> None:
    """Also on a clock set back; the same word again adds no row; plans do not share choices."""
    for days, option, chosen in ((0, "a", True), (0, "b", True), (-1, "a", False), (-2, "a", False), (3, "c", False)):
        choices.choose(db, moment(days), "plan", option, chosen=chosen)
    assert choices.of_plan(db, "plan") == {"b"}
    assert choices.of_plan(db, "other") == set()
    assert len(db.rows("SELECT * FROM choices")) == 3


def test_ratings_are_kept_in_the_order_they_were_given(db: Database) -> None:
    """On any clock, with their days and notes."""
    skill_levels.rate(db, moment(5), "plan", "maths", 1)
    skill_levels.rate(db, moment(0), "plan", "maths", 2, "better")
    skill_levels.rate(db, moment(1), "other", "maths", 5)
    rated = skill_levels.of_plan(db, "plan")["maths"]
    assert [(rating.level, rating.day, rating.note) for rating in rated] == [
        (1, MONDAY + timedelta(days=5), ""),
        (2, MONDAY, "better"),
    ]


def test_steps_of_a_counter_add_up(db: Database) -> None:
    """A target holds until another is given, and a step without one leaves it."""
    counts.add(db, moment(), "plan", "posts", 2, target=(5, 8))
    counts.add(db, moment(1), "plan", "posts", -1, note="withdrawn")
    counts.add(db, moment(2), "plan", "dsa", 40)
    assert counts.of_plan(db, "plan") == {"posts": Counted(1, 5, 8), "dsa": Counted(40)}


def test_the_last_day_on_which_something_was_done(db: Database) -> None:
    """The latest of ticks, entries and sessions of that plan within the days asked for; none where there is none."""
    end = MONDAY + timedelta(days=30)
    assert activity.last_day(db, "plan", MONDAY, end, attempts=True) is None
    ticks.set_done(db, moment(2), "plan", "W1", ticks.TickSource.HAND, done=True)
    entries.save(db, moment(9), "plan", MONDAY + timedelta(days=4), "notes", "Late, about Friday")
    ticks.set_done(db, moment(20), "other", "W1", ticks.TickSource.HAND, done=True)
    assert activity.last_day(db, "plan", MONDAY, end, attempts=True) == MONDAY + timedelta(days=4)
    assert activity.last_day(db, "plan", MONDAY, MONDAY + timedelta(days=4), attempts=True) == date(2026, 11, 25)
    assert activity.last_day(db, "plan", MONDAY, MONDAY + timedelta(days=2), attempts=True) is None
