"""What of a whole plan is done, and what of it does not weigh: the boxes behind every percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain.slug import slug
from studytui.frozen import dataclass
from studytui.store import choices
from studytui.study import options, twins

if TYPE_CHECKING:
    from studytui.domain.plan import Plan
    from studytui.study.context import Context

READING = "reading"


@dataclass(frozen=True, slots=True)
class Boxes:
    """Addresses of the units, goals and reading that are done or were unticked, and of what is optional of them."""

    done: frozenset[str]
    undone: frozenset[str]
    optional: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlanShare:
    """How much of a plan is done; weeks and boxes that are optional do not weigh."""

    boxes_done: int
    boxes_total: int
    weeks_done: int
    weeks_total: int

    @property
    def percent(self) -> int:
        """Boxes done of a hundred, rounded down so that 100 means all."""
        return 100 * self.boxes_done // self.boxes_total if self.boxes_total else 0


def of(ctx: Context, plan: Plan) -> Boxes:
    """The boxes of a plan: what was ticked here or where it was written, and what its author knew to be done."""
    units = [unit for _, unit in plan.units()]
    goals = (*plan.projects, *plan.portfolio)
    shared = {unit.id: unit.shared_checkbox for unit in units if unit.shared_checkbox}
    names = {*(unit.id for unit in units), *shared.values(), *(goal.id for goal in goals)}
    names |= {reading_address(item) for area in plan.reading for item in area.items}
    said = twins.said(ctx, plan.id, names, twins.units_of(units))
    done = {address for address, word in said.items() if word.done}
    initially = {unit.shared_checkbox or unit.id for unit in units if unit.done} | {
        goal.id for goal in goals if goal.done
    }
    done |= initially - said.keys()
    done = (done - shared.keys()) | {unit for unit, box in shared.items() if box in done}
    undone = frozenset(said) - done
    return Boxes(frozenset(done), undone, frozenset(options.optional(plan, choices.of_plan(ctx.store, plan.id))))


def reading_address(title: str) -> str:
    """The address of an item to read."""
    return f"{READING}/{slug(title)}"


def share(plan: Plan, ticked: Boxes) -> PlanShare:
    """How much of a plan is done."""
    own = [*(unit.id for _, unit in plan.units() if unit.checkbox and unit.shared_checkbox in (None, unit.id))]
    counted = [box for box in (*own, *(goal.id for goal in (*plan.projects, *plan.portfolio))) if _weighs(box, ticked)]
    weeks = _weeks(plan, ticked)
    return PlanShare(sum(box in ticked.done for box in counted), len(counted), sum(weeks.values()), plan.weeks_total)


def _weighs(box: str, ticked: Boxes) -> bool:
    return box not in ticked.optional


def _weeks(plan: Plan, ticked: Boxes) -> dict[int, bool]:
    """Whether each week is done: every unit of it that is not optional."""
    weeks: dict[int, bool] = {}
    for _, unit in plan.units():
        done = unit.id in ticked.optional or unit.id in ticked.done
        for number in range(unit.weeks[0], unit.weeks[1] + 1) if unit.weeks else ():
            weeks[number] = weeks.get(number, True) and done
    return weeks
