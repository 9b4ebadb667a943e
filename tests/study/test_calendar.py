"""The learner's own calendar: pauses, shifts, other days, and coming back after days away."""

from datetime import date, datetime, timedelta

import pytest

from studytui.domain.rhythm import Weekday
from studytui.domain.schedule import Standing
from studytui.errors import UsageError
from studytui.study import calendar, notes, plans
from studytui.study.clock import log
from studytui.study.context import Context
from studytui.study.today import tick, today

MONDAY = date(2026, 11, 23)
THURSDAY = MONDAY + timedelta(days=3)


def days_later(clock: list[datetime], days: int) -> date:
    """Let days pass; returns the day it is then."""
    clock[0] += timedelta(days=days)
    return clock[0].date()


def place(ctx: Context) -> tuple[int, int, Standing]:
    """Where today stands in the main plan."""
    position = plans.required(ctx).schedule.position(ctx.today())
    return position.week, position.slot, position.standing


@pytest.fixture
def begun(ctx: Context) -> Context:
    """The small plan, begun this Monday."""
    plans.use(ctx, "small", MONDAY)
    return ctx


def test_a_holiday_moves_what_comes_after_it(begun: Context, clock: list[datetime]) -> None:
    """From today by default; the reason is kept, and the days before stay."""
    laid = calendar.pause(begun, None, THURSDAY, "a  wedding")
    assert [pause.reason for pause in laid.schedule.pauses] == ["a wedding"]
    assert place(begun) == (1, 0, Standing.PAUSED)
    days_later(clock, 4)
    assert place(begun) == (1, 0, Standing.STUDY)


def test_a_pause_that_ends_early(begun: Context, clock: list[datetime]) -> None:
    """Today counts again; a pause to come is taken away; without one it says so."""
    calendar.pause(begun, None, THURSDAY)
    days_later(clock, 1)
    calendar.end_pause(begun)
    assert place(begun) == (1, 0, Standing.STUDY)
    calendar.pause(begun, THURSDAY, THURSDAY)
    calendar.end_pause(begun)
    with pytest.raises(UsageError, match="no pause"):
        calendar.end_pause(begun)


def test_pauses_that_make_no_sense_are_refused(begun: Context) -> None:
    """An end before the beginning, and a pause longer than a year; nothing changes then."""
    with pytest.raises(UsageError, match="is before"):
        calendar.pause(begun, THURSDAY, MONDAY)
    with pytest.raises(UsageError, match="a year at most"):
        calendar.pause(begun, None, MONDAY + timedelta(days=400))
    assert plans.required(begun).schedule.pauses == ()


def test_a_week_later_and_back(begun: Context, clock: list[datetime]) -> None:
    """A shift brings back the hour of a week ago; the opposite shift leaves everything as it was."""
    days_later(clock, 9)
    before = plans.required(begun).schedule
    calendar.shift(begun, weeks=1)
    assert place(begun) == (1, 2, Standing.STUDY)
    assert calendar.shift(begun, weeks=-1).schedule == before
    calendar.shift(begun, days=-1)
    assert place(begun) == (2, 3, Standing.STUDY)


def test_shifts_that_make_no_sense_are_refused(begun: Context) -> None:
    """No move, more than a year, and one past the end."""
    for weeks in (0, 60, -60):
        with pytest.raises(UsageError, match="at least a day and by a year"):
            calendar.shift(begun, weeks=weeks)
    with pytest.raises(UsageError, match="past the plan's last week"):
        calendar.shift(begun, weeks=-3)
    assert place(begun) == (1, 0, Standing.STUDY)


def test_three_days_a_week(begun: Context, clock: list[datetime]) -> None:
    """From tomorrow, since today is a study day; the rhythm's days stay in order, the hour has its new length."""
    laid = calendar.set_days(begun, (Weekday.FRI, Weekday.WED), minutes=90)
    assert laid.minutes == 90
    assert [(card.weekday.value, card.label) for card in today(begun).strip][:3] == [
        ("mon", "Theory"),
        ("wed", "Papers"),
        ("fri", "Code from scratch"),
    ]
    days_later(clock, 1)
    assert place(begun)[2] is Standing.REST
    with pytest.raises(UsageError, match="between 5 and 600 minutes"):
        calendar.set_days(begun, minutes=0)


def test_days_on_which_a_plan_begins(ctx: Context) -> None:
    """Study days and minutes can be chosen with the plan, and changed when it is taken up again."""
    laid = plans.use(ctx, "small", MONDAY, study_days=(Weekday.MON, Weekday.SAT), minutes=30)
    assert (laid.schedule.study_days, laid.minutes) == ((0, 5), 30)
    again = plans.use(ctx, "small", study_days=(Weekday.TUE,))
    assert (again.schedule.days_on(THURSDAY), again.minutes) == ((1,), 30)


