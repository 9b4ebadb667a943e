"""The boxes of a plan as its owner ticks them: units, then projects and portfolio goals."""

from collections.abc import Collection

from studytui.domain.plan import Plan, Project
from studytui.domain.unit import Phase
from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """One box; `weeks` are those of every unit that shares it, `counts` says whether it weighs on the percentage."""

    id: str
    title: str
    done: bool
    weeks: tuple[int, int] | None = None
    deliverable: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class BoxGroup:
    """The boxes of a phase, or of the plan's projects or portfolio."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the boxes that count are ticked."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded down: 100 only when every box is ticked."""
        return self.done * 100 // self.total if self.total else 0


def groups_of(plan: Plan, done: Collection[str], optional: Collection[str]) -> tuple[BoxGroup, ...]:
    """Every box in the plan's order; groups without one are left out.

    Args:
        plan: the plan.
        done: ids of what is ticked.
        optional: ids of what does not weigh on the percentage.
    """
    counting = {unit.id for _, unit in plan.units() if unit.checkbox}
    counting = (counting | {goal.id for goal in (*plan.projects, *plan.portfolio)}) - set(optional)
    spans = _spans(plan)
    groups = [BoxGroup(_heading(phase), _units(phase, done, counting, spans)) for phase in plan.phases]
    groups.append(BoxGroup("Projects", _goals(plan.projects, done, counting)))
    groups.append(BoxGroup("Portfolio", _goals(plan.portfolio, done, counting)))
    return tuple(group for group in groups if group.boxes)


def _heading(phase: Phase) -> str:
    if phase.weeks is None:
        return phase.title
    first, last = phase.weeks
    return f"{phase.title} (week {first})" if first == last else f"{phase.title} (weeks {first} to {last})"


def _spans(plan: Plan) -> dict[str, tuple[int, int]]:
    """From the first to the last week of the units that share a box."""
    spans: dict[str, tuple[int, int]] = {}
    for _, unit in plan.units():
        if unit.weeks is not None:
            box = unit.shared_checkbox or unit.id
            first, last = spans.get(box, unit.weeks)
            spans[box] = min(first, unit.weeks[0]), max(last, unit.weeks[1])
    return spans


def _units(
    phase: Phase, done: Collection[str], counting: set[str], spans: dict[str, tuple[int, int]]
) -> tuple[Box, ...]:
    return tuple(
        Box(unit.id, unit.title, unit.id in done, spans.get(unit.id), unit.deliverable, unit.id in counting)
        for unit in phase.units
        if unit.shared_checkbox in (None, unit.id) and (unit.checkbox or unit.optional)
    )


def _goals(goals: tuple[Project, ...], done: Collection[str], counting: set[str]) -> tuple[Box, ...]:
    return tuple(Box(goal.id, goal.title, goal.id in done, None, goal.detail, goal.id in counting) for goal in goals)
