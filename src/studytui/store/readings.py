"""What became of the things to read, by the address of their task: every mark is kept, the newest holds."""

from collections.abc import Collection
from datetime import date

from studytui.domain.moment import Moment
from studytui.domain.reading import ReadingState
from studytui.frozen import dataclass
from studytui.store.database import Database, later, new_id


@dataclass(frozen=True, slots=True)
class ReadingMark:
    """The last word on a reading, and the line that says what it gave; `title` is what was read."""

    title: str
    state: ReadingState
    line: str
    day: date


def mark(db: Database, when: Moment, plan: str, address: str, state: ReadingState, line: str, title: str = "") -> None:
    """Add a mark, unless the newest one says the same."""
    with db.transaction():
        row = db.row(
            "SELECT state, line, at FROM reading_marks WHERE plan = ? AND address = ? ORDER BY at DESC LIMIT 1",
            (plan, address),
        )
        if row is not None and (row["state"], row["line"]) == (state.value, line):
            return
        at = later(when.at, row["at"] if row else None)
        db.run(
            "INSERT INTO reading_marks (id, machine, plan, address, title, state, line, day, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (new_id(), db.machine, plan, address, title, state.value, line, when.day.isoformat(), at),
        )


def of(db: Database, plan: str, addresses: Collection[str]) -> dict[str, ReadingMark]:
    """The newest mark of each of those addresses that has one."""
    if not addresses:
        return {}
    marks = ", ".join("?" * len(addresses))
    # SQLite gives the other columns from the row that holds the maximum.
    where = f"plan = ? AND address IN ({marks})"
    rows = db.rows(
        f"SELECT address, title, state, line, day, MAX(at) FROM reading_marks WHERE {where} GROUP BY address",  # noqa: S608  # marks only
        (plan, *addresses),
    )
    return {
        row["address"]: ReadingMark(
            row["title"], ReadingState(row["state"]), row["line"], date.fromisoformat(row["day"])
        )
        for row in rows
    }
