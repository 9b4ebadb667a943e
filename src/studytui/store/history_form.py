"""What of the database is carried between machines: which tables, as which records, one line of JSON each.

A record is a row as it stands, under its columns' names. What belongs to a row travels with it: the pauses of a
session, the report of an attempt, the calendar of a plan. Columns are read off the database, so that a table that grows
is carried whole.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studytui.frozen import dataclass

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from studytui.store.database import Database

SCHEMA = "studytui.history/1"
FOLDER = "history"

LOCAL = frozenset({"drafts", "review_standing"})
"""What stays on its machine: text being typed, and what is derived from the rest."""

NESTED = {"session_pauses": "sessions", "attempt_reports": "attempts", "schedule_changes": "enrolments"}
"""Tables whose rows travel within the row they belong to."""

TABLES = (
    *("enrolments", "sources", "sessions", "attempts", "hints", "reveals", "entries", "ticks", "task_changes"),
    *("choices", "skill_levels", "counts", "reading_marks", "recall_questions", "recall_answers", "reviews"),
    *("review_marks", "paper_notes", "question_answers", "repositories", "evidence", "experiments", "runs"),
)
"""The tables that are carried, in the order in which their rows are taken in: a row comes after what it points to."""

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `kind` is TEXT, INTEGER, REAL or BLOB; a required one has neither a default nor room for nothing."""

    name: str
    kind: str
    nullable: bool
    required: bool


def columns(db: Database, table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    return tuple(
        Column(
            row["name"], row["type"], nullable=not row["notnull"] and not row["pk"],
            required=bool(row["notnull"] or row["pk"]) and row["dflt_value"] is None,
        )
        for row in db.rows('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', (table,))
    )  # fmt: skip


def key_of(record: Record) -> str:
    """How a record is known: by its table and id; a plan's calendar, which changes, by every word of it."""
    table = record["table"]
    if table == "enrolments":
        return line_of(record)
    return f"{table} {record['sha' if table == 'sources' else 'id']}"


def own(record: Record) -> Record:
    """The row itself, without what travels within it."""
    return {name: value for name, value in record.items() if name not in ("table", "pauses", "report", "changes")}


def line_of(record: Record) -> str:
    """The record as its line, without the line's end."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def records(db: Database) -> Iterator[tuple[str, Record]]:
    """Every record that is carried, with the time under which it is filed; the caller holds one moment of reading."""
    for row in db.rows("SELECT * FROM enrolments"):
        yield _enrolment(db, row)
    yield from (_source(row) for row in db.rows(_SOURCES))
    pauses = _grouped(db.rows("SELECT * FROM session_pauses WHERE ended_at IS NOT NULL ORDER BY at, id"), "session")
    for row in db.rows("SELECT * FROM sessions WHERE ended_at IS NOT NULL"):
        yield row["at"], {**_plain("sessions", row), "pauses": pauses.get(row["id"], [])}
    for row in db.rows("SELECT attempts.*, report FROM attempts JOIN attempt_reports ON attempt = id"):
        yield row["at"], _plain("attempts", row)
    for table in TABLES[TABLES.index("attempts") + 1 :]:
        for row in db.rows(f"SELECT * FROM {table}"):  # noqa: S608  # a constant
            yield row["at"], _plain(table, row)


def _plain(table: str, row: sqlite3.Row) -> Record:
    return {"table": table, **dict(row)}


def _enrolment(db: Database, row: sqlite3.Row) -> tuple[str, Record]:
    """A plan with its calendar, filed under the newest word on either."""
    laid = [dict(change) for change in db.rows(_CHANGES, (row["plan"],))]
    times = [row["changed_at"], row["viewed_at"], *(change["removed_at"] or change["at"] for change in laid)]
    for change in laid:
        del change["plan"]
    return max(times), {**_plain("enrolments", row), "changes": laid}


def _source(row: sqlite3.Row) -> tuple[str, Record]:
    """A graded source, as text where it is text; filed under the first attempt with it."""
    record: Record = {"table": "sources", "sha": row["sha"]}
    try:
        record["text"] = row["source"].decode()
    except UnicodeDecodeError:
        from base64 import b64encode

        record["base64"] = b64encode(row["source"]).decode()
    return row["at"], record


def _grouped(rows: list[sqlite3.Row], by: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in rows:
        record = dict(row)
        found.setdefault(record.pop(by), []).append(record)
    return found


_SOURCES = "SELECT sha, source, MIN(at) AS at FROM sources JOIN attempts ON source_sha = sha GROUP BY sha"
_CHANGES = "SELECT * FROM schedule_changes WHERE plan = ? ORDER BY at, id"
