"""What of a whole plan is done, and what of it does not weigh: the boxes behind every percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.frozen import dataclass
from studytui.store import choices, ticks
from studytui.study import options, twins

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.domain.plan import Plan
    from studytui.store.ticks import Tick
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class Boxes:
    """Addresses of everything done in a plan, of what was unticked, and of the units and goals that are optional."""

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
    said = _said(ctx, plan)
    done = {address for address, word in said.items() if word.done}
    units = [unit for _, unit in plan.units()]
    initially = {unit.shared_checkbox or unit.id for unit in units if unit.done}
    initially |= {goal.id for goal in (*plan.projects, *plan.portfolio) if goal.done}
    done |= {address for address in initially if address not in said}
    shared = {unit.id: unit.shared_checkbox for unit in units if unit.shared_checkbox}
    done = {address for address in done if address not in shared} | {
        unit for unit, box in shared.items() if box in done
    }
    undone = frozenset(said) - done
    return Boxes(frozenset(done), undone, frozenset(options.optional(plan, choices.of_plan(ctx.store, plan.id))))


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


def _said(ctx: Context, plan: Plan) -> dict[str, Tick]:
    """The newest word on everything in a plan, said here or where it was written."""
    found = ticks.of_plan(ctx.store, plan.id)
    borrowed = twins.twins_of(unit for _, unit in plan.units())
    theirs = {name: ticks.of_plan(ctx.store, name) for name in _plans(borrowed.values())}
    for address, (name, twin) in borrowed.items():
        word = theirs[name].get(twin)
        if word is not None and (address not in found or word.at > found[address].at):
            found[address] = word
    return found


def _plans(borrowed: Iterable[twins.Twin]) -> set[str]:
    return {plan for plan, _ in borrowed}
