"""What an exercise says of others and of its reference: exercises it builds on, units that it serves, its core."""

from collections.abc import Callable, Collection, Iterator, Mapping

from studytui.content.exercise_reader import FACTS
from studytui.content.fields import Fields
from studytui.content.nearest import suggestion
from studytui.content.sources import MAX_EXERCISE_BYTES, Problems, shown
from studytui.content.yaml_reader import read_yaml
from studytui.domain.core import disagreement
from studytui.domain.exercise import Exercise
from studytui.errors import ContentError, Problem


def problems_of_links(
    exercise: Exercise,
    known: Collection[str],
    prerequisites: Mapping[str, tuple[str, ...]],
    units: Callable[[str], Collection[str] | None],
) -> list[Problem]:
    """What an exercise names that is not there, with the lines of its `exercise.yaml`.

    Args:
        exercise: the exercise.
        known: ids of the exercises written or announced.
        prerequisites: what each written exercise builds on.
        units: ids of the units and phases of a plan, or None where there is no such plan.
    """
    path = exercise.folder / FACTS
    problems = Problems(str(path))
    root = read_yaml(path, problems, MAX_EXERCISE_BYTES)
    if root is None:
        return problems.listed()
    fields = Fields(root, problems, "the exercise")
    for name, line in _listed(fields, "prerequisites"):
        if name not in known:
            problems.add(line, f"there is no exercise `{shown(name)}`{suggestion(name, known)}")
    circle = _circle(exercise.id, {**prerequisites, exercise.id: exercise.prerequisites})
    if circle:
        problems.add(
            fields.line_of("prerequisites"), f"the prerequisites lead back to where they start: {' -> '.join(circle)}"
        )
    for address, line in _listed(fields, "serves"):
        what = _unserved(address, units)
        if what:
            problems.add(line, what)
    return problems.listed()


def problems_of_core(exercise: Exercise, reference: Callable[[Exercise], str]) -> list[Problem]:
    """Where the marks in the reference and the names under `core` disagree.

    Args:
        exercise: the exercise.
        reference: reads its reference; may raise ContentError, which others tell.
    """
    try:
        said = disagreement(reference(exercise), exercise.core)
    except ContentError:
        return []
    return [Problem(str(exercise.folder / "reference.py"), said)] if said else []


def _listed(fields: Fields, key: str) -> Iterator[tuple[str, int]]:
    for text, node in zip(fields.texts(key), fields.nodes(key), strict=True):
        if text:
            yield text, node.line


def _unserved(address: str, units: Callable[[str], Collection[str] | None]) -> str:
    """A sentence about an address that leads nowhere; a block's id stands for all its units."""
    plan_id, _, unit_id = address.partition(":")
    known = units(plan_id)
    if known is None:
        return f"`{shown(address)}` leads nowhere: there is no plan {shown(plan_id)} that can be read"
    if unit_id in known or any(name.startswith(f"{unit_id}/") for name in known):
        return ""
    return f"`{shown(address)}` leads nowhere: {plan_id} has no unit {shown(unit_id)}{suggestion(unit_id, known)}"


def _circle(start: str, prerequisites: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The way from an exercise back to itself through its prerequisites, or nothing."""
    came_from: dict[str, str] = {}
    open_ends = [start]
    while open_ends:
        name = open_ends.pop()
        for needed in prerequisites.get(name, ()):
            if needed == start:
                way = [start]
                while name != start:
                    way.insert(0, name)
                    name = came_from[name]
                return [start, *way]
            if needed not in came_from:
                came_from[needed] = name
                open_ends.append(needed)
    return []
