"""What the learner changed about tasks: every version is kept, the newest one holds; tasks are JSON texts here."""

import sqlite3
from collections.abc import Collection
from enum import StrEnum

from studytui.domain.moment import Moment
from studytui.frozen import dataclass
from studytui.store.database import Database, later, new_id


class ChangeKind(StrEnum):
    """Whether the task is still to be done."""

    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A version: `planned` is empty for a task of the learner's own, `task` for one that reads as planned.

    `week` and `weekday` are None and empty where the task stands where the plan has it.
    """

    address: str
    kind: ChangeKind
    week: int | None
    weekday: str
    planned: str
    task: str


def save(db: Database, when: Moment, plan: str, row: TaskRow) -> None:
    """Add a version, unless the newest one says the same."""
    with db.transaction():
        found = db.row(
            f"SELECT {_COLUMNS}, at FROM task_changes WHERE plan = ? AND address = ? ORDER BY at DESC LIMIT 1",  # noqa: S608  # a constant
            (plan, row.address),
        )
        if found is not None and _row(found) == row:
            return
        db.run(
            f"INSERT INTO task_changes (id, machine, plan, day, at, {_COLUMNS}) "  # noqa: S608  # a constant
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(new_id(), db.machine, plan, when.day.isoformat(), later(when.at, found["at"] if found else None)),
                *(row.address, row.kind.value, row.week, row.weekday, row.planned, row.task),
            ),
        )


def of_week(db: Database, plan: str, week: int, addresses: Collection[str]) -> tuple[TaskRow, ...]:
    """The newest versions of those addresses, and of whatever was once placed in that week."""
    marks = ", ".join("?" * len(addresses))
    rows = db.rows(
        f"SELECT {_COLUMNS}, MAX(at) FROM task_changes WHERE plan = ? AND (address IN ({marks}) OR address IN "  # noqa: S608  # marks only
        "(SELECT address FROM task_changes WHERE plan = ? AND week = ?)) GROUP BY address ORDER BY MAX(at)",
        (plan, *addresses, plan, week),
    )
    return tuple(_row(row) for row in rows)


def of_plan(db: Database, plan: str) -> tuple[TaskRow, ...]:
    """The newest version of everything that was changed in a plan, oldest first."""
    rows = db.rows(
        f"SELECT {_COLUMNS}, MAX(at) FROM task_changes WHERE plan = ? GROUP BY address ORDER BY MAX(at)",  # noqa: S608  # a constant
        (plan,),
    )
    return tuple(_row(row) for row in rows)


def versions(db: Database, plan: str, address: str) -> tuple[TaskRow, ...]:
    """Every version of one task, oldest first."""
    rows = db.rows(
        f"SELECT {_COLUMNS} FROM task_changes WHERE plan = ? AND address = ? ORDER BY at",  # noqa: S608  # a constant
        (plan, address),
    )
    return tuple(_row(row) for row in rows)


_COLUMNS = "address, kind, week, weekday, planned, task"


def _row(row: sqlite3.Row) -> TaskRow:
    return TaskRow(row["address"], ChangeKind(row["kind"]), row["week"], row["weekday"], row["planned"], row["task"])
