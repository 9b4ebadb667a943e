"""What of a whole plan is done, read from its boxes alone."""

import sqlite3
from collections.abc import Sequence

import pytest

from studytui.store import ticks
from studytui.store.database import Database, Value
from studytui.store.ticks import TickSource
from studytui.study import boxes, plans, progress
from studytui.study.context import Context


def test_boxes_are_units_goals_and_reading(rich: Context) -> None:
    """A week, a goal and a book have one, and one taken back is known as such; a task has none."""
    book = boxes.reading_address("Strang, Linear Algebra")
    for address in ("W1", "tool", book, "m1", "W1/mon"):
        ticks.set_done(rich.store, rich.moment(), "rich", address, TickSource.HAND, done=True)
    ticks.set_done(rich.store, rich.moment(), "rich", "m1", TickSource.HAND, done=False)
    found = boxes.of(rich, rich.library.plan("rich"))
    assert found.done == {"W1", "tool", book, "talk"}
    assert found.undone == {"m1"}


def test_progress_reads_no_more_of_a_long_history(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many tasks were ticked over the years, the figures ask for the plan's boxes alone."""
    plans.use(ctx, "small")
    for number in range(300):
        ticks.set_done(ctx.store, ctx.moment(), "small", f"W1/task-{number}", TickSource.HAND, done=True)
    read = []
    rows = Database.rows

    def counted(self: Database, sql: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        found = rows(self, sql, values)
        read.append(len(found))
        return found

    monkeypatch.setattr(Database, "rows", counted)
    assert progress.stats(ctx).boxes_done == 0
    assert sum(read) < 100
