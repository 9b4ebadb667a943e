"""A plan read from its file together with the plans that it borrows hours from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from studytui.content.compiled import Source, source_of
from studytui.content.links import Links
from studytui.content.plan_reader import PlanReading, read_plan
from studytui.content.plan_rules import problems_of_layout
from studytui.domain.plan import Plan
from studytui.errors import Problem


@dataclass(slots=True)
class Linked:
    """A plan with its links followed, those that lead nowhere, and every file that was read for it."""

    plan: Plan
    reading: PlanReading
    broken: list[Problem]
    sources: list[Source] = field(default_factory=list)


def read_linked(path: Path, find: Callable[[str], Path | None]) -> Linked:
    """Read a plan and, by `find`, the plans that it links to.

    Raises:
        ContentError: the plan itself cannot be used; broken links alone do not make it so.
    """
    readings = _Readings(find)
    reading = readings.read(path)
    if reading.plan is not None:
        if reading.plan.id not in ("", path.stem):
            reading.problems.add(0, f"the plan's id is {reading.plan.id}; call the file {reading.plan.id}.yaml")
        problems_of_layout(reading.plan, reading.lines, reading.problems)
    reading.problems.raise_if_any()
    if reading.plan is None:
        raise AssertionError("a plan that could not be built has problems")
    links = Links(readings.plan)
    plan = links.follow(reading.plan)
    lines = dict(reading.lines.links)
    broken = [Problem(f"{path}:{lines[link]}", what) for link, what in links.broken.items() if link in lines]
    return Linked(plan, reading, broken, readings.sources)


class _Readings:
    """Plan files, each read once."""

    def __init__(self, find: Callable[[str], Path | None]) -> None:
        self.sources: list[Source] = []
        self._find = find
        self._known: dict[Path, PlanReading] = {}

    def read(self, path: Path) -> PlanReading:
        if path not in self._known:
            if path.is_file():
                self.sources.append(source_of(path))
            self._known[path] = read_plan(path)
        return self._known[path]

    def plan(self, plan_id: str) -> Plan | None:
        path = self._find(plan_id)
        reading = None if path is None else self.read(path)
        return None if reading is None or reading.problems else reading.plan
