"""Health from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from studytui.domain.report import SandboxLevel

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Home


def test_json_has_its_shape(home: Home, fake_editor: Callable[[str], None]) -> None:
    """The whole object, with what was tried on this machine."""
    fake_editor("true")
    result = home.run("doctor", "--json")
    shape = json.loads(result.stdout)
    assert list(shape) == [
        "schema",
        "ok",
        "sandbox",
        "database",
        "torch",
        "editor",
        "terminal",
        "paths",
        "problems",
    ]
    assert result.exit_code == (0 if shape["ok"] else 1)
    assert shape["ok"] is (shape["problems"] == [])
    assert shape["sandbox"]["level"] in list(SandboxLevel)
    assert "rlimits" in shape["sandbox"]["layers"]
    assert set(shape["database"]) == {"path", "ok", "sqlite", "version", "bytes"}
    assert shape["database"]["ok"] is True
    assert set(shape["torch"]) == {"installed", "version", "way"}
    assert shape["editor"]["found"] is True
    assert shape["terminal"]["tty"] is False
    assert shape["paths"]["database"] == str(home.root / "data" / "studytui.db")


def test_problems_name_the_way_out(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged database and an editor that is not installed are named, and the exit code is 1."""
    home.say("plan", "use", "small")
    (home.root / "data" / "studytui.db").write_bytes(b"no database at all, but long enough to be looked at" * 20)
    monkeypatch.setenv("VISUAL", "no-such-editor")
    result = home.run("doctor")
    assert result.exit_code == 1
    assert "database: " in result.stdout
    assert "editor: the editor 'no-such-editor' is not installed" in result.stdout
    assert "to mend." in result.stdout


def test_no_editor_is_no_problem(home: Home) -> None:
    """The app brings an editor, so that none being set is only told."""
    shape = json.loads(home.run("doctor", "--json").stdout)
    assert shape["editor"] == {"command": None, "found": False}
    assert "editor" not in [problem["where"] for problem in shape["problems"]]


def test_a_plan_that_cannot_be_read_is_told(home: Home) -> None:
    """It is named with the command that says why."""
    path = home.root / "data" / "plans" / "mine.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("schema: x\n", encoding="utf-8")
    result = home.run("doctor")
    assert result.exit_code == 1
    assert f"studytui verify {path}" in result.output
