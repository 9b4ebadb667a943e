"""What a tick is about: a task's address, the exercise that ticks it, the last day that marks its week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.store import ticks
from studytui.store.ticks import TickSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.domain.enrolment import Enrolment
    from studytui.domain.exercise import Exercise
    from studytui.domain.plan import Plan
    from studytui.domain.rhythm import Weekday
    from studytui.domain.unit import PlanDay, Task, Unit, Week
    from studytui.study.context import Context


def addressed(units: Iterable[Unit], hour: PlanDay) -> tuple[tuple[str, Task], ...]:
    """The tasks of a day with their addresses, `<unit id>/<task id>`."""
    owner = next((unit for unit in units if any(day is hour for day in unit.days)), None)
    return tuple((f"{owner.id}/{task.id}", task) for task in hour.tasks) if owner else ()


def tasks_on(week: Week, weekday: Weekday) -> tuple[tuple[str, Task], ...]:
    """The tasks of a weekday with their addresses; a week of several units may have several hours on a day."""
    return tuple(item for hour in week.days if hour.day is weekday for item in addressed(week.units, hour))


def exercises_of(ctx: Context, week: Week) -> tuple[Exercise, ...]:
    """The exercises that serve a week, then those its tasks name, as far as they exist."""
    tasks = (task.exercise for day in week.days for task in day.tasks if task.exercise)
    return ctx.library.exercises_named((*week.exercises, *tasks))


def follow_last_day(ctx: Context, plan_id: str, address: str) -> None:
    """Mark the unit whose last day this tick completed; take that mark back when it is undone again."""
    unit = next((unit for _, unit in ctx.library.plan(plan_id).units() if unit.id == address.partition("/")[0]), None)
    if unit is None or not unit.days or unit.weeks is None:
        return
    hour = max(unit.days, key=lambda day: (day.week, day.day.number))
    needed = [name for name, task in addressed((unit,), hour) if not task.optional]
    if address not in needed:
        return
    box = unit.shared_checkbox or unit.id
    found = ticks.of(ctx.store, plan_id, (*needed, box))
    complete = all(name in found and found[name].done for name in needed)
    marked = found.get(box)
    by_last_day = marked is not None and marked.done and marked.source is TickSource.LAST_DAY
    if complete or by_last_day:
        ticks.set_done(ctx.store, ctx.moment(), plan_id, box, TickSource.LAST_DAY, done=complete)


def accept(ctx: Context, enrolment: Enrolment, exercise: str) -> tuple[str, ...]:
    """Tick the tasks that an accepted exercise fulfils; returns their addresses.

    These are the tasks up to the current week; a learner who works ahead ticks the next one to come instead. A task
    is ticked this way once: what the learner's hand unticks stays so.
    """
    plan = ctx.library.plan(enrolment.plan)
    week = enrolment.schedule.position(ctx.today()).week
    by_week = _tasks_of(plan, exercise)
    first = min(by_week, default=0)
    addresses = [name for number, names in by_week.items() if number <= max(week, first) for name in names]
    before = ticks.ever_by(ctx.store, plan.id, TickSource.ACCEPTED, addresses)
    ticked = []
    for address in addresses:
        if address not in before and ticks.set_done(
            ctx.store, ctx.moment(), plan.id, address, TickSource.ACCEPTED, done=True
        ):
            follow_last_day(ctx, plan.id, address)
            ticked.append(address)
    return tuple(ticked)


def _tasks_of(plan: Plan, exercise: str) -> dict[int, list[str]]:
    """Addresses of the tasks that ask for an exercise, by week."""
    found: dict[int, list[str]] = {}
    for _, unit in plan.units():
        for day in unit.days:
            names = [name for name, task in addressed((unit,), day) if task.exercise == exercise]
            if names:
                found.setdefault((unit.weeks[0] if unit.weeks else 0) + day.week, []).extend(names)
    return found
