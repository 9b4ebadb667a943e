"""What an exercise names must be there: its prerequisites, and the units it serves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.content.conftest import FACTS

from studytui.content.library import Library
from studytui.errors import Problem


@pytest.fixture
def look(
    tmp_path: Path, plan_yaml: Callable[..., str], new_exercise: Callable[..., Path]
) -> Callable[..., list[Problem]]:
    """The problems of one exercise beside others, a plan of two weeks and a list of exercises to come."""
    plans, pack = tmp_path / "plans", tmp_path / "pack"
    plans.mkdir()
    (plans / "small.yaml").write_text(plan_yaml(), encoding="utf-8")

    def made(extra: str, **others: str) -> list[Problem]:
        new_exercise(pack, "py-twice", facts=FACTS + extra)
        for name, more in others.items():
            new_exercise(pack, name.replace("_", "-"), facts=FACTS + more)
        (pack / "coming.yaml").write_text("schema: 1\ncoming:\n  basics:\n    py-later: Later\n", encoding="utf-8")
        library = Library([plans], [("builtin", pack)], tmp_path / "cache")
        return library.problems_of_exercise(library.exercise("py-twice"))

    return made


def test_what_is_there_is_no_problem(look: Callable[..., list[Problem]]) -> None:
    """A written and an announced prerequisite, a unit and a phase of a plan are all known."""
    extra = "prerequisites: [py-once, py-later]\nserves: ['small:W1', 'small:p1']\n"
    assert look(extra, py_once="") == []


def test_what_is_not_there_is_told_with_its_line(look: Callable[..., list[Problem]]) -> None:
    """A mistyped prerequisite, an unknown plan and an unknown unit are three problems, the likely name among them."""
    extra = "prerequisites:\n  - py-onze\nserves:\n  - small:W3\n  - smal:W1\n"
    found = look(extra, py_once="")
    assert [problem.where.rpartition(":")[2] for problem in found] == ["11", "13", "14"]
    assert "did you mean `py-once`?" in found[0].what
    assert "small has no unit W3" in found[1].what
    assert "there is no plan smal " in found[2].what


def test_a_circle_is_told(look: Callable[..., list[Problem]]) -> None:
    """Prerequisites that lead back to the exercise are named in their order."""
    found = look(
        "prerequisites: [py-once]\n",
        py_once="prerequisites: [py-half]\n",
        py_half="prerequisites: [py-twice]\n",
    )
    assert [problem.what.rpartition(": ")[2] for problem in found] == ["py-twice -> py-once -> py-half -> py-twice"]


def test_a_circle_elsewhere_is_not_this_ones(look: Callable[..., list[Problem]]) -> None:
    """An exercise that builds on two that build on each other ends its search and has no problem of its own."""
    found = look(
        "prerequisites: [py-once]\n",
        py_once="prerequisites: [py-half]\n",
        py_half="prerequisites: [py-once]\n",
    )
    assert found == []
