"""The whole of a plan as a list of phases and weeks, and the ticks of its weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store.ticks import TickSource
from studytui.study import boxes, marking
from studytui.study.enrolled import followed

if TYPE_CHECKING:
    from studytui.domain.unit import Phase, Unit
    from studytui.study.boxes import Boxes
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A unit of a plan as a line with its box; `week` is its first week, None for a unit without one."""

    unit_id: str
    title: str
    deliverable: str
    week: int | None
    last_week: int | None
    kind: str
    done: bool
    optional: bool
    current: bool


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase with its units; `done` and `total` count those that are not optional."""

    id: str
    title: str
    goal: str
    weeks: tuple[WeekLine, ...]
    done: int
    total: int


def outline(ctx: Context, plan_id: str | None = None) -> tuple[PhaseView, ...]:
    """The whole of a plan that is followed, the main one by default: phases, their weeks, and what is done."""
    enrolment = followed(ctx, plan_id)
    plan = ctx.library.plan(enrolment.plan)
    ticked = boxes.of(ctx, plan)
    week = enrolment.schedule.position(ctx.today()).week
    return tuple(_phase(phase, ticked, week) for phase in plan.phases)


def tick_week(
    ctx: Context, unit_id: str, done: bool, source: TickSource = TickSource.HAND, plan_id: str | None = None
) -> None:
    """Mark a unit as done, or not; in the main plan unless another is named.

    Raises:
        UsageError: the plan has no such unit.
    """
    plan = ctx.library.plan(followed(ctx, plan_id).plan)
    unit = next((unit for _, unit in plan.units() if unit.id == unit_id), None)
    if unit is None:
        raise UsageError(f"{plan.title} has no unit {unit_id}; `studytui plan show {plan.id}` lists them")
    box = unit.shared_checkbox or unit.id
    marking.set_done(ctx, plan.id, box, source, done=done, initially=unit.done)


def _phase(phase: Phase, ticked: Boxes, current_week: int) -> PhaseView:
    lines = tuple(_line(unit, ticked, current_week) for unit in phase.units)
    counted = [line for line in lines if not line.optional]
    return PhaseView(phase.id, phase.title, phase.goal, lines, sum(line.done for line in counted), len(counted))


def _line(unit: Unit, ticked: Boxes, current_week: int) -> WeekLine:
    first, last = unit.weeks or (None, None)
    return WeekLine(
        unit_id=unit.id,
        title=unit.title,
        deliverable=unit.deliverable,
        week=first,
        last_week=last,
        kind=unit.kind.value,
        done=unit.id in ticked.done,
        optional=unit.id in ticked.optional,
        current=first is not None and last is not None and first <= current_week <= last,
    )
