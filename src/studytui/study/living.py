"""Living plans: tasks and readings added, edited, moved, dropped. The plan's file is never touched.

Every change is a version of its own, so that what was planned and what was done can both be told.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from studytui.domain.overlay import Place, PlacedTask, TaskChange
from studytui.domain.slug import slug
from studytui.domain.unit import Task
from studytui.errors import UsageError
from studytui.frozen import dataclass, replace
from studytui.store.database import new_id
from studytui.study import enrolled, laid, marking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.domain.enrolment import Enrolment
    from studytui.domain.plan import Plan
    from studytui.domain.unit import Reading
    from studytui.study.context import Context

LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A task of a plan: what was said of it last, and where the plan has it, None for one of the learner's own."""

    change: TaskChange
    home: Place | None

    @property
    def place(self) -> Place | None:
        """Where it stands now."""
        return self.change.place or self.home

    @property
    def placed(self) -> PlacedTask:
        """The task as it stands now."""
        change = self.change
        own = change.own
        return PlacedTask(
            change.address, change.task, change.planned, moved=not own and change.place is not None,
            edited=not own and change.edited is not None, dropped=change.dropped,
        )  # fmt: skip


def find(ctx: Context, address: str, plan_id: str | None = None) -> Found:
    """A task by its address, planned or the learner's own, dropped or not.

    Raises:
        UsageError: the plan has no such task.
    """
    plan = ctx.library.plan(enrolled.followed(ctx, plan_id).plan)
    home, task = _planned(plan, address)
    change = laid.changes_of(ctx, plan.id).get(address)
    if change is None and task is None:
        raise UsageError(f"{plan.title} has no task {address}; `studytui today` shows the addresses of its tasks")
    if change is None:
        return Found(TaskChange(address, task), home)
    return Found(change if change.own or task is None else replace(change, planned=task), home)


def add(
    ctx: Context,
    text: str,
    place: Place | None = None,
    *,
    minutes: int | None = None,
    exercise: str | None = None,
    reading: Reading | None = None,
    optional: bool = False,
    plan_id: str | None = None,
) -> PlacedTask:
    """Add a task, or a reading if one is given, to a day of the plan; to today's hour if none is named.

    Raises:
        UsageError: the text is empty or too long, or the plan has no such day.
    """
    enrolment = enrolled.followed(ctx, plan_id)
    where = _checked_place(ctx, enrolment, place or place_on(ctx, ctx.today(), enrolment.plan))
    week = laid.week_of(ctx, enrolment.plan, where.week)
    owner = next((unit for unit in week.units if any(day.day is where.day for day in unit.days)), week.units[0])
    name = f"own-{slug(text, longest=24)}-{new_id()[:4]}"
    task = Task(name, _text(text), _minutes(minutes), _exercise(ctx, exercise), reading, optional=optional)
    change = TaskChange(f"{owner.id}/{name}", None, task, where)
    laid.save(ctx, enrolment.plan, change)
    return Found(change, None).placed


def edit(
    ctx: Context,
    address: str,
    *,
    text: str | None = None,
    minutes: int | None = None,
    exercise: str | None = None,
    reading: Reading | None = None,
    optional: bool | None = None,
    plan_id: str | None = None,
) -> PlacedTask:
    """Change what is given of a task; its ticks and its place stay.

    Raises:
        UsageError: there is no such task, or the text does not fit.
    """
    found = find(ctx, address, plan_id)
    task = found.change.task
    new = replace(
        task,
        text=task.text if text is None else _text(text),
        minutes=_minutes(minutes) or task.minutes,
        exercise=_exercise(ctx, exercise) or task.exercise,
        reading=reading or task.reading,
        optional=task.optional if optional is None else optional,
    )
    planned = found.change.planned
    return _save(ctx, replace(found.change, edited=None if new == planned else new), found.home, plan_id)


