"""Exercises to come: ids that a pack's plans may name before the exercise is written."""

from collections.abc import Sequence
from pathlib import Path

from studytui.content.exercise_reader import EXERCISE_ID
from studytui.content.fields import Fields
from studytui.content.sources import MAX_EXERCISE_BYTES, Problems
from studytui.content.yaml_reader import read_yaml
from studytui.errors import Problem

FILE = "coming.yaml"


def coming(roots: Sequence[tuple[str, Path]], written: set[str]) -> tuple[dict[str, str], list[Problem]]:
    """The ids that the packs announce in their `coming.yaml`, each with its track, and what is wrong with those files.

    Args:
        roots: the packs.
        written: ids of the exercises there are; one of them in a list is a problem.
    """
    announced: dict[str, str] = {}
    found: list[Problem] = []
    for _, root in roots:
        path = root / FILE
        if path.is_file():
            problems = Problems(str(path))
            announced |= _announced(path, problems, written)
            found += problems.listed()
    return {name: track for name, track in announced.items() if name not in written}, found


def _announced(path: Path, problems: Problems, written: set[str]) -> dict[str, str]:
    root = read_yaml(path, problems, MAX_EXERCISE_BYTES)
    if root is None:
        return {}
    fields = Fields(root, problems, "the list")
    fields.whole("schema", 1, low=1, high=1, required=True)
    tracks = fields.section("coming")
    fields.close()
    names: dict[str, str] = {}
    for track in tracks.keys() if tracks else ():
        listed = tracks.section(track) if tracks else None
        for name in listed.keys() if listed else ():
            if listed:
                _look(name, listed, problems, written)
                names[name] = track
    return names


def _look(name: str, listed: Fields, problems: Problems, written: set[str]) -> None:
    line = listed.line_of(name)
    listed.text(name, required=True)
    if not EXERCISE_ID.fullmatch(name):
        problems.add(line, f"`{name}` is no exercise id; use lower-case letters, digits and single hyphens")
    elif name in written:
        problems.add(line, f"`{name}` has its folder already; strike it from this list")
