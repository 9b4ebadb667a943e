"""Exercises to come: named by plans before they are written, struck from the list once they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studytui.content.coming import coming

Write = Callable[[str], list[tuple[str, Path]]]


@pytest.fixture
def pack(tmp_path: Path) -> Write:
    """A pack with nothing but a list of exercises to come."""

    def write(text: str) -> list[tuple[str, Path]]:
        (tmp_path / "coming.yaml").write_text(text, encoding="utf-8")
        return [("builtin", tmp_path)]

    return write


def test_what_is_announced_is_known(pack: Write) -> None:
    """Every id of the list is known with its track, and nothing is wrong with it."""
    roots = pack("schema: 1\ncoming:\n  a:\n    ex-one: One\n  b:\n    ex-two: Two\n")
    assert coming(roots, set()) == ({"ex-one": "a", "ex-two": "b"}, [])


def test_what_is_written_is_struck(pack: Write) -> None:
    """An id that has its folder is a problem with its line, and no longer to come."""
    announced, problems = coming(pack("schema: 1\ncoming:\n  a:\n    ex-one: One\n"), {"ex-one"})
    assert announced == {}
    assert [problem.where.rpartition(":")[2] for problem in problems] == ["4"]


def test_a_broken_list_is_told(pack: Write) -> None:
    """A list with a wrong id, an empty title and an unknown key names all three."""
    _, problems = coming(pack("schema: 1\nmore: x\ncoming:\n  a:\n    Ex_One: One\n    ex-two: ''\n"), set())
    assert len(problems) == 3


def test_a_pack_needs_no_list(tmp_path: Path) -> None:
    """Without the file nothing is announced and nothing wrong."""
    assert coming([("builtin", tmp_path)], set()) == ({}, [])
