"""The self-assessment with its history, and counters with their targets."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.study.rich import rich_plan, with_plans

from studytui.domain.plan import Interview, Project
from studytui.errors import UsageError
from studytui.study import plans, skills
from studytui.study.context import Context


def test_the_skills_a_plan_names(rich: Context) -> None:
    """Strengths and growth areas, unrated at first."""
    assert [(line.id, line.group, line.level) for line in skills.skills(rich)] == [
        ("software-engineering", "strength", None),
        ("statistics", "growth", None),
    ]


def test_a_rating_revisited_keeps_the_one_before(rich: Context, clock: list[datetime]) -> None:
    """The newest is the level, the history stays, also on a clock set back within the day."""
    skills.rate(rich, "statistics", 1, "  very  rusty ")
    clock[0] += timedelta(days=90)
    skills.rate(rich, "statistics", 2)
    clock[0] -= timedelta(hours=1)
    line = skills.rate(rich, "statistics", 3)
    assert line.level == 3
    assert [(rating.level, rating.day.month, rating.note) for rating in line.ratings] == [
        (1, 11, "very rusty"),
        (2, 2, ""),
        (3, 2, ""),
    ]


def test_a_title_will_do_for_an_id(rich: Context) -> None:
    """What the list shows can be typed as it is shown, skills and counters alike."""
    assert skills.rate(rich, "Software Engineering", 3, new=True).id == "software-engineering"
    assert skills.count(rich, "problems", 4).id == "dsa"
    assert {line.group for line in skills.skills(rich)} == {"strength", "growth"}


def test_a_skill_of_ones_own(rich: Context) -> None:
    """It is added on purpose, never by a slip of the keyboard."""
    with pytest.raises(UsageError, match="no skill statistic; known are software-engineering, statistics"):
        skills.rate(rich, "statistic", 2)
    assert skills.rate(rich, "public-speaking", 2, new=True).group == "own"
    assert len(skills.skills(rich)) == 3


@pytest.mark.parametrize(("name", "level"), [("statistics", 6), ("statistics", -1), ("Public Speaking", 2)])
def test_ratings_that_make_no_sense_are_refused(rich: Context, name: str, level: int) -> None:
    """Levels beyond 0 to 5 and names with blanks."""
    with pytest.raises(UsageError):
        skills.rate(rich, name, level, new=True)
    assert all(line.level is None for line in skills.skills(rich))


def test_a_plans_counter_counts(rich: Context) -> None:
    """The interview area with a target is one; steps add up, also backwards, never below zero."""
    assert [(line.id, line.count, line.target_min, line.target_max) for line in skills.counters(rich)] == [
        ("dsa", 0, 100, 150)
    ]
    skills.count(rich, "dsa", 5)
    assert skills.count(rich, "dsa", -2).count == 3
    with pytest.raises(UsageError, match="stands at 3"):
        skills.count(rich, "dsa", -4)


def test_a_goal_that_asks_for_several_is_a_counter(ctx: Context) -> None:
    """A portfolio goal with a target is counted under its own id, and its box stays a box."""
    posts = Project("portfolio/posts", "Posts", target_min=5, target_max=8)
    made = with_plans(ctx, replace(rich_plan(), portfolio=(posts,)))
    plans.use(made, "rich", date(2026, 11, 23))
    line = skills.count(made, "portfolio/posts", 2)
    assert (line.title, line.count, line.target_min, line.target_max) == ("Posts", 2, 5, 8)
    made.close()


def test_a_counter_of_ones_own(rich: Context) -> None:
    """A target makes it; another target replaces that one and leaves the count."""
    with pytest.raises(UsageError, match="no counter posts; known are dsa"):
        skills.count(rich, "posts")
    skills.count(rich, "posts", 2, target=(5, 8))
    line = skills.count(rich, "posts", 1, target=(6, 6))
    assert (line.count, line.target_min, line.target_max) == (3, 6, 6)
    with pytest.raises(UsageError, match="smaller number first"):
        skills.count(rich, "posts", target=(8, 5))


def test_a_plans_counter_may_have_a_longer_name(ctx: Context) -> None:
    """Only a counter of one's own has to be a plain word."""
    plan = replace(rich_plan(), interview=(Interview("interview/dsa", "Problems", (), 100, 150),))
    made = with_plans(ctx, plan)
    plans.use(made, "rich", date(2026, 11, 23))
    assert skills.count(made, "interview/dsa", 2).count == 2
    made.close()
