"""`equivalent.yaml`: mutants of a reference that its author calls no mistakes, each with the reason."""

from pathlib import Path

from studytui.content.fields import Fields
from studytui.content.sources import MAX_EXERCISE_BYTES, Problems
from studytui.content.yaml_reader import read_yaml
from studytui.domain.exercise import Equivalent
from studytui.errors import Problem

NAME = "equivalent.yaml"
_SHORTEST_REASON = 20


def read_equivalents(folder: Path) -> tuple[tuple[Equivalent, ...], list[Problem]]:
    """The marks of an exercise's folder, none where the file is missing, and what is wrong with them."""
    path = folder / NAME
    if not path.exists():
        return (), []
    problems = Problems(str(path))
    root = read_yaml(path, problems, MAX_EXERCISE_BYTES)
    if root is None:
        return (), problems.listed()
    fields = Fields(root, problems, "the file")
    marks = tuple(_mark(mark) for mark in fields.sections("equivalent", "mark"))
    if not marks:
        problems.add(
            fields.line_of("equivalent"), "no mark stands here; write one below `equivalent:` or remove the file"
        )
    fields.close()
    return marks, problems.listed()


def _mark(fields: Fields) -> Equivalent:
    mark = Equivalent(
        inside=fields.text("in"),
        line=fields.text("line", required=True),
        becomes=fields.text("becomes", required=True),
        reason=fields.text("reason", required=True).strip(),
        number=fields.line,
    )
    if mark.reason and len(mark.reason) < _SHORTEST_REASON:
        fields.problems.add(fields.line_of("reason"), f"`reason` of {fields.name} is too short to be one; say why")
    fields.close()
    return mark
