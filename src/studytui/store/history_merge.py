"""Taking the rows of another machine in. What two machines know merges to the same, in whatever order they tell it.

Most rows are only ever added, so that merging is adding those whose id is new. Of two rows that say the same once per
machine (a hint seen), the earlier stands. Of a plan, the earlier beginning stands, the newest word on its calendar, and
the newest on whether it is in view; a change of its calendar that was taken back anywhere is taken back.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, cast

from studytui.store import history_form
from studytui.store.history_check import BadLineError, source_of

if TYPE_CHECKING:
    from studytui.store.database import Database, Value
    from studytui.store.history_form import Record

_ONCE = {"hints": "exercise, number, machine", "reveals": "exercise, machine"}


def known(db: Database) -> set[str]:
    """The keys of the records that the database holds; plans are always looked at, since they change."""
    keys = {f"sources {row['sha']}" for row in db.rows("SELECT sha FROM sources")}
    for table in history_form.TABLES:
        if table not in ("sources", "enrolments"):
            where = "WHERE ended_at IS NOT NULL" if table == "sessions" else ""
            keys |= {f"{table} {row['id']}" for row in db.rows(f"SELECT id FROM {table} {where}")}  # noqa: S608  # constants
    return keys


def take(db: Database, record: Record) -> bool:
    """Take a record in; returns whether it told anything new. The caller holds the transaction.

    Raises:
        BadLineError: it does not fit what is there.
    """
    table = str(record["table"])
    try:
        if table == "enrolments":
            return _enrolment(db, record)
        if table == "sources":
            sql = "INSERT INTO sources VALUES (?, ?) ON CONFLICT (sha) DO NOTHING"
            return db.run(sql, (str(record["sha"]), source_of(record))) > 0
        return _row(db, table, record)
    except sqlite3.IntegrityError as error:
        raise BadLineError(_why(error)) from error


def written_twice(db: Database, records: list[Record]) -> list[tuple[str, str, str]]:
    """Plan, day and field of those entries that two machines wrote without knowing of each other, by day.

    Each wrote a version of the same number then, with another text.
    """
    keys = {
        (str(record["plan"]), str(record["day"]), str(record["field"]))
        for record in records
        if record["table"] == "entries"
    }
    return sorted((key for key in keys if db.row(_TWICE, key)), key=lambda key: (key[1], key))


def _row(db: Database, table: str, record: Record) -> bool:
    row = history_form.own(record)
    clash = "DO NOTHING"
    if table == "sessions":
        # One that is open here and ended there: this database was brought back from a copy.
        sets = ", ".join(f"{name} = excluded.{name}" for name in row)
        clash = f"DO UPDATE SET {sets} WHERE sessions.ended_at IS NULL"
    clauses = f"ON CONFLICT (id) {clash}"
    if table in _ONCE:
        clauses += (
            f" ON CONFLICT ({_ONCE[table]}) DO UPDATE SET id = excluded.id, day = excluded.day, at = excluded.at "
            f"WHERE (excluded.at, excluded.id) < ({table}.at, {table}.id)"
        )
    if not _insert(db, table, row, clauses):
        return False
    if table == "sessions":
        _pauses(db, record)
    if table == "attempts":
        db.run("INSERT INTO attempt_reports VALUES (?, ?)", (str(record["id"]), str(record["report"])))
    return True


def _pauses(db: Database, record: Record) -> None:
    db.run("DELETE FROM session_pauses WHERE session = ?", (str(record["id"]),))
    for pause in _rows(record["pauses"]):
        _insert(db, "session_pauses", {**pause, "session": record["id"]}, "")


def _enrolment(db: Database, record: Record) -> bool:
    """Merge what is known of a plan with what is told of it, part by part."""
    told = history_form.own(record)
    found = db.row("SELECT * FROM enrolments WHERE plan = ?", (str(told["plan"]),))
    if found is None:
        new = _insert(db, "enrolments", told, "")
    else:
        before = dict(found)
        merged = {**before, **_merged(before, {**_without_word(before), **told})}
        new = merged != before
        if new:
            sets = ", ".join(f"{name} = ?" for name in merged)
            values = (*_values(merged), str(told["plan"]))
            db.run(f"UPDATE enrolments SET {sets} WHERE plan = ?", values)  # noqa: S608  # columns
    for change in _rows(record["changes"]):
        new |= _insert(db, "schedule_changes", {**change, "plan": told["plan"]}, _CHANGE)
    return new


_TWICE = """
SELECT 1 FROM entries WHERE plan = ? AND day = ? AND field = ?
GROUP BY version HAVING COUNT(DISTINCT machine) > 1 AND COUNT(DISTINCT text) > 1
"""
_CHANGE = """
ON CONFLICT (id) DO UPDATE SET removed_at = excluded.removed_at WHERE excluded.removed_at IS NOT NULL
AND (schedule_changes.removed_at IS NULL OR excluded.removed_at < schedule_changes.removed_at)
"""


def _without_word(row: Record) -> Record:
    """What an older version says by not naming a field: nothing that would win."""
    return {**row, "viewed_at": ""}


def _merged(here: Record, there: Record) -> Record:
    began = ("at", "id", "machine", "day")
    laid = ("changed_at", "start", "study_days", "slots", "weeks_total", "minutes")
    viewed = ("viewed_at", "used_at", "dropped_at")
    return {
        **_part(began, min(here, there, key=lambda row: _rank(began, row))),
        **_part(laid, max(here, there, key=lambda row: _rank(laid, row))),
        **_part(viewed, max(here, there, key=lambda row: _rank(viewed, row))),
        "folder": min(str(here["folder"]), str(there["folder"])),
    }


def _part(names: tuple[str, ...], row: Record) -> Record:
    return {name: row[name] for name in names}


def _rank(names: tuple[str, ...], row: Record) -> list[tuple[bool, object]]:
    """What a part is sorted by: its values one after the other, nothing before something."""
    return [(row[name] is not None, "" if row[name] is None else row[name]) for name in names]


def _insert(db: Database, table: str, row: Record, clauses: str) -> bool:
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks}) {clauses}"  # noqa: S608  # columns that were checked
    return db.run(sql, _values(row)) > 0


def _values(row: Record) -> tuple[Value, ...]:
    return tuple(cast("Value", value) for value in row.values())


def _rows(value: object) -> list[Record]:
    return cast("list[Record]", value)


def _why(error: sqlite3.IntegrityError) -> str:
    if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return "the source that this attempt was graded on is missing; bring the other machine's files whole"
    return f"it does not fit what is there ({error}); restore the file with git"
