"""Plans from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Home


def test_list_stars_the_one_followed(studying: Home) -> None:
    """Every plan with its weeks; the current one is marked, in text and JSON."""
    assert studying.say("plan", "list") == "* small  A small plan  (week 1 of 2, 0 of 2 boxes, 0 %)\n"
    assert json.loads(studying.say("plan", "list", "--json")) == {
        "schema": 1,
        "plans": [
            {
                "id": "small",
                "title": "A small plan",
                "weeks_total": 2,
                "current": True,
                "in_view": True,
                "week": 1,
                "weeks_done": 0,
                "boxes": {"done": 0, "total": 2},
            }
        ],
    }


def test_a_plan_that_cannot_be_read_is_named(studying: Home) -> None:
    """The list has the others, on standard output alone, and says which file is broken and what tells why."""
    broken = studying.root / "data" / "plans" / "broken.yaml"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text("a: [\n", encoding="utf-8")
    result = studying.run("plan", "list", "--json")
    assert [plan["id"] for plan in json.loads(result.stdout)["plans"]] == ["small"]
    assert result.stderr == f"{broken} cannot be read; `studytui verify {broken}` says why\n"
    assert f"{broken}:2" in studying.run("verify", str(broken)).stdout


def test_show_prints_the_weeks(home: Home) -> None:
    """Phases, weeks and what they ship."""
    text = home.say("plan", "show", "small")
    assert "Only phase  (weeks 1 to 2)" in text
    assert "W02    Week of 2" in text
    assert "ships: A note of 2" in text


def test_show_tells_what_is_done_of_a_plan_that_is_followed(studying: Home) -> None:
    """Boxes stand before its weeks, and the first line says how far it is."""
    studying.say("plan", "tick", "W1")
    text = studying.say("plan", "show", "small")
    assert "(small, week 1 of 2, 1 of 2 boxes, 50 %)" in text
    assert "[x] W01    Week of 1" in text


def test_plans_beside_the_main_one(studying: Home) -> None:
    """Kept in view, told by list, today and stats; dropped and taken up again with what was done in it."""
    folder = studying.root / "data" / "plans"
    text = (folder / "small.yaml").read_text(encoding="utf-8")
    text = text.replace("id: small", "id: second").replace("A small plan", "Another plan")
    (folder / "second.yaml").write_text(text, encoding="utf-8")
    said = studying.say("plan", "also", "second", "--start", "2026-11-17", "--days", "mon, wed")
    assert said == "Another plan is in view, week 1 from Tuesday 2026-11-17.\n"
    studying.say("plan", "tick", "W1", "--plan", "second")
    assert "+ second  Another plan  (week 1 of 2, 1 of 2 boxes, 50 %)" in studying.say("plan", "list")
    assert "  Another plan: W1 Mon" in studying.say("today").splitlines()
    assert json.loads(studying.say("today", "--json"))["also"] == [{"plan": "second", "week": 1, "day": "mon"}]
    assert "Also Another plan: week 1 of 2, 50 % done" in studying.say("stats")
    assert [item["plan"] for item in json.loads(studying.say("stats", "--json"))["plans"]] == ["small", "second"]
    assert "out of view" in studying.say("plan", "drop", "second")
    assert "  second" in studying.say("plan", "list")
    studying.say("plan", "use", "second")
    assert "* second  Another plan  (week 1 of 2, 1 of 2 boxes, 50 %)" in studying.say("plan", "list")


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


def test_use_takes_days_and_minutes(home: Home) -> None:
    """They are chosen with the plan; days that are none are refused."""
    home.say("plan", "use", "small", "--days", "mon,wed,fri", "--minutes", "45")
    assert home.say("plan", "days") == "small: Mon, Wed, Fri, 45 minutes each.\n"
    assert "mon,wed,fri" in home.sentence("plan", "use", "small", "--days", "mon,someday", code=2)


def test_unknown_plan_names_the_known(home: Home) -> None:
    """A plan that is not there is answered with those that are."""
    assert "small" in home.sentence("plan", "use", "nope", code=2)
    assert "small" in home.sentence("plan", "show", "nope", code=2)
    assert "2026-11-20" in home.sentence("plan", "use", "small", "--start", "soon", code=2)
