"""What a tick is about: a task's address, the exercise that ticks it, the last day that marks its week."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from studytui.domain import overlay
from studytui.domain.exercise import ExerciseState
from studytui.domain.overlay import TaskChange
from studytui.domain.rhythm import Weekday
from studytui.errors import ContentError, UsageError
from studytui.store import attempts, enrolments, ticks
from studytui.store.ticks import TickSource
from studytui.study import laid, twins

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.domain.enrolment import Enrolment
    from studytui.domain.exercise import Exercise
    from studytui.domain.plan import Plan
    from studytui.domain.unit import Task, Unit, Week
    from studytui.study.context import Context
    from studytui.study.laid import LaidWeek


def tasks_on(week: Week, weekday: Weekday) -> tuple[tuple[str, Task], ...]:
    """The tasks that the plan has on a weekday, with their addresses, `<unit id>/<task id>`."""
    return overlay.planned_on(week, weekday)


def exercises_of(ctx: Context, week: LaidWeek) -> tuple[Exercise, ...]:
    """The exercises that serve a week, then those its tasks name, as far as they exist."""
    tasks = (placed.task.exercise for day in Weekday for placed in week.tasks_on(day) if placed.task.exercise)
    return ctx.library.exercises_named((*week.week.exercises, *tasks))


def done_in(ctx: Context, plan_id: str, weeks: Iterable[LaidWeek]) -> set[str]:
    """Addresses of the tasks of those weeks that are done, in this plan or where they were written."""
    addresses: set[str] = set()
    borrowed: dict[str, twins.Twin] = {}
    for week in weeks:
        addresses |= week.addresses()
        borrowed |= twins.twins_of(week.week.units)
    return {address for address, word in twins.said(ctx, plan_id, addresses, borrowed).items() if word.done}


def is_shipped(ctx: Context, plan_id: str, week: Week) -> bool:
    """Whether every unit of a week is ticked or its last day done; the export's tick, which shows nothing, is none."""
    return bool(week.units) and all(_is_unit_shipped(ctx, plan_id, unit) for unit in week.units)


def _is_unit_shipped(ctx: Context, plan_id: str, unit: Unit) -> bool:
    box = unit.shared_checkbox or unit.id
    needed = _needed_last(ctx, plan_id, unit)
    said = twins.said(ctx, plan_id, (*needed, box), twins.twins_of((unit,)))
    if box in said and said[box].source is not TickSource.EXPORT:
        return said[box].done
    return bool(needed) and all(name in said and said[name].done for name in needed)


def set_done(
    ctx: Context, plan_id: str, address: str, source: TickSource, *, done: bool, initially: bool = False
) -> bool:
    """Tick or untick a task or unit, here and where it was written; returns whether that changed anything here.

    `initially` says that the plan's author knew it to be done.
    """
    twin = twins.twin_of(ctx.library.plan(plan_id), address)
    when = ctx.moment()
    if twin is None:
        return ticks.set_done(ctx.store, when, plan_id, address, source, done=done, initially=initially)
    word = twins.said(ctx, plan_id, (address,), {address: twin}).get(address)
    ticks.set_done(ctx.store, when, plan_id, address, source, done=done, initially=initially)
    if ticks.set_done(ctx.store, when, *twin, source, done=done):
        with suppress(UsageError, ContentError):  # the plan it was written in may be gone
            follow_last_day(ctx, *twin)
    return (word.done if word else initially) != done


def follow_last_day(ctx: Context, plan_id: str, address: str) -> None:
    """Mark the unit whose last day this tick completed; take that mark back when it is undone again."""
    owner = address.rpartition("/")[0]
    unit = next((unit for _, unit in ctx.library.plan(plan_id).units() if unit.id == owner), None)
    if unit is None or not unit.days or unit.weeks is None:
        return
    needed = _needed_last(ctx, plan_id, unit)
    if address not in needed:
        return
    box = unit.shared_checkbox or unit.id
    found = twins.said(ctx, plan_id, (*needed, box), twins.twins_of((unit,)))
    complete = all(name in found and found[name].done for name in needed)
    marked = found.get(box)
    by_last_day = marked is not None and marked.done and marked.source is TickSource.LAST_DAY
    if complete or by_last_day:
        set_done(ctx, plan_id, box, TickSource.LAST_DAY, done=complete)


