from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.schedule import Pause, Schedule, Standing

MONDAY = date(2026, 11, 16)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Any schedule with up to three pauses of up to four weeks near its start."""
    start = draw(DAYS)
    study_days = draw(st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))))
    pauses = draw(
        st.lists(
            st.tuples(st.integers(-10, 400), st.integers(0, 28)).map(
                lambda pair: Pause(start + timedelta(pair[0]), start + timedelta(pair[0] + pair[1]))
            ),
            max_size=3,
        )
    )
    return Schedule(start, weeks_total=52, study_days=study_days, pauses=tuple(pauses))


def test_a_plain_week_runs_monday_to_friday() -> None:
    """Without pauses, week 1 is the five weekdays from the start and week 2 follows after the weekend."""
    schedule = Schedule(MONDAY, 52)
    assert schedule.dates_of(1) == tuple(MONDAY + timedelta(n) for n in range(5))
    assert schedule.position(date(2026, 11, 23)).week == 2


def test_the_weekend_is_rest_and_points_to_monday() -> None:
    """On a Saturday the position is that of the next study day, standing REST."""
    position = Schedule(MONDAY, 52).position(date(2026, 11, 21))
    assert (position.week, position.slot, position.standing) == (2, 0, Standing.REST)


def test_before_and_after_the_plan() -> None:
    """A date before the start stands BEFORE week 1; one after the last week stands AFTER it."""
    schedule = Schedule(MONDAY, 2)
    assert schedule.position(date(2026, 11, 15)).standing is Standing.BEFORE
    after = schedule.position(date(2026, 11, 30))
    assert (after.week, after.slot, after.standing) == (2, 4, Standing.AFTER)


def test_a_pause_moves_everything_behind_it() -> None:
    """A week's pause moves later weeks by a week and leaves the days studied before it alone."""
    schedule = Schedule(MONDAY, 52)
    paused = schedule.paused(Pause(date(2026, 11, 18), date(2026, 11, 24), "holiday"))
    assert paused.date_of(1, 1) == schedule.date_of(1, 1)
    assert paused.date_of(1, 2) == date(2026, 11, 25)
    assert paused.position(date(2026, 11, 20)).standing is Standing.PAUSED


def test_a_schedule_without_study_days_is_refused() -> None:
    """A schedule needs at least one study day, a weekday number."""
    with pytest.raises(ValueError, match="at least one"):
        Schedule(MONDAY, 52, study_days=())


@given(schedules(), st.integers(1, 52), st.integers(0, 4))
def test_position_undoes_date_of(schedule: Schedule, week: int, slot: int) -> None:
    """The position of the date of a slot is that slot, whatever the study days and pauses."""
    position = schedule.position(schedule.date_of(week, slot))
    assert (position.week, position.slot, position.standing) == (week, slot, Standing.STUDY)


@given(schedules(), DAYS)
def test_positions_never_go_back(schedule: Schedule, day: date) -> None:
    """A later date never has an earlier position."""
    today, tomorrow = schedule.position(day), schedule.position(day + timedelta(1))
    assert (today.week, today.slot) <= (tomorrow.week, tomorrow.slot)


@given(schedules(), st.integers(1, 52))
def test_the_days_of_a_week_stay_in_order(schedule: Schedule, week: int) -> None:
    """A week's dates are five increasing study days that begin with its first."""
    dates = schedule.dates_of(week)
    assert len(dates) == 5
    assert list(dates) == sorted(set(dates))
    assert all(schedule.is_study_day(day) for day in dates)
    assert dates[0] == schedule.date_of(week, 0)
