"""What a plan asks for beside its weeks: milestones, projects, portfolio goals, reading. And ticking anything."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from studytui.domain import assessment, checklist
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import ticks
from studytui.store.ticks import TickSource
from studytui.study import boxes, enrolled, laid, living, marking
from studytui.study.options import CLOSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.domain.plan import Plan
    from studytui.domain.unit import Unit
    from studytui.study.boxes import Boxes
    from studytui.study.context import Context


class GoalKind(StrEnum):
    """What a goal is."""

    MILESTONE = "milestone"
    PROJECT = "project"
    PORTFOLIO = "portfolio"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal with its box; `group` is its phase, or the area of what is to be read."""

    address: str
    title: str
    kind: GoalKind
    done: bool
    optional: bool = False
    detail: str = ""
    group: str = ""


def goals(ctx: Context, plan_id: str | None = None) -> tuple[GoalLine, ...]:
    """The goals of a plan that is followed, the main one by default."""
    plan = ctx.library.plan(enrolled.followed(ctx, plan_id).plan)
    return tuple(_lines(plan, boxes.of(ctx, plan)))


def tick(ctx: Context, address: str, *, done: bool = True, plan_id: str | None = None) -> str:
    """Tick a task, week, topic, milestone, goal or reading by its address, or untick it; returns what was ticked.

    Raises:
        UsageError: the plan has nothing of that address.
    """
    plan = ctx.library.plan(enrolled.followed(ctx, plan_id).plan)
    unit = next((unit for _, unit in plan.units() if unit.id == address), None)
    if unit is not None:
        box = unit.shared_checkbox or unit.id
        marking.set_done(ctx, plan.id, box, TickSource.HAND, done=done, initially=unit.done)
        return unit.title
    goal = next((line for line in goals(ctx, plan.id) if line.address == address), None)
    if goal is not None:
        when = ctx.moment()
        ticks.set_done(ctx.store, when, plan.id, address, TickSource.HAND, done=done, initially=goal.done)
        return goal.title
    title = _task(ctx, plan, address)
    if marking.set_done(ctx, plan.id, address, TickSource.HAND, done=done):
        marking.follow_last_day(ctx, plan.id, address)
    return title


def vanished(ctx: Context, plan_id: str | None = None) -> tuple[str, ...]:
    """Addresses that were ticked and that the plan no longer has: an upgrade forgets none of them."""
    plan = ctx.library.plan(enrolled.followed(ctx, plan_id).plan)
    known = {address for _, unit in plan.units() for address in _addresses(unit)}
    known |= {line.address for line in goals(ctx, plan.id)} | set(laid.changes_of(ctx, plan.id))
    done = {address for address, word in ticks.of_plan(ctx.store, plan.id).items() if word.done}
    return tuple(sorted(address for address in done - known if not address.startswith(f"{checklist.PREFIX}/")))


def _lines(plan: Plan, ticked: Boxes) -> Iterator[GoalLine]:
    for phase, unit in plan.units():
        if unit.kind in CLOSING:
            optional = unit.id in ticked.optional
            yield GoalLine(
                unit.id, unit.title, GoalKind.MILESTONE, unit.id in ticked.done, optional, unit.deliverable, phase.title
            )
    for kind, items in ((GoalKind.PROJECT, plan.projects), (GoalKind.PORTFOLIO, plan.portfolio)):
        for goal in items:
            optional = goal.id in ticked.optional
            yield GoalLine(goal.id, goal.title, kind, goal.id in ticked.done, optional, goal.detail)
    known = {title.casefold() for title in plan.resources_completed}
    listed = set()
    for area in plan.reading:
        for item in area.items:
            address = boxes.reading_address(item)
            if address not in listed:
                done = address in ticked.done or (item.casefold() in known and address not in ticked.undone)
                yield GoalLine(address, item, GoalKind.READING, done, detail=area.note, group=area.area)
            listed.add(address)


def _task(ctx: Context, plan: Plan, address: str) -> str:
    try:
        return living.find(ctx, address, plan.id).change.task.text
    except UsageError:
        raise UsageError(
            f"{plan.title} has nothing called {address}; `studytui today` shows the addresses of tasks, "
            f"`studytui plan show {plan.id}` those of weeks, `studytui plan goals` the rest"
        ) from None


def _addresses(unit: Unit) -> Iterator[str]:
    yield unit.id
    yield from assessment.addresses(unit)
    for day in unit.days:
        for task in day.tasks:
            yield f"{unit.id}/{task.id}"