def accept(ctx: Context, enrolment: Enrolment, exercise: str) -> tuple[str, ...]:
    """Tick the tasks that an accepted exercise fulfils; returns their addresses.

    These are the tasks up to the current week; a learner who works ahead ticks the next one to come instead. A task
    is ticked this way once: what the learner's hand unticks stays so.
    """
    plan = ctx.library.plan(enrolment.plan)
    week = enrolment.schedule.position(ctx.today()).week
    by_week = _tasks_of(ctx, plan, exercise)
    first = min(by_week, default=0)
    addresses = [name for number, names in by_week.items() if number <= max(week, first) for name in names]
    before = ticks.ever_by(ctx.store, plan.id, TickSource.ACCEPTED, addresses)
    ticked = []
    for address in addresses:
        if address not in before and set_done(ctx, plan.id, address, TickSource.ACCEPTED, done=True):
            follow_last_day(ctx, plan.id, address)
            ticked.append(address)
    return tuple(ticked)


def accept_in_view(ctx: Context, exercise: str) -> tuple[str, ...]:
    """Tick what an accepted exercise fulfils in every plan that is followed; returns the addresses of the main one."""
    ticked: list[tuple[str, ...]] = []
    for enrolment in enrolments.in_view(ctx.store):
        try:
            ticked.append(accept(ctx, enrolment, exercise))
        except (UsageError, ContentError):  # a plan that is gone or broken is told by Today; the grade must not wait
            ticked.append(())
    return ticked[0] if ticked else ()


def take_over(ctx: Context, enrolment: Enrolment) -> None:
    """Let the exercises accepted before count in a plan that is taken up."""
    named = {task.exercise for _, unit in ctx.library.plan(enrolment.plan).units() for task in _tasks(unit)}
    standings = attempts.standings(ctx.store, sorted(name for name in named if name))
    for exercise, standing in standings.items():
        if standing.state is ExerciseState.ACCEPTED:
            accept(ctx, enrolment, exercise)


def _needed_last(ctx: Context, plan_id: str, unit: Unit) -> list[str]:
    """Addresses of what closes a unit: the tasks of its last day, but for those optional or dropped."""
    if not unit.days:
        return []
    hour = max(unit.days, key=lambda day: (day.week, day.day.number))
    names = {f"{unit.id}/{task.id}": task for task in hour.tasks}
    number = (unit.weeks[0] if unit.weeks else 0) + hour.week
    changes = laid.lay(ctx, plan_id, number).changes
    return [
        name
        for name, task in names.items()
        if not (changes[name].task if name in changes else task).optional
        and not (name in changes and changes[name].dropped)
    ]


def _tasks_of(ctx: Context, plan: Plan, exercise: str) -> dict[int, list[str]]:
    """Addresses of the tasks that ask for an exercise, by week; dropped ones do not, the learner's own do."""
    found: dict[int, list[str]] = {}
    changes = laid.changes_of(ctx, plan.id)
    for _, unit in plan.units():
        for day in unit.days:
            home = (unit.weeks[0] if unit.weeks else 0) + day.week
            for task in day.tasks:
                name = f"{unit.id}/{task.id}"
                change = changes.pop(name, TaskChange(name, task))
                if (change.edited or task).exercise == exercise and not change.dropped:
                    found.setdefault(change.place.week if change.place else home, []).append(name)
    for name, change in changes.items():
        if change.own and change.place and not change.dropped and change.task.exercise == exercise:
            found.setdefault(change.place.week, []).append(name)
    return found


def _tasks(unit: Unit) -> Iterable[Task]:
    return (task for day in unit.days for task in day.tasks)