def move(ctx: Context, address: str, place: Place | None = None, plan_id: str | None = None) -> PlacedTask:
    """Move a task to another day of the plan, today's hour by default; its ticks go with it.

    Raises:
        UsageError: there is no such task or day.
    """
    found = find(ctx, address, plan_id)
    enrolment = enrolled.followed(ctx, plan_id)
    where = _checked_place(ctx, enrolment, place or place_on(ctx, ctx.today(), enrolment.plan))
    new = None if where == found.home else where
    return _save(ctx, replace(found.change, place=new, dropped=False), found.home, plan_id)


def drop(ctx: Context, address: str, plan_id: str | None = None) -> PlacedTask:
    """Drop a task: it is no longer asked for; a tick it has stays, and `restore` brings it back."""
    found = find(ctx, address, plan_id)
    return _save(ctx, replace(found.change, dropped=True), found.home, plan_id)


def restore(ctx: Context, address: str, plan_id: str | None = None) -> PlacedTask:
    """Bring a task back as it was planned; one of the learner's own as it was written."""
    found = find(ctx, address, plan_id)
    change = replace(found.change, dropped=False)
    if not change.own:
        change = replace(change, edited=None, place=None)
    return _save(ctx, change, found.home, plan_id)


def carry(ctx: Context, addresses: Iterable[str], plan_id: str | None = None) -> tuple[PlacedTask, ...]:
    """Carry tasks of earlier days to today's hour."""
    return tuple(move(ctx, address, None, plan_id) for address in addresses)


def open_on(ctx: Context, place: Place, plan_id: str | None = None) -> tuple[PlacedTask, ...]:
    """What a day of the plan still asks for: its tasks that are neither done nor optional."""
    enrolment = enrolled.followed(ctx, plan_id)
    where = _checked_place(ctx, enrolment, place)
    week = laid.lay(ctx, enrolment.plan, where.week)
    done = marking.done_in(ctx, enrolment.plan, (week,))
    return tuple(task for task in week.tasks_on(where.day) if not task.task.optional and task.address not in done)


def place_on(ctx: Context, on: date, plan_id: str | None = None) -> Place:
    """The day of the plan that falls on a date, or next after it."""
    enrolment = enrolled.followed(ctx, plan_id)
    place = enrolment.schedule.position(on)
    rhythm = enrolled.rhythm(ctx.library.plan_header(enrolment.plan))
    return Place(place.week, rhythm[min(place.slot, len(rhythm) - 1)].day)


def _save(ctx: Context, change: TaskChange, home: Place | None, plan_id: str | None) -> PlacedTask:
    laid.save(ctx, enrolled.followed(ctx, plan_id).plan, change)
    return Found(change, home).placed


def _planned(plan: Plan, address: str) -> tuple[Place | None, Task | None]:
    """Where the plan has a task, and the task."""
    owner, _, name = address.rpartition("/")
    for _, unit in plan.units():
        if unit.id == owner and unit.weeks is not None:
            for day in unit.days:
                for task in day.tasks:
                    if task.id == name:
                        return Place(unit.weeks[0] + day.week, day.day), task
    return None, None


def _checked_place(ctx: Context, enrolment: Enrolment, place: Place) -> Place:
    plan = ctx.library.plan_header(enrolment.plan)
    days = [item.day for item in enrolled.rhythm(plan)]
    if not 1 <= place.week <= plan.weeks_total:
        raise UsageError(f"there is no week {place.week}; the weeks of {plan.title} are 1 to {plan.weeks_total}")
    if place.day not in days:
        raise UsageError(f"{plan.title} has no {place.day.short}; its days are {', '.join(days)}")
    return place


def _text(text: str) -> str:
    line = " ".join(text.split())
    if not 0 < len(line) <= LONGEST_TEXT:
        raise UsageError(f"a task is a line of 1 to {LONGEST_TEXT} characters")
    return line


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= 600:
        raise UsageError(f"a task takes between 1 and 600 minutes, not {minutes}")
    return minutes


def _exercise(ctx: Context, name: str | None) -> str | None:
    return None if name is None else ctx.library.exercise(name).id
