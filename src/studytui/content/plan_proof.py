"""The proof of a plan: everything that must hold before it is somebody's year."""

from collections.abc import Callable, Collection
from pathlib import Path

from studytui.content.nearest import suggestion
from studytui.content.plan_linked import read_linked
from studytui.content.plan_rules import problems_of_filling
from studytui.content.sources import Problems, shown
from studytui.errors import ContentError, Problem


def problems_of_plan(
    path: Path, known_exercises: Collection[str], find: Callable[[str], Path | None] | None = None
) -> list[Problem]:
    """What is wrong with a plan file, all at once.

    Args:
        path: the plan's YAML file.
        known_exercises: ids of the exercises that a plan may name.
        find: the file of another plan by its id, for `same_as`; the same folder is searched first.
    """

    def nearby(plan_id: str) -> Path | None:
        neighbour = path.parent / f"{plan_id}.yaml"
        if neighbour.is_file():
            return neighbour
        return find(plan_id) if find is not None else None

    try:
        linked = read_linked(path, nearby)
    except ContentError as error:
        return list(error.problems)
    problems = Problems(str(path))
    for name, line in linked.reading.lines.exercises:
        if name and name not in known_exercises:
            problems.add(line, f"there is no exercise `{shown(name)}`{suggestion(name, known_exercises)}")
    problems_of_filling(linked.plan, linked.reading.lines, problems)
    return [*linked.broken, *problems.listed()]
