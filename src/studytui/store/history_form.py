"""What of the database is carried between machines: which tables, as which records, one line of JSON each.

A record is a row as it stands, under its columns' names. What belongs to a row travels with it: the pauses of a
session, the report of an attempt, the calendar of a plan. Columns are read off the database, so that a table that grows
is carried whole.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from studytui.frozen import dataclass

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterator, Sequence

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


def quick_key(line: str) -> str | None:
    """The key of a line as this program writes it, told from its beginning and end; None if that takes reading it."""
    match = _BEGINS.match(line)
    return f"{match[1]} {match[2]}" if match and line.endswith("}") else None


def records(db: Database, known: Container[str] = ()) -> Iterator[tuple[str, Record]]:
    """Every record whose key is not known, with the time under which it is filed, each row looked up by itself.

    The caller holds one moment of reading.
    """
    for row in db.rows("SELECT * FROM enrolments"):
        at, record = _enrolment(db, row)
        if key_of(record) not in known:
            yield at, record
    for table in TABLES[1:]:
        name = "sha" if table == "sources" else "id"
        where = "WHERE ended_at IS NOT NULL" if table == "sessions" else ""
        keys = [row[name] for row in db.rows(f"SELECT {name} FROM {table} {where}")]  # noqa: S608  # constants
        new = [key for key in keys if f"{table} {key}" not in known]
        if table == "sources":
            yield from _sources(db, new)
        else:
            yield from (_record(db, table, key) for key in new)


def _record(db: Database, table: str, key: str) -> tuple[str, Record]:
    (row,) = db.rows(f"SELECT * FROM {table} WHERE id = ?", (key,))  # noqa: S608  # a constant
    record: Record = {"table": table, **dict(row)}
    if table == "sessions":
        record["pauses"] = [dict(pause) for pause in db.rows(_PAUSES, (key,))]
    if table == "attempts":
        record["report"] = db.rows("SELECT report FROM attempt_reports WHERE attempt = ?", (key,))[0]["report"]
    return row["at"], record


def _enrolment(db: Database, row: sqlite3.Row) -> tuple[str, Record]:
    """A plan with its calendar, filed under the newest word on either."""
    laid = [dict(change) for change in db.rows(_CHANGES, (row["plan"],))]
    times = [row["changed_at"], row["viewed_at"], *(change["removed_at"] or change["at"] for change in laid)]
    for change in laid:
        del change["plan"]
    return max(times), {"table": "enrolments", **dict(row), "changes": laid}


def _sources(db: Database, shas: Sequence[str]) -> Iterator[tuple[str, Record]]:
    """Graded sources, as text where they are text; each filed under the first attempt with it."""
    if not shas:
        return
    first = {row["sha"]: row["at"] for row in db.rows(_FIRST)}
    for sha in shas:
        if sha not in first:
            continue
        (row,) = db.rows("SELECT source FROM sources WHERE sha = ?", (sha,))
        record: Record = {"table": "sources", "sha": sha}
        try:
            record["text"] = row["source"].decode()
        except UnicodeDecodeError:
            from base64 import b64encode

            record["base64"] = b64encode(row["source"]).decode()
        yield first[sha], record


_BEGINS = re.compile(r'\{"table":"(?!enrolments")(\w+)","(?:id|sha)":"([^"\\]+)",')
_FIRST = "SELECT source_sha AS sha, MIN(at) AS at FROM attempts GROUP BY source_sha"
_PAUSES = "SELECT id, at, ended_at FROM session_pauses WHERE session = ? AND ended_at IS NOT NULL ORDER BY at, id"
_CHANGES = "SELECT * FROM schedule_changes WHERE plan = ? ORDER BY at, id"
