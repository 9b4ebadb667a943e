"""The folder of a new exercise."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from studytui.content.exercise_reader import load_exercise
from studytui.domain.exercise import Backend

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home


@pytest.mark.parametrize("backend", list(Backend))
def test_the_folder_is_whole(backend: Backend, home: Home, tmp_path: Path) -> None:
    """The reader accepts it as it is, and every program in it is Python."""
    folder = tmp_path / "my-idea"
    told = home.say("new", "exercise", "my-idea", "--to", str(tmp_path), "--track", "mine", "--backend", backend.value)
    assert f"studytui verify {folder}" in told
    exercise = load_exercise(folder)
    assert (exercise.track, exercise.backend, exercise.exports) == ("mine", backend, ("my_idea",))
    for file in folder.rglob("*.py"):
        ast.parse(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["My-Idea", "a_b", "-a", "../a", ""])
def test_a_bad_id_is_refused(name: str, home: Home) -> None:
    """An id has lower-case letters, digits and single hyphens."""
    assert "id" in home.sentence("new", "exercise", "--", name, code=2)


def test_nothing_is_overwritten(home: Home, tmp_path: Path) -> None:
    """A folder that exists is left as it is."""
    (tmp_path / "mine").mkdir()
    assert "left as it is" in home.sentence("new", "exercise", "mine", "--to", str(tmp_path), code=2)


def test_an_id_that_is_no_name_gets_one(home: Home, tmp_path: Path) -> None:
    """An id that begins with a digit still exports a Python name."""
    home.say("new", "exercise", "2sum", "--to", str(tmp_path))
    assert load_exercise(tmp_path / "2sum").exports == ("solve_2sum",)
