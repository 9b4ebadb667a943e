"""Journal entries: every saved version is kept, the newest is shown."""

import sqlite3
from datetime import date

from studytui.domain.entry import Entry
from studytui.domain.moment import Moment
from studytui.store import drafts
from studytui.store.database import Database, later, new_id, to_text, to_time


def save(db: Database, when: Moment, plan: str, day: date, field: str, text: str) -> Entry:
    """Add a version, unless the newest one reads the same, and drop the draft it came from.

    `when` is the moment of saving, `day` the day the entry is about.
    """
    with db.transaction():
        return _save(db, when, plan, day, field, text)


def append(db: Database, when: Moment, plan: str, day: date, field: str, text: str) -> Entry:
    """Add a paragraph to what stands there, be it saved or still a draft."""
    with db.transaction():
        draft = drafts.get(db, drafts.key_of(plan, day, field))
        newest = get(db, plan, day, field)
        standing = draft.text if draft else newest.text if newest else ""
        joined = f"{standing.rstrip()}\n\n{text}" if standing.strip() else text
        return _save(db, when, plan, day, field, joined)


def get(db: Database, plan: str, day: date, field: str) -> Entry | None:
    """The newest version of one field of one day."""
    row = db.row(
        "SELECT * FROM entries WHERE plan = ? AND day = ? AND field = ? ORDER BY at DESC, id DESC LIMIT 1",
        (plan, day.isoformat(), field),
    )
    return _entry(row) if row else None


def versions(db: Database, plan: str, day: date, field: str) -> tuple[Entry, ...]:
    """Every version of one field of one day, oldest first."""
    found = db.rows(
        "SELECT * FROM entries WHERE plan = ? AND day = ? AND field = ? ORDER BY at, id",
        (plan, day.isoformat(), field),
    )
    return tuple(_entry(row) for row in found)


def of_day(db: Database, day: date) -> tuple[Entry, ...]:
    """Every version of every field of one day, of whichever plan."""
    found = db.rows("SELECT * FROM entries WHERE day = ? ORDER BY plan, field, at, id", (day.isoformat(),))
    return tuple(_entry(row) for row in found)


def between(db: Database, plan: str, first: date, last: date) -> tuple[Entry, ...]:
    """The newest version of every field of those days, first and last included, by day."""
    found = db.rows(
        "SELECT * FROM entries WHERE plan = ? AND day BETWEEN ? AND ? ORDER BY day, field, at, id",
        (plan, first.isoformat(), last.isoformat()),
    )
    newest = {(row["day"], row["field"]): _entry(row) for row in found}
    return tuple(newest.values())


def _save(db: Database, when: Moment, plan: str, day: date, field: str, text: str) -> Entry:
    drafts.drop(db, drafts.key_of(plan, day, field))
    newest = get(db, plan, day, field)
    if newest is not None and newest.text == text:
        return newest
    at = later(when.at, to_text(newest.at) if newest else None)
    entry = Entry(new_id(), plan, day, field, text, newest.version + 1 if newest else 1, to_time(at))
    db.run(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.id, db.machine, plan, day.isoformat(), field, entry.version, text, at),
    )
    return entry


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        id=row["id"],
        plan=row["plan"],
        day=date.fromisoformat(row["day"]),
        field=row["field"],
        text=row["text"],
        version=row["version"],
        at=to_time(row["at"]),
    )
