"""The day and the clock as text and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from studytui.cli.hot import answer

if TYPE_CHECKING:
    from tests.cli.conftest import Home


def test_today_json_has_its_shape(studying: Home) -> None:
    """The whole object of a study day with a clock running."""
    studying.say("start", "--minutes", "30")
    studying.later(minutes=10)
    shape = json.loads(studying.say("today", "--json"))
    session = shape.pop("session")
    assert session.pop("id")
    assert session == {
        "state": "running",
        "kind": "code",
        "day": "2026-11-18",
        "started_at": "2026-11-18T18:00:00+00:00",
        "planned_seconds": 1800,
        "elapsed_seconds": 600,
        "remaining_seconds": 1200,
        "next": "",
    }
    assert shape == {
        "schema": 1,
        "date": "2026-11-18",
        "plan": "small",
        "week": {"number": 1, "title": "Week of 1", "phase": "Only phase"},
        "day": {"kind": "code", "title": "Hour of wed"},
        "tasks": [{"id": "W1/do-wed", "text": "Do the work of wed.", "done": False}],
        "exercises": [{"id": "py-twice", "title": "Twice a number", "state": "new", "best": None}],
        "reviews_due": [],
        "gap": None,
        "left_open": [],
        "opening": None,
        "reading": None,
        "recall": None,
        "questions": [],
        "checklist": {},
        "also": [],
    }


def test_another_day_and_a_day_off(studying: Home) -> None:
    """`--date` shows that day; on a weekend there is no hour, and the text says what comes."""
    assert json.loads(studying.say("today", "--json", "--date", "2026-11-27"))["week"]["number"] == 2
    assert json.loads(studying.say("today", "--json", "--date", "2026-11-21"))["day"] is None
    assert "next: Monday 2026-11-23, Hour of mon" in studying.say("today", "--date", "2026-11-21")


def test_today_as_text(studying: Home) -> None:
    """Week, phase, day, tasks and exercises, a line each."""
    lines = studying.say("today").splitlines()
    assert lines[:3] == [
        "2026-11-18  A small plan",
        "Week 1: Week of 1  (Only phase)",
        "Wed, Code from scratch: Hour of wed",
    ]
    task = lines.index("  [ ] Do the work of wed.  60 min  (W1/do-wed)")
    assert lines[task + 1] == "      exercise: py-twice"
    assert "  py-twice  Twice a number: new" in lines


def test_a_task_says_what_to_read_and_where(studying: Home) -> None:
    """Below an open task stands what it needs; one that is done is a line."""
    words = (
        "--minutes",
        "20",
        "--reading",
        "The manual",
        "--section",
        "part 2",
        "--link",
        "https://example.org/manual",
    )
    studying.say("task", "add", "Read the manual", *words)
    lines = studying.say("today").splitlines()
    task = next(number for number, line in enumerate(lines) if "Read the manual" in line)
    assert "  20 min  (W1/own-" in lines[task]
    assert lines[task + 1] == "      read: The manual, part 2  https://example.org/manual"
    studying.say("plan", "tick", lines[task].rpartition("(")[2].rstrip(")"))
    assert "The manual, part 2" not in studying.say("today")


def test_the_line_left_for_next_time_is_shown(studying: Home) -> None:
    """What was left to do first shows in `today` and when the clock starts again."""
    studying.say("start")
    studying.say("finish", "--next", "derive the gradient")
    assert "Next: derive the gradient" in studying.say("today")
    assert studying.say("start").startswith("Next: derive the gradient\nStarted: ")


@pytest.mark.parametrize("line", ["today", "today --json --date 2026-11-20", "status", "status --short"])
def test_quick_answers_equal_the_parsers(line: str, studying: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """The way around the parser prints what the parser's command prints."""
    words = line.split()
    assert answer(words) == 0
    assert capsys.readouterr().out == studying.say(*words)


@pytest.mark.parametrize("line", ["", "today --date x", "today --date 20261120", "today -x", "status -x", "grade"])
def test_everything_else_is_the_parsers(line: str) -> None:
    """Other command lines are left alone."""
    assert answer(line.split()) is None


@pytest.mark.usefixtures("home")
def test_quick_answers_fail_alike(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a plan the quick way says the same sentence with the same code."""
    assert answer(["today"]) == 2
    assert "no plan is chosen yet" in capsys.readouterr().err


def test_after_days_away_it_asks_in_one_line(studying: Home) -> None:
    """The line names the last day and both ways on; resumed, it is gone, and the hour is the next one."""
    studying.say("plan", "tick", "W1/do-wed")
    studying.later(days=6)
    (line,) = [line for line in studying.say("today").splitlines() if line.startswith("Last here")]
    assert line.startswith("Last here: W1 Wed. ")
    assert json.loads(studying.say("today", "--json"))["gap"] == {"last": "W1 Wed", "missed": 3}
    studying.say("plan", "resume")
    text = studying.say("today")
    assert "Last here" not in text
    assert "(W1/do-thu)" in text


def test_what_was_left_open_is_one_line(studying: Home) -> None:
    """It can be carried to today."""
    studying.later(days=1)
    assert "Left of Wed: Do the work of wed.  (`task carry` or `task drop`)" in studying.say("today").splitlines()
    assert json.loads(studying.say("today", "--json"))["left_open"] == [
        {"id": "W1/do-wed", "text": "Do the work of wed."}
    ]
    assert studying.say("task", "carry") == "W1/thu: Do the work of wed.  (W1/do-wed)\n"
    assert "  [ ] Do the work of wed.  60 min  (W1/do-wed)" in studying.say("today").splitlines()


def test_the_check_in_comes_first_on_monday(studying: Home) -> None:
    """A line like a task; skipped it is gone."""
    studying.later(days=5)
    lines = studying.say("today").splitlines()
    assert lines[lines.index("Tasks") + 1] == "  [ ] Mon check-in: three lines  (journal checkin)"
    assert json.loads(studying.say("today", "--json"))["opening"] == {"field": "checkin", "done": False}
    studying.say("journal", "checkin", "--skip")
    assert "check-in" not in studying.say("today")
