"""A week of a plan as the learner has it: the plan's tasks with what was changed about them laid over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studytui.content.codec import decode, encode
from studytui.domain import overlay
from studytui.domain.overlay import Place, TaskChange
from studytui.domain.rhythm import Weekday
from studytui.domain.unit import Task
from studytui.frozen import dataclass
from studytui.store import choices, task_changes, ticks
from studytui.store.task_changes import ChangeKind, TaskRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.domain.overlay import PlacedTask
    from studytui.domain.unit import Week
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class LaidWeek:
    """A week, and what was changed about its tasks, by address."""

    week: Week
    changes: dict[str, TaskChange]

    def tasks_on(self, day: Weekday, *, dropped: bool = False) -> tuple[PlacedTask, ...]:
        """The tasks of a weekday as the learner has them."""
        return overlay.tasks_on(self.week, day, self.changes, dropped=dropped)

    def needed_on(self, day: Weekday) -> set[str]:
        """Addresses of the tasks of a weekday that are not optional."""
        return {placed.address for placed in self.tasks_on(day) if not placed.task.optional}

    def find(self, address: str) -> tuple[Place, PlacedTask] | None:
        """A task of the week, dropped ones too, and where it stands."""
        for day in Weekday:
            for placed in self.tasks_on(day, dropped=True):
                if placed.address == address:
                    return Place(self.week.number, day), placed
        return None

    def addresses(self) -> set[str]:
        """The addresses of every task of the week."""
        return {placed.address for day in Weekday for placed in self.tasks_on(day)}


def week_of(ctx: Context, plan_id: str, number: int) -> Week:
    """A week of a plan as the learner's choices have it; of two tracks chosen, the one not done yet.

    Raises as `Library.week` does.
    """
    chosen = choices.of_plan(ctx.store, plan_id)
    if len(chosen) > 1:
        done = {name for name, tick in ticks.of(ctx.store, plan_id, chosen).items() if tick.done}
        chosen = chosen - done or chosen
    return ctx.library.week(plan_id, number, chosen)


def lay(ctx: Context, plan_id: str, number: int) -> LaidWeek:
    """A week of a plan; raises as `Library.week` does."""
    week = week_of(ctx, plan_id, number)
    return LaidWeek(week, _changes(task_changes.of_week(ctx.store, plan_id, number, overlay.addresses(week))))


def changes_of(ctx: Context, plan_id: str) -> dict[str, TaskChange]:
    """Everything that was changed about a plan's tasks, by address."""
    return _changes(task_changes.of_plan(ctx.store, plan_id))


def save(ctx: Context, plan_id: str, change: TaskChange) -> None:
    """Remember a change as the newest version."""
    row = TaskRow(
        address=change.address,
        kind=ChangeKind.DROPPED if change.dropped else ChangeKind.KEPT,
        week=change.place.week if change.place else None,
        weekday=change.place.day.value if change.place else "",
        planned=_text(change.planned),
        task=_text(change.edited),
    )
    task_changes.save(ctx.store, ctx.moment(), plan_id, row)


def history(ctx: Context, plan_id: str, address: str) -> tuple[TaskChange, ...]:
    """Every version of a task, oldest first; the first one's `planned` is what the plan said."""
    return tuple(_change(row) for row in task_changes.versions(ctx.store, plan_id, address))


def _changes(rows: Iterable[TaskRow]) -> dict[str, TaskChange]:
    return {row.address: _change(row) for row in rows}


def _change(row: TaskRow) -> TaskChange:
    return TaskChange(
        address=row.address,
        planned=_task(row.planned),
        edited=_task(row.task),
        place=Place(row.week, Weekday(row.weekday)) if row.week is not None else None,
        dropped=row.kind is ChangeKind.DROPPED,
    )


def _text(task: Task | None) -> str:
    return "" if task is None else json.dumps(encode(task), ensure_ascii=False)


def _task(text: str) -> Task | None:
    return decode(Task, json.loads(text)) if text else None
