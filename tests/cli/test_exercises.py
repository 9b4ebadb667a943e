"""Exercises from the shell: list, show, hint, reference, edit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Home


def test_list_json_has_its_shape(home: Home) -> None:
    """Each exercise with its facts and state, without a plan being chosen."""
    assert json.loads(home.say("list", "--json")) == {
        "schema": 1,
        "exercises": [
            {
                "id": "py-twice",
                "title": "Twice a number",
                "track": "basics",
                "backend": "python",
                "difficulty": 1,
                "minutes": 30,
                "state": "new",
                "best": None,
                "max_score": None,
                "attempts": 0,
            }
        ],
    }


def test_list_narrows(studying: Home) -> None:
    """By track, by week and by words; an unknown track or week is named with the known ones."""
    assert "py-twice" in studying.say("list", "--track", "basics", "--week", "1", "--search", "twice")
    assert studying.say("list", "--search", "xyzzy") == "No exercise fits.\n"
    assert "the tracks are basics" in studying.sentence("list", "--track", "nope", code=2)
    assert "1 to 2" in studying.sentence("list", "--week", "53", code=2)
    assert "1 to 2" in studying.sentence("list", "--week", "0", code=2)


def test_show_prints_the_task(home: Home) -> None:
    """The prompt as written, by id and by folder."""
    assert "Return `2x`." in home.say("show", "py-twice")
    assert "Return `2x`." in home.say("show", str(home.exercise))
    assert "did you mean py-twice" in home.sentence("show", "py-twise", code=2)


def test_hints_come_one_at_a_time(home: Home) -> None:
    """From nudge to answer, then none; `--seen` repeats without opening one."""
    assert home.say("hint", "py-twice", "--seen") == "No hint seen yet.\n"
    assert home.say("hint", "py-twice") == "Hint 1 of 2: Add.\n"
    assert home.say("hint", "py-twice") == "Hint 2 of 2: Add it to itself.\n"
    assert "--give-up" in home.say("hint", "py-twice")
    assert home.say("hint", "py-twice", "--seen").count("Hint") == 2


def test_reference_opens_on_giving_up(home: Home) -> None:
    """Closed before acceptance; giving up opens it and the notes, for good."""
    assert "--give-up" in home.sentence("reference", "py-twice", code=2)
    assert "once your solution is accepted" in home.sentence("show", "py-twice", "--notes", code=2)
    assert "return 2 * x" in home.say("reference", "py-twice", "--give-up")
    assert "return 2 * x" in home.say("reference", "py-twice")
    assert home.say("show", "py-twice", "--notes") == "Addition is enough.\n\n"


def test_edit_makes_the_solution_once(home: Home, fake_editor: Callable[[str], None]) -> None:
    """The editor gets the starter the first time and the learner's own text ever after."""
    fake_editor('echo "# mine" >> "$1"')
    home.say("edit", "py-twice")
    home.say("edit", "py-twice")
    text = (home.root / "workspace" / "solutions" / "basics" / "py_twice.py").read_text(encoding="utf-8")
    assert text.startswith("def twice(x):")
    assert text.count("# mine") == 2


def test_edit_tells_when_the_editor_fails(home: Home, fake_editor: Callable[[str], None]) -> None:
    """An editor that ends badly is named, with exit code 1."""
    fake_editor("exit 7")
    assert "ended with code 7" in home.sentence("edit", "py-twice", code=1)


def test_no_editor_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an editor, or with one that is not installed, exit code 3 and the way out."""
    assert "$VISUAL or $EDITOR" in home.sentence("edit", "py-twice", code=3)
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    assert "no-such-editor" in home.sentence("edit", "py-twice", code=3)
