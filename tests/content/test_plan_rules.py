"""Rules of a whole plan that concern more than one of its units."""

from collections.abc import Callable

import pytest

from studytui.content.plan_reader import parse_plan
from studytui.content.plan_rules import problems_of_layout


def problems_of(text: str) -> list[str]:
    """What the layout of a plan gets wrong."""
    reading = parse_plan(text, "f")
    assert reading.plan is not None
    problems_of_layout(reading.plan, reading.lines, reading.problems)
    return [problem.what for problem in reading.problems.listed()]


@pytest.fixture
def two_in_a_week(plan_yaml: Callable[..., str]) -> str:
    """A plan of two units that want the same five days."""
    return plan_yaml(weeks=2).replace("weeks: [2, 2]", "weeks: [1, 1]").replace("weeks_total: 2", "weeks_total: 1")


def test_two_units_may_not_want_the_same_day(two_in_a_week: str) -> None:
    """Every day that a second unit fills again is a problem."""
    assert len(problems_of(two_in_a_week)) == 5


def test_units_of_a_choice_may(two_in_a_week: str) -> None:
    """Where the phase offers a choice, its units lie in the same week side by side."""
    choice = two_in_a_week.replace("title: Only phase", "title: Only phase\n    choose: {min: 1, max: 2}")
    assert problems_of(choice) == []


def test_an_optional_strand_may(two_in_a_week: str) -> None:
    """An optional unit runs beside the week's own hours."""
    assert problems_of(two_in_a_week.replace("title: Week 2", "title: Week 2\n        optional: true")) == []
