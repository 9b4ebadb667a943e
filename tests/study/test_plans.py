"""Choosing a plan, laying it on the calendar, ticking its weeks."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from studytui.config import Config
from studytui.content.library import Library
from studytui.errors import UsageError
from studytui.study import plans, today
from studytui.study.context import Context

MONDAY = date(2026, 11, 23)


def weeks_done(ctx: Context) -> list[str]:
    """Ids of the units that the outline shows as done."""
    return [line.unit_id for phase in plans.outline(ctx) for line in phase.weeks if line.done]


def test_before_the_first_choice_there_is_no_plan(ctx: Context) -> None:
    """Nothing is current, and what needs a plan says how to choose one."""
    assert plans.current(ctx) is None
    assert [(card.id, card.current) for card in plans.available(ctx)] == [("small", False), ("other", False)]
    with pytest.raises(UsageError, match="studytui plan use"):
        plans.outline(ctx)


@pytest.mark.parametrize(
    ("days", "start"), [(0, MONDAY), (4, MONDAY), (5, date(2026, 11, 30)), (6, date(2026, 11, 30))]
)
def test_the_preselected_start_loses_no_day(ctx: Context, clock: list[datetime], days: int, start: date) -> None:
    """It is this week's Monday; on a weekend the coming one, since this week's hours are over."""
    clock[0] += timedelta(days=days)
    assert plans.default_start(ctx) == start


def test_a_plan_begins_on_its_start(ctx: Context) -> None:
    """Schedule and hour come from the plan; the chosen one is current in the list."""
    enrolment = plans.use(ctx, "other", date(2026, 12, 7))
    assert (enrolment.plan, enrolment.minutes, enrolment.schedule.start) == ("other", 30, date(2026, 12, 7))
    assert plans.current(ctx) == enrolment
    assert [card.id for card in plans.available(ctx) if card.current] == ["other"]


def test_the_learners_own_hour_wins_over_the_plans(ctx: Context, library: Library) -> None:
    """Minutes set in the settings hold for a newly chosen plan."""
    own = Context(ctx.paths, replace(Config(), minutes=45), ctx.now, library=library)
    assert plans.use(own, "other").minutes == 45
    own.close()


def test_an_unknown_plan_is_refused(ctx: Context) -> None:
    """Nothing is chosen then."""
    with pytest.raises(UsageError, match="no plan nonsense"):
        plans.use(ctx, "nonsense")
    assert plans.current(ctx) is None


def test_switching_plans_loses_nothing(ctx: Context, clock: list[datetime]) -> None:
    """Back in the first plan, a month later, its start and its ticks are as they were."""
    first = plans.use(ctx, "small", MONDAY)
    today.tick(ctx, "W1/read", done=True)
    plans.use(ctx, "other")
    assert today.today(ctx).tasks[0].done is False
    clock[0] += timedelta(days=30)
    assert plans.use(ctx, "small") == first
    assert today.today(ctx, MONDAY).tasks[0].done is True


def test_choosing_another_start_moves_the_plan_alone(ctx: Context) -> None:
    """Ticks stay where they are when the calendar moves."""
    plans.use(ctx, "small", MONDAY)
    today.tick(ctx, "W1/read", done=True)
    moved = plans.use(ctx, "small", date(2026, 11, 30))
    assert moved.schedule.start == date(2026, 11, 30)
    assert today.today(ctx, date(2026, 11, 30)).tasks[0].done is True


def test_the_outline_shows_phases_weeks_and_where_one_is(ctx: Context, clock: list[datetime]) -> None:
    """Optional weeks do not count towards a phase's total."""
    plans.use(ctx, "small", MONDAY)
    clock[0] += timedelta(days=7)
    first, second = plans.outline(ctx)
    assert (first.title, first.goal, first.done, first.total) == ("First phase", "Begin", 0, 2)
    assert [(line.week, line.current) for line in first.weeks] == [(1, False), (2, True)]
    assert (second.total, second.weeks[0].optional) == (0, True)


def test_a_week_is_ticked_and_unticked(ctx: Context) -> None:
    """The newest word shows; a unit that the plan lacks is refused."""
    plans.use(ctx, "small", MONDAY)
    plans.tick_week(ctx, "W2", done=True)
    assert weeks_done(ctx) == ["W2"]
    plans.tick_week(ctx, "W2", done=False)
    assert weeks_done(ctx) == []
    with pytest.raises(UsageError, match="no unit W9"):
        plans.tick_week(ctx, "W9", done=True)


def test_friday_marks_its_week(ctx: Context) -> None:
    """The last day's last task that is not optional marks the week, and unticking it takes the mark back."""
    plans.use(ctx, "small", MONDAY)
    today.tick(ctx, "W1/tell", done=True)
    assert weeks_done(ctx) == []
    today.tick(ctx, "W1/ship", done=True)
    assert weeks_done(ctx) == ["W1"]
    today.tick(ctx, "W1/ship", done=False)
    assert weeks_done(ctx) == []


def test_what_the_hand_marked_friday_leaves_alone(ctx: Context) -> None:
    """A week ticked by hand stays done when a task of its Friday is unticked."""
    plans.use(ctx, "small", MONDAY)
    plans.tick_week(ctx, "W1", done=True)
    today.tick(ctx, "W1/ship", done=True)
    today.tick(ctx, "W1/ship", done=False)
    assert weeks_done(ctx) == ["W1"]
