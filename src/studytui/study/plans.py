"""Choosing a plan, seeing the whole of it, and ticking its weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.config import Config
from studytui.domain.enrolment import Enrolment, monday_for
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import enrolments, ticks
from studytui.store.ticks import TickSource

if TYPE_CHECKING:
    from datetime import date

    from studytui.content.plan_shelf import PlanHeader
    from studytui.domain.rhythm import RhythmDay
    from studytui.domain.unit import Phase, Unit
    from studytui.study.context import Context

PRESELECTED = "plan52-agentic-recsys"


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan in the list to choose from."""

    id: str
    title: str
    weeks_total: int
    current: bool
    summary: str = ""


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


def available(ctx: Context) -> tuple[PlanCard, ...]:
    """Every plan there is, the preselected one first."""
    enrolment = current(ctx)
    cards = []
    for plan in ctx.library.plan_headers():
        chosen = enrolment is not None and enrolment.plan == plan.id
        cards.append(PlanCard(plan.id, plan.title, plan.weeks_total, chosen, plan.summary))
    return tuple(sorted(cards, key=lambda card: card.id != PRESELECTED))


def current(ctx: Context) -> Enrolment | None:
    """The plan being followed, None before the first was chosen."""
    return enrolments.current(ctx.store)


def required(ctx: Context) -> Enrolment:
    """The plan being followed.

    Raises:
        UsageError: none was chosen yet.
    """
    enrolment = current(ctx)
    if enrolment is None:
        raise UsageError(f"no plan is chosen yet; `studytui plan use {PRESELECTED}` starts the 52-week plan")
    return enrolment


def default_start(ctx: Context) -> date:
    """This week's Monday; on a weekend the coming one."""
    return monday_for(ctx.today())


def use(ctx: Context, plan_id: str, start: date | None = None) -> Enrolment:
    """Follow a plan. One followed before is taken up as it lies unless another start is given; nothing is ever lost.

    Raises:
        UsageError: there is no such plan.
    """
    from studytui.domain.schedule import Schedule

    known = enrolments.of_plan(ctx.store, plan_id)
    if known is not None and start in (None, known.schedule.start):
        enrolments.use(ctx.store, ctx.moment(), plan_id)
        return required(ctx)
    plan = ctx.library.plan_header(plan_id)
    days = tuple(sorted(day.day.number for day in plan.rhythm))
    schedule = Schedule(start or default_start(ctx), plan.weeks_total, days, slots=len(days))
    own = ctx.config.minutes
    minutes = own if own != Config().minutes else plan.minutes_per_day
    return enrolments.add(ctx.store, ctx.moment(), plan_id, schedule, minutes)


def outline(ctx: Context) -> tuple[PhaseView, ...]:
    """The whole of the current plan: its phases, their weeks, and what is done."""
    enrolment = required(ctx)
    plan = ctx.library.plan(enrolment.plan)
    newest = ticks.of(ctx.store, plan.id, {unit.shared_checkbox or unit.id for _, unit in plan.units()})
    done = {address for address, tick in newest.items() if tick.done}
    unticked = set(newest) - done
    week = enrolment.schedule.position(ctx.today()).week
    return tuple(_phase(phase, done, unticked, week) for phase in plan.phases)


def tick_week(ctx: Context, unit_id: str, done: bool, source: TickSource = TickSource.HAND) -> None:
    """Mark a unit of the current plan as done, or not.

    Raises:
        UsageError: the plan has no such unit.
    """
    plan = ctx.library.plan(required(ctx).plan)
    unit = next((unit for _, unit in plan.units() if unit.id == unit_id), None)
    if unit is None:
        raise UsageError(f"{plan.title} has no unit {unit_id}; `studytui plan show {plan.id}` lists them")
    ticks.set_done(ctx.store, ctx.moment(), plan.id, unit.shared_checkbox or unit.id, source, done=done)


def rhythm(header: PlanHeader) -> tuple[RhythmDay, ...]:
    """The days of a plan's week, in order: the slots of its schedule."""
    return tuple(sorted(header.rhythm, key=lambda item: item.day.number))


def _phase(phase: Phase, done: set[str], unticked: set[str], current_week: int) -> PhaseView:
    lines = tuple(_line(unit, done, unticked, current_week) for unit in phase.units)
    counted = [line for line in lines if not line.optional]
    return PhaseView(phase.id, phase.title, phase.goal, lines, sum(line.done for line in counted), len(counted))


def _line(unit: Unit, done: set[str], unticked: set[str], current_week: int) -> WeekLine:
    address = unit.shared_checkbox or unit.id
    first, last = unit.weeks or (None, None)
    return WeekLine(
        unit_id=unit.id,
        title=unit.title,
        deliverable=unit.deliverable,
        week=first,
        last_week=last,
        kind=unit.kind.value,
        done=address in done or (unit.done and address not in unticked),
        optional=unit.optional,
        current=first is not None and last is not None and first <= current_week <= last,
    )