@pytest.mark.parametrize("deed", ["tick", "log", "write"])
def test_three_missed_days_are_told_once_in_a_line(begun: Context, clock: list[datetime], deed: str) -> None:
    """The line names the last day on which something was done, whatever that was; two missed days are none."""
    days_later(clock, 1)
    if deed == "tick":
        tick(begun, "W1/skim", done=True)
    elif deed == "log":
        log(begun, 10, None, begun.today())
    else:
        notes.save(begun, begun.today(), "notes", "Something")
    days_later(clock, 3)
    assert today(begun).gap is None
    days_later(clock, 3)
    gap = today(begun).gap
    assert gap is not None
    assert (gap.place, gap.missed) == ("W1 Tue", 3)


def test_resuming_moves_the_calendar(begun: Context, clock: list[datetime]) -> None:
    """The next hour is the one after the last, and there is nothing left to ask."""
    tick(begun, "W1/read", done=True)
    days_later(clock, 10)
    calendar.resume(begun)
    view = today(begun)
    assert (view.gap, view.week, [task.address for task in view.tasks]) == (None, 1, ["W1/skim"])
    with pytest.raises(UsageError, match="no study day was missed"):
        calendar.resume(begun)


def test_skipping_stays_with_the_calendar(begun: Context, clock: list[datetime]) -> None:
    """The missed days are let go: no line, nothing left over, also when the next days are missed too."""
    tick(begun, "W1/read", done=True)
    days_later(clock, 9)
    calendar.skip(begun)
    view = today(begun)
    assert (view.gap, view.leftover, view.week) == (None, None, 2)
    days_later(clock, 2)
    assert today(begun).gap is None
    days_later(clock, 3)
    assert today(begun).gap is not None


def test_days_before_the_first_launch_are_never_missed(ctx: Context, clock: list[datetime]) -> None:
    """A plan that lies on the calendar since weeks, first opened today, has no gap and nothing left over."""
    days_later(clock, 3)
    plans.use(ctx, "small", MONDAY - timedelta(days=7))
    view = today(ctx)
    assert (view.week, view.gap, view.leftover) == (2, None, None)
    days_later(clock, 4)
    assert today(ctx).gap is None
    days_later(clock, 1)
    found = today(ctx).gap
    assert found is not None
    assert (found.place, found.missed) == ("W2 Thu", 3)


def test_paused_days_are_not_missed(begun: Context, clock: list[datetime]) -> None:
    """After a holiday the plan goes on, without a question."""
    tick(begun, "W1/read", done=True)
    calendar.pause(begun, THURSDAY - timedelta(days=2), MONDAY + timedelta(days=8))
    days_later(clock, 9)
    assert today(begun).gap is None


def test_what_yesterday_left_is_one_line(begun: Context, clock: list[datetime]) -> None:
    """Open tasks of the study day before, but not optional ones; on Monday those of Friday; none when all is done."""
    tick(begun, "W1/read", done=True)
    days_later(clock, 1)
    left = today(begun).leftover
    assert left is not None
    assert (left.week, left.weekday, left.text) == (1, Weekday.MON, "Note it")
    tick(begun, "W1/note", done=True)
    assert today(begun).leftover is None
    tick(begun, "W1/skim", done=True)
    days_later(clock, 3)
    tick(begun, "W1/vary", done=True)
    days_later(clock, 3)
    left = today(begun).leftover
    assert left is not None
    assert [task.address for task in left.tasks] == ["W1/ship"]


def test_a_second_plan_has_a_calendar_of_its_own(begun: Context) -> None:
    """A pause of one leaves the other alone."""
    plans.also(begun, "other", MONDAY)
    calendar.pause(begun, None, THURSDAY, plan="other")
    assert place(begun)[2] is Standing.STUDY
    with pytest.raises(UsageError, match="do not follow nonsense"):
        calendar.pause(begun, None, THURSDAY, plan="nonsense")


def test_a_pause_asks_nothing(begun: Context, clock: list[datetime]) -> None:
    """While a pause holds, missed days before it are not told."""
    days_later(clock, 4)
    assert today(begun).gap is not None
    calendar.pause(begun, None, begun.today())
    assert today(begun).gap is None


def test_days_beyond_all_plans_are_refused(begun: Context) -> None:
    """A start or a pause in another century is a slip of the keyboard."""
    far = date(9999, 12, 30)
    with pytest.raises(UsageError, match="twenty years away"):
        plans.use(begun, "small", far)
    with pytest.raises(UsageError, match="twenty years away"):
        calendar.pause(begun, far, far)
    assert place(begun) == (1, 0, Standing.STUDY)
