"""The proof of a plan: everything that must hold before it is somebody's year."""

from collections.abc import Callable, Collection
from pathlib import Path

from studytui.content.nearest import suggestion
from studytui.content.plan_linked import read_linked
from studytui.content.plan_rules import problems_of_filling
from studytui.content.plan_units import Lines
from studytui.content.sources import Problems, shown
from studytui.domain.plan import Plan
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
    _twins(linked.plan, linked.reading.lines, problems)
    return [*linked.broken, *problems.listed()]


def _twins(plan: Plan, lines: Lines, problems: Problems) -> None:
    """Add every task that has the id of another one of its unit, as a borrowed hour may bring: they share a tick."""
    for _, unit in plan.units():
        seen: set[str] = set()
        for day in unit.days:
            for task in day.tasks:
                if task.id in seen:
                    line = lines.days.get((unit.id, day.week, day.day), lines.units.get(unit.id, 0))
                    problems.add(line, f"unit {unit.id} borrows a second task `{task.id}`; write one of the hours out")
                seen.add(task.id)
