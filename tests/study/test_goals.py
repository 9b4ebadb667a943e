"""Goals beside the weeks, and ticking anything by its address."""

from dataclasses import replace
from datetime import date

import pytest
from tests.study.rich import rich_plan, with_plans

from studytui.errors import UsageError
from studytui.study import goals, living, options, plans, progress
from studytui.study.context import Context

MONDAY = date(2026, 11, 23)


def done(ctx: Context) -> set[str]:
    """Addresses of the goals that are done."""
    return {line.address for line in goals.goals(ctx) if line.done}


def test_everything_beside_the_weeks_is_a_goal(rich: Context) -> None:
    """Milestones, projects, portfolio, reading; what the author knew to be done or read is done."""
    lines = goals.goals(rich)
    assert [(line.kind.value, line.address) for line in lines] == [
        ("milestone", "m1"),
        ("project", "tool"),
        ("project", "extra"),
        ("portfolio", "talk"),
        ("reading", "reading/strang-linear-algebra"),
        ("reading", "reading/boyd-convex-optimization"),
    ]
    assert [line.optional for line in lines] == [False, False, True, False, False, False]
    assert (lines[0].detail, lines[4].group, lines[4].detail) == ("A demo", "Maths", "chapters")
    assert done(rich) == {"talk", "reading/boyd-convex-optimization"}


@pytest.mark.parametrize("address", ["m1", "tool", "reading/strang-linear-algebra", "talk"])
def test_a_goal_is_ticked_and_unticked(rich: Context, address: str) -> None:
    """The newest word holds, also against what the author knew to be done."""
    goals.tick(rich, address)
    assert address in done(rich)
    goals.tick(rich, address, done=False)
    assert address not in done(rich)


def test_weeks_and_tasks_are_ticked_by_their_addresses_too(rich: Context) -> None:
    """One command for everything; it says what was ticked."""
    own = living.add(rich, "Ask Ann")
    assert goals.tick(rich, "W1") == "Week of softmax"
    assert goals.tick(rich, "W1/read") == "Read a chapter"
    assert goals.tick(rich, own.address) == "Ask Ann"
    assert plans.outline(rich)[0].weeks[0].done
    with pytest.raises(UsageError, match="nothing called W9"):
        goals.tick(rich, "W9")


def test_the_last_days_task_marks_its_week_here_as_well(rich: Context) -> None:
    """Ticked by its address it does what it does in Today."""
    goals.tick(rich, "W1/ship")
    assert plans.outline(rich)[0].weeks[0].done


def test_what_is_optional_does_not_weigh(rich: Context) -> None:
    """An optional goal is none of the boxes, until it is chosen; ticking it alone moves no percentage."""
    before = progress.stats(rich)
    assert (before.boxes_done, before.boxes_total) == (1, 6)
    goals.tick(rich, "extra")
    assert progress.stats(rich).boxes_done == 1
    options.choose(rich, "rich", "extra")
    chosen = progress.stats(rich)
    assert (chosen.boxes_done, chosen.boxes_total) == (2, 7)


def test_the_track_not_chosen_becomes_optional(rich: Context) -> None:
    """Both weigh until one is chosen; the milestone of the phase weighs whichever it is."""
    options.choose(rich, "rich", "track-b")
    lines = {line.unit_id: line.optional for line in plans.outline(rich)[1].weeks}
    assert lines == {"track-a": True, "track-b": False, "m1": False}
    assert progress.stats(rich).boxes_total == 5
    goals.tick(rich, "track-b")
    assert progress.stats(rich).weeks_done == 1
    with pytest.raises(UsageError, match="1 at most"):
        options.choose(rich, "rich", "track-a")
    options.choose(rich, "rich", "track-b", chosen=False)
    assert not any(line.optional for line in plans.outline(rich)[1].weeks)
    with pytest.raises(UsageError, match="it has track-a, track-b, extra"):
        options.choose(rich, "rich", "track-c")


def test_choices_are_listed_with_what_was_chosen(rich: Context) -> None:
    """A phase's choice says how many to take; optional goals are a choice of any number."""
    options.choose(rich, "rich", "track-a")
    views = options.of_plan(rich, "rich")
    assert [(view.id, view.least, view.most) for view in views] == [("p2", 1, 1), ("goals", 0, 1)]
    assert [option.id for option in views[0].options if option.chosen] == ["track-a"]


def test_a_goal_taken_out_of_the_plan_is_not_forgotten(rich: Context) -> None:
    """What was ticked and is no longer in the plan can still be told."""
    assert goals.vanished(rich) == ()
    goals.tick(rich, "tool")
    goals.tick(rich, "W1/read")
    living.add(rich, "Ask Ann")
    newer = with_plans(rich, replace(rich_plan(), projects=()))
    assert goals.vanished(newer) == ("tool",)
    newer.close()


def test_what_the_author_knew_to_be_done_can_be_unticked(rich: Context) -> None:
    """At once, without ticking it first."""
    for address in ("talk", "reading/boyd-convex-optimization"):
        goals.tick(rich, address, done=False)
    assert done(rich) == set()
    assert progress.stats(rich).boxes_done == 0
