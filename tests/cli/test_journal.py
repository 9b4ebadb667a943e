"""The journal and the weekly note from the shell."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from studytui.cli import asking, journal
from studytui.cli.main import program
from studytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Home


def test_texts_are_added_to_a_day(studying: Home) -> None:
    """TEXT and standard input each add a paragraph to the field that is named."""
    studying.say("journal", "add", "Centring matters.")
    studying.say("journal", "add", stdin="From a pipe.\n")
    studying.say("journal", "add", "--field", "results", "--date", "2026-11-17", "0.93")
    text = studying.say("journal", "show")
    assert text == "# Wednesday 2026-11-18\n\n## Notes\n\nCentring matters.\n\nFrom a pipe.\n\n"
    assert "## Results\n\n0.93" in studying.say("journal", "show", "--date", "2026-11-17")
    week = studying.say("journal", "show", "--week", "1")
    assert week.index("Tuesday") < week.index("Wednesday")


def test_nothing_to_add_is_said(studying: Home) -> None:
    """An empty text, text that is not UTF-8 and an unknown field are refused with the way out."""
    assert "nothing to add" in studying.sentence("journal", "add", stdin="\n", code=2)
    assert "goals, notes" in studying.sentence("journal", "add", "--field", "nope", "x", code=2)
    result = CliRunner().invoke(program, ["journal", "add"], input=b"\xff\xfe\xff")
    assert (result.exit_code, "UTF-8" in result.stderr) == (2, True)
    assert studying.say("journal", "show") == "Nothing written yet.\n"
    assert "1 to 2" in studying.sentence("journal", "show", "--week", "53", code=2)


def test_the_editor_writes_an_entry(
    studying: Home, fake_editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a terminal the editor opens on what stands there, and what it leaves is saved."""
    monkeypatch.setattr(journal, "is_typed", lambda: True)
    fake_editor('printf "First." > "$1"')
    studying.say("journal", "add")
    fake_editor('printf " Second." >> "$1"')
    studying.say("journal", "add")
    assert "## Notes\n\nFirst. Second." in studying.say("journal", "show")


def test_a_failed_editor_loses_nothing(
    studying: Home, fake_editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text from an editor that ended badly stays in a file, and the next one goes on with it."""
    monkeypatch.setattr(journal, "is_typed", lambda: True)
    fake_editor('printf "Half a thought" > "$1"; exit 1')
    assert "your text is in" in studying.sentence("journal", "add", code=2)
    fake_editor('printf ", now whole." >> "$1"')
    studying.say("journal", "add")
    assert "Half a thought, now whole." in studying.say("journal", "show")


def test_a_week_is_exported(studying: Home) -> None:
    """The present week, into the workspace or another folder; a second time changes nothing."""
    studying.say("journal", "add", "Centring matters.")
    note = studying.root / "workspace" / "journal" / "Week_01.md"
    assert studying.say("export") == f"Wrote {note}\n"
    assert "Centring matters." in note.read_text(encoding="utf-8")
    assert studying.say("export", "--week", "1") == f"Unchanged: {note}\n"
    elsewhere = studying.root / "elsewhere"
    assert studying.say("export", "--all", "--to", str(elsewhere)) == f"Wrote {elsewhere / 'Week_01.md'}\n"


def test_a_weekend_belongs_to_the_week_it_ends(studying: Home) -> None:
    """On a Saturday the week that was is the present one, and its last study day has come, so it is marked as done."""
    studying.say("start")
    studying.later(minutes=20)
    studying.say("finish")
    studying.now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    note = studying.root / "workspace" / "journal" / "Week_01.md"
    assert studying.say("export") == f"Wrote {note}\nmarked W1 as done\n"
    studying.now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert "Week_02.md" in studying.say("export")


def test_export_of_what_is_not_there(studying: Home) -> None:
    """A week the plan lacks, and both ways at once, are refused."""
    assert "1 to 2" in studying.sentence("export", "--week", "0", code=2)
    assert "say one of" in studying.sentence("export", "--week", "1", "--all", code=2)
    assert studying.say("export", "--all") == "Nothing to export yet.\n"


def test_check_in_and_review_take_three_lines(studying: Home) -> None:
    """Without lines they print their questions; what is answered is an entry of the day."""
    assert "Which single result must exist on Friday?" in studying.say("journal", "checkin")
    studying.say("journal", "checkin", "A plan", "--date", "2026-11-16")
    said = studying.say("journal", "checkin", "", "The table", "--date", "2026-11-16")
    assert "    A plan" in said.splitlines()
    assert "    The table" in said.splitlines()
    assert "**Which single result must exist on Friday?** The table" in studying.say(
        "journal", "show", "--date", "2026-11-16"
    )
    assert "Review, Wednesday 2026-11-18: skipped" in studying.say("journal", "review", "--skip")
    assert "not both" in studying.sentence("journal", "review", "--skip", "A line", code=2)


def test_a_text_that_begins_with_a_dash(studying: Home) -> None:
    """A line of a list is taken for an option; the sentence says how to give it all the same."""
    assert "comes after --" in studying.sentence("journal", "add", "- a bullet", code=2)
    studying.say("journal", "add", "--", "- a bullet")
    assert "- a bullet" in studying.say("journal", "show")


def test_what_is_no_text(studying: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """An argument of stray bytes, and standard input that is closed, are a sentence each."""
    assert "not text in UTF-8" in studying.sentence("journal", "add", "a\udcffb", code=2)
    with monkeypatch.context() as closed:
        closed.setattr("sys.stdin", None)
        with pytest.raises(UsageError, match="standard input is closed"):
            asking.standard_input()
        assert (asking.is_typed(), asking.can_ask()) == (False, False)
