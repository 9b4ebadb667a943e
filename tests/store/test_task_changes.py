"""Changes of tasks: versions, and those of a week."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from studytui.domain.moment import Moment
from studytui.store import task_changes
from studytui.store.database import Database
from studytui.store.task_changes import ChangeKind, TaskRow

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
READ = TaskRow("W1/read", ChangeKind.KEPT, None, "", '{"id": "read"}', '{"id": "read", "text": "More"}')


def save(db: Database, row: TaskRow, minutes: float = 0, plan: str = "plan") -> None:
    """Save a version so many minutes after nine."""
    at = START + timedelta(minutes=minutes)
    task_changes.save(db, Moment(at, at.date()), plan, row)


def test_the_newest_version_holds_on_any_clock(db: Database) -> None:
    """Also on a clock set back; the same again adds none; all are kept."""
    moved = replace(READ, week=2, weekday="mon")
    for row, minutes in ((READ, 0), (READ, 1), (moved, -60), (READ, 5)):
        save(db, row, minutes)
    assert task_changes.of_plan(db, "plan") == (READ,)
    assert task_changes.versions(db, "plan", "W1/read") == (READ, moved, READ)


def test_a_week_gets_what_is_its_own_and_what_came(db: Database) -> None:
    """By address for what the plan has there, by place for what was moved there, and nothing else."""
    came = replace(READ, address="W9/far", week=1, weekday="tue")
    gone_on = replace(READ, address="W9/gone", week=1, weekday="tue")
    save(db, READ)
    save(db, came, 1)
    save(db, gone_on, 2)
    save(db, replace(gone_on, week=5), 3)
    save(db, replace(READ, address="W2/other"), 4)
    save(db, replace(READ, task=""), 5, plan="other")
    rows = task_changes.of_week(db, "plan", 1, ("W1/read", "W1/note"))
    assert rows == (READ, came, replace(gone_on, week=5))


def test_a_week_without_tasks_can_be_asked_for(db: Database) -> None:
    """Only what came stands there then."""
    assert task_changes.of_week(db, "plan", 1, ()) == ()
