"""Plans from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Home


def test_list_stars_the_one_followed(studying: Home) -> None:
    """Every plan with its weeks; the current one is marked, in text and JSON."""
    assert studying.say("plan", "list") == "* small  A small plan  (2 weeks)\n"
    assert json.loads(studying.say("plan", "list", "--json")) == {
        "schema": 1,
        "plans": [{"id": "small", "title": "A small plan", "weeks_total": 2, "current": True}],
    }


def test_show_prints_the_weeks(home: Home) -> None:
    """Phases, weeks and what they ship."""
    text = home.say("plan", "show", "small")
    assert "Only phase  (weeks 1 to 2)" in text
    assert "W02    Week of 2" in text
    assert "ships: A note of 2" in text


def test_show_json_is_the_whole_plan(home: Home) -> None:
    """Everything the plan holds, down to each day's tasks."""
    plan = json.loads(home.say("plan", "show", "small", "--json"))
    assert plan["schema"] == 1
    assert plan["id"] == "small"
    assert [unit["id"] for unit in plan["phases"][0]["units"]] == ["W1", "W2"]
    monday = plan["phases"][0]["units"][1]["days"][0]
    assert monday["day"] == "mon"
    assert monday["tasks"][0]["text"] == "Do the work of mon."
    assert plan["journal"]["path"] == "journal/Week_{week:02d}.md"


def test_use_starts_on_this_weeks_monday(home: Home) -> None:
    """Without --start the plan begins on this week's Monday."""
    assert home.say("plan", "use", "small") == "You follow A small plan, week 1 from Monday 2026-11-16.\n"
    assert home.say("status", "--short") == "W01 Wed\n"


def test_unknown_plan_names_the_known(home: Home) -> None:
    """A plan that is not there is answered with those that are."""
    assert "small" in home.sentence("plan", "use", "nope", code=2)
    assert "small" in home.sentence("plan", "show", "nope", code=2)
    assert "2026-11-20" in home.sentence("plan", "use", "small", "--start", "soon", code=2)
