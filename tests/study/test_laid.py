"""Weeks as the learner's choices have them."""

from collections.abc import Iterator
from datetime import date

import pytest
from tests.study.rich import with_plans

from studytui.domain.plan import Choice, Phase, Plan, PlanDay, Task, Unit, UnitKind
from studytui.domain.rhythm import Weekday
from studytui.study import goals, laid, options, plans, today
from studytui.study.context import Context

MONDAY = date(2026, 11, 23)
WEEKDAYS = tuple(Weekday)[:5]


def unit(name: str, *, optional: bool = False) -> Unit:
    """A topic of one week, with an hour on each day, or a strand with something to do on Monday."""
    tasks = (Task("do", f"Do {name}.", None if optional else 60, optional=optional),)
    days = tuple(PlanDay(day, f"{name} {day}", (tasks[0],)) for day in (WEEKDAYS[:1] if optional else WEEKDAYS))
    return Unit(name, UnitKind.TOPIC, name.title(), (1, 1), checkbox=not optional, optional=optional, days=days)


@pytest.fixture
def tracks(ctx: Context) -> Iterator[Context]:
    """A plan of one week with two tracks to choose from and a strand beside them, begun this Monday."""
    choice = Phase("tracks", "Tracks", (unit("vision"), unit("speech")), choose=Choice(1, 2))
    plan = Plan("tracks", "Tracks", (choice, Phase("lane", "Lane", (unit("lane", optional=True),))), 1)
    made = with_plans(ctx, plan)
    plans.use(made, "tracks", MONDAY)
    yield made
    made.close()


def shown(ctx: Context) -> list[str]:
    """Addresses of Monday's tasks."""
    return [task.address for task in today.today(ctx, MONDAY).tasks]


def test_first_track_stands_until_one_is_chosen(tracks: Context) -> None:
    """Today shows the first track, then the chosen one, and the strand beside either."""
    assert shown(tracks) == ["vision/do", "lane/do"]
    options.choose(tracks, "tracks", "speech")
    assert shown(tracks) == ["speech/do", "lane/do"]
    assert today.today(tracks, MONDAY).week_title == "Speech"


def test_of_two_tracks_the_one_not_done_comes(tracks: Context) -> None:
    """With both chosen the plan's order decides, until the first is done; with both done it decides again."""
    options.choose(tracks, "tracks", "speech")
    options.choose(tracks, "tracks", "vision")
    assert laid.week_of(tracks, "tracks", 1).units[0].id == "vision"
    goals.tick(tracks, "vision")
    assert laid.week_of(tracks, "tracks", 1).units[0].id == "speech"
    goals.tick(tracks, "speech")
    assert laid.week_of(tracks, "tracks", 1).units[0].id == "vision"
