"""Ticks, goals, choices, skills and counters from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Home

_MORE = """\
projects:
  - {id: tool, title: A tool}
  - {id: extra, title: An extra, optional: true}
self_assessment:
  growth: [{title: Statistics, detail: rusty}]
reading:
  - {area: Maths, items: ["A book"]}
interview:
  - {id: dsa, title: Problems, topics: [arrays], target_min: 100, target_max: 150}
phases:
"""


@pytest.fixture
def rich(studying: Home) -> Home:
    """The small plan with something beside its weeks."""
    path = studying.root / "data" / "plans" / "small.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("phases:\n", _MORE), encoding="utf-8")
    return studying


def test_everything_is_ticked_by_its_address(rich: Home) -> None:
    """Weeks, tasks, goals, reading; ticks are taken back; what is not there says where to look."""
    assert rich.say("plan", "tick", "W1") == "[x] Week of 1\n"
    assert rich.say("plan", "tick", "W1/do-wed") == "[x] Do the work of wed.\n"
    assert rich.say("plan", "tick", "tool") == "[x] A tool\n"
    rich.say("plan", "tick", "reading/a-book")
    assert "  [x] A book  (reading/a-book)" in rich.say("plan", "goals").splitlines()
    assert rich.say("plan", "tick", "tool", "--undo") == "[ ] A tool\n"
    assert "plan goals" in rich.sentence("plan", "tick", "nothing", code=2)


def test_goals_as_json(rich: Home) -> None:
    """With their boxes, and what was done that is no longer in the plan."""
    rich.say("plan", "tick", "tool")
    shape = json.loads(rich.say("plan", "goals", "--json"))
    assert shape["goals"][0] == {
        "address": "tool",
        "title": "A tool",
        "kind": "project",
        "done": True,
        "optional": False,
    }
    assert shape["vanished"] == []
    path = rich.root / "data" / "plans" / "small.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: tool", "id: other-tool"), encoding="utf-8")
    assert "Done, and no longer in the plan: tool" in rich.say("plan", "goals")


def test_choices(rich: Home) -> None:
    """An optional goal is chosen and taken back; a plan without a choice says so."""
    assert "  [x] An extra  (extra)" in rich.say("plan", "choose", "extra").splitlines()
    assert "  [ ] An extra  (extra)" in rich.say("plan", "choose", "extra", "--not").splitlines()
    assert "it has extra" in rich.sentence("plan", "choose", "nothing", code=2)


def test_a_plan_without_goals_has_none(studying: Home) -> None:
    """No choices, no skills, no counters, and what to do about it."""
    assert studying.say("plan", "choose") == "This plan leaves no choice.\n"
    assert "--new" in studying.say("plan", "skills")
    assert "--target 5-8" in studying.say("plan", "count")


def test_skills_are_rated_again_and_again(rich: Home) -> None:
    """The newest level stands first, those before behind it; JSON has days and notes."""
    rich.say("plan", "skills", "statistics", "1", "--note", "rusty")
    assert rich.say("plan", "skills", "statistics", "3") == "3  Statistics  (statistics, growth, before 1)\n"
    (skill,) = json.loads(rich.say("plan", "skills", "--json"))["skills"]
    assert [(item["level"], item["note"]) for item in skill["history"]] == [(1, "rusty"), (3, "")]
    assert "its level" in rich.sentence("plan", "skills", "statistics", code=2)
    assert "0<=x<=5" in rich.sentence("plan", "skills", "statistics", "9", code=2)


def test_a_target_of_nought(rich: Home) -> None:
    """It would be reached before anything was counted."""
    assert "1 at least" in rich.sentence("plan", "count", "posts-of-mine", "--target", "0", code=2)


def test_counters_count(rich: Home) -> None:
    """One more by default, fewer with a negative number, a new one with a target."""
    rich.say("plan", "count", "dsa")
    assert rich.say("plan", "count", "dsa", "12") == "13 of 100-150  Problems  (dsa)\n"
    assert rich.say("plan", "count", "dsa", "-3").startswith("10 of ")
    assert "0 of 5  posts  (posts)" in rich.say("plan", "count", "posts", "0", "--target", "5")
    assert "5-8" in rich.sentence("plan", "count", "posts", "--target", "many", code=2)
    assert "5-8" in rich.sentence("plan", "count", "talks", code=2)
