"""Monday's reading list and recall, Tuesday's papers, and the search over everything, from the shell."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Home


@pytest.fixture
def rich(studying: Home) -> Home:
    """The small plan with something to read and a question to recall in its first week."""
    path = studying.root / "data" / "plans" / "small.yaml"
    text = path.read_text(encoding="utf-8")
    reading = "minutes: 60, reading: {title: A book, section: Chapter 2, link: 'https://example.org', minutes: 40}}"
    text = text.replace("minutes: 60}", reading, 1)
    text = text.replace("        days:\n", "        recall: [{question: Why?, answer: Because.}]\n        days:\n", 1)
    path.write_text(text, encoding="utf-8")
    return studying


def test_the_reading_list(rich: Home) -> None:
    """Printed with addresses, started, finished with a line, put back; JSON; what is no reading is told."""
    assert rich.say("reading") == (
        "Reading of week 1\n  [ ] Mon  A book, Chapter 2  40 min  (W1/do-mon)\n      https://example.org\n"
    )
    assert "[~]" in rich.say("reading", "start", "W1/do-mon")
    done = rich.say("reading", "finish", "W1/do-mon", "Worth it")
    assert done.splitlines() == ["  [x] Mon  A book, Chapter 2  40 min  (W1/do-mon)", "      gave: Worth it"]
    assert "gave: Twice" in rich.say("reading", "gave", "W1/do-mon", "Twice")
    (shape,) = json.loads(rich.say("reading", "--week", "1", "--json"))["readings"]
    assert (shape["state"], shape["line"], shape["day"]) == ("finished", "Twice", "mon")
    assert "[ ]" in rich.say("reading", "reopen", "W1/do-mon")
    assert "nothing to read at W1/do-tue" in rich.sentence("reading", "start", "W1/do-tue", code=2)
    assert "week 9" in rich.sentence("reading", "--week", "9", code=2)
    assert "Nothing" in rich.say("reading", "--week", "2")


def test_recall(rich: Home) -> None:
    """Questions first, the answer when asked for, whether it was there; one's own are added, reworded, let go."""
    assert rich.say("recall") == "Recall, week 1\n  Why?  (W1/recall-1, not asked)\n"
    assert "Because." in rich.say("recall", "show", "W1/recall-1")
    assert rich.say("recall", "mark", "W1/recall-1", "no") == "  Why?  (W1/recall-1, not recalled)\n"
    own = rich.say("recall", "add", "What is SVD?", "Three factors", "--week", "2").split("(")[1].split(",")[0]
    assert "Of a matrix" in rich.say("recall", "edit", own, "--answer", "Of a matrix")
    rich.later(days=7)
    assert rich.say("recall", "--answers").splitlines()[-3:] == [
        "Again",
        "  Why?  (W1/recall-1, not recalled)",
        "    Because.",
    ]
    shape = json.loads(rich.say("recall", "--json"))
    assert [item["key"] for item in shape["recall"]] == [own]
    assert "answer" not in shape["again"][0]
    rich.say("recall", "drop", own)
    assert "No questions" in rich.say("recall")
    assert "the plan's own" in rich.sentence("recall", "drop", "W1/recall-1", code=2)


def test_paper_notes(rich: Home) -> None:
    """Begun, changed, shown, let go; their questions answered, closed and asked again."""
    assert "No paper notes" in rich.say("paper")
    name = rich.say("paper", "new", "Attention", "--claim", "All of it", "--question", "Why?", "--question", "How?")
    note = name.split("(")[1].split(")")[0]
    rich.say("paper", "edit", "attention", "--link", "https://arxiv.org/abs/1706.03762", "--change-mind", "An ablation")
    shown = rich.say("paper", "show", note)
    assert "## What would change my mind\n\nAn ablation" in shown
    assert shown.endswith("## Questions\n\n1. Why?  (open)\n2. How?  (open)\n")
    assert rich.say("paper", "answer", note, "1", "Because of heads") == "Why?  (answered)\n"
    assert rich.say("paper", "questions") == f"How?  (Attention: {note} 2)\n"
    rich.say("paper", "close", note, "2")
    assert rich.say("paper", "questions") == "No question is open.\n"
    rich.say("paper", "reopen", note, "2")
    assert json.loads(rich.say("paper", "questions", "--json"))["questions"][0]["number"] == 2
    (shape,) = json.loads(rich.say("paper", "--json"))["papers"]
    assert [item["state"] for item in shape["questions"]] == ["answered", "open"]
    rich.say("paper", "edit", note, "--question", "Since when?")
    assert "1. Why?  (answered)\n   Because of heads\n2. How?  (open)\n3. Since when?  (open)" in rich.say(
        "paper", "show", note
    )
    assert "has 3 questions" in rich.sentence("paper", "close", note, "4", code=2)
    assert "say what is to change" in rich.sentence("paper", "edit", note, code=2)
    rich.say("paper", "drop", note)
    assert "no paper note" in rich.sentence("paper", "show", note, code=2)
    assert rich.say("paper", "drop", note, "--undo") == "Back again: Attention\n"
    assert "1. Why?  (answered)" in rich.say("paper", "show", note)
    assert "was let go" in rich.sentence("paper", "drop", note, "--undo", code=2)


def test_search(rich: Home) -> None:
    """Kind, date, place and a snippet with brackets; of one kind; as JSON; operators are words."""
    rich.say("journal", "add", "The softmax saturates")
    rich.say("paper", "new", "Softmax bottleneck")
    rich.solution("def softmax(x):\n    return x\n")
    assert rich.say("journal", "search", "softm", "--kind", "entry", "--kind", "paper").splitlines() == [
        "paper       2026-11-18  Softmax bottleneck",
        "    [Softmax] bottleneck",
        "entry       2026-11-18  Notes",
        "    The [softmax] saturates",
    ]
    (code,) = json.loads(rich.say("journal", "search", "softmax", "--kind", "code", "--json"))["found"]
    assert (code["key"], code["where"], code["snippet"]) == (
        *("py-twice", "basics/py_twice.py:1"),
        "def [softmax](x):",
    )
    assert "There is more" in rich.say("journal", "search", "softmax", "--limit", "1", "--rebuild")
    assert rich.say("journal", "search", '"softmax" OR NEAR(') == "Nothing found.\n"


def test_today_says_what_monday_asks(rich: Home) -> None:
    """And what is open on Thursday; both in JSON too."""
    rich.say("paper", "new", "Attention", "--question", "Why?")
    rich.now = datetime(2026, 11, 16, 9, tzinfo=UTC)
    assert "Beside them\n  Recall: 0 of 1 asked  (recall)\n  Reading: 0 of 1 finished  (reading)\n" in rich.say("today")
    shape = json.loads(rich.say("today", "--json"))
    assert (shape["recall"], shape["questions"]) == ({"done": 0, "total": 1}, [])
    rich.now = datetime(2026, 11, 19, 9, tzinfo=UTC)
    assert "  Open: Why?  (Attention; paper answer)\n" in rich.say("today")
    shape = json.loads(rich.say("today", "--json"))
    assert (shape["reading"], shape["questions"][0]["question"]) == (None, "Why?")
