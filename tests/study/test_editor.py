"""The learner's own editor."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studytui.config import Config
from studytui.errors import MissingError, UsageError
from studytui.paths import find
from studytui.study import editor
from studytui.study.context import Context


def context(tmp_path: Path, configured: str = "") -> Context:
    """A study whose settings name that editor."""
    return Context(find({"STUDYTUI_HOME": str(tmp_path)}), Config(editor=configured), lambda: datetime.now(UTC))


def test_the_nearest_setting_wins(tmp_path: Path) -> None:
    """The setting comes before $VISUAL, and that before $EDITOR."""
    environ = {"VISUAL": "visual", "EDITOR": "plain"}
    assert editor.name(context(tmp_path, "mine"), environ) == "mine"
    assert editor.name(context(tmp_path), environ) == "visual"
    assert editor.name(context(tmp_path), {"EDITOR": "plain"}) == "plain"
    assert editor.name(context(tmp_path), {}) == ""


def test_a_command_line_keeps_its_words(tmp_path: Path) -> None:
    """Options and quoted words of the setting come before the file."""
    wanted = f"'{sys.executable}' -c 'a b'"
    file = tmp_path / "a b.py"
    assert editor.command(context(tmp_path, wanted), file) == (sys.executable, "-c", "a b", str(file))


def test_what_cannot_be_started_is_said(tmp_path: Path) -> None:
    """No editor, one that is not installed, and an unclosed quote each name the way out."""
    with pytest.raises(MissingError, match=r"open .*x\.py yourself"):
        editor.command(context(tmp_path), tmp_path / "x.py", {})
    with pytest.raises(MissingError, match="'no-such-editor' is not installed"):
        editor.command(context(tmp_path, "no-such-editor -n"), tmp_path / "x.py", {})
    with pytest.raises(UsageError, match="mend"):
        editor.command(context(tmp_path, "vi 'x"), tmp_path / "x.py", {})


def test_its_exit_code_is_passed_on() -> None:
    """The editor runs in the foreground and its code comes back."""
    assert editor.run((sys.executable, "-c", "raise SystemExit(5)")) == 5
