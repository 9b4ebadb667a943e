"""What the search index is made of: a table of texts, its FTS5 index, a table of what changed, and triggers."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from studytui.errors import DataError

if TYPE_CHECKING:
    from studytui.store.database import Database

TOKENS = "unicode61 remove_diacritics 2"
TABLES = {"search_changed", "search_texts", "search_texts_fts", "search_texts_ai", "search_texts_ad", "search_texts_au"}

_SOURCES = {
    "entries": ("entry", "{row}.plan || '/' || {row}.day || '/' || {row}.field", ""),
    # Drafts of entries have the entry's key; others, papers' for one, are no text of their own yet.
    "drafts": ("entry", "{row}.key", "{row}.key GLOB '*/[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]/*'"),
    "paper_notes": ("paper", "{row}.note", ""),
    "question_answers": ("paper", "{row}.note", ""),
    "reading_marks": ("reading", "{row}.plan || ':' || {row}.address", ""),
    "recall_questions": ("recall", "{row}.plan || ':' || {row}.key", ""),
    "experiments": ("experiment", "{row}.experiment", ""),
}


def _triggers() -> dict[str, str]:
    """A trigger for each way in which a row can come, change or go.

    They ask before they add: where the statement outside says what to do on a conflict, theirs would not be heard.
    """
    made = {}
    for table, (kind, key, only) in _SOURCES.items():
        for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            name = f"search_{table}_{event.lower()}"
            when = " WHEN " + " OR ".join(only.format(row=row) for row in rows) if only else ""
            steps = " ".join(_note(kind, key.format(row=row)) for row in rows)
            made[name] = f"CREATE TRIGGER {name} AFTER {event} ON {table}{when} BEGIN {steps} END"
    return made


def _note(kind: str, key: str) -> str:
    return (
        f"INSERT INTO search_changed (kind, key) SELECT '{kind}', {key} "  # noqa: S608  # constants
        f"WHERE NOT EXISTS (SELECT 1 FROM search_changed WHERE kind = '{kind}' AND key = {key});"
    )


TRIGGERS = _triggers()

_EVERY = [
    f"SELECT '{kind}', {key.format(row=table)} FROM {table}" + (f" WHERE {only.format(row=table)}" if only else "")  # noqa: S608  # constants
    for table, (kind, key, only) in _SOURCES.items()
]
EVERYTHING = f"INSERT INTO search_changed (kind, key) {' UNION '.join(_EVERY)}"
"""Notes every text as changed."""


def lay(db: Database) -> None:
    """Remove what there is of the index and make it anew, empty; the caller holds the transaction."""
    _remove(db)
    with db.tables() as tables:
        tables.table("search_changed").create({"kind": str, "key": str}, pk=("kind", "key"))
        texts = tables.table("search_texts")
        columns = {"id": int, "kind": str, "key": str, "day": str, "title": str, "text": str}
        texts.create(columns, pk="id", not_null={"kind", "key"})
        texts.create_index(["kind", "key"], unique=True)
        texts.enable_fts(["text"], create_triggers=True, tokenize=TOKENS)
    for sql in TRIGGERS.values():
        db.run(sql)


def _remove(db: Database) -> None:
    """Drop triggers and tables; where SQLite cannot even open the index, its name is struck from the schema."""
    for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'search_*'"):
        db.run(f'DROP TRIGGER "{row["name"]}"')
    with suppress(sqlite3.DatabaseError, DataError):
        db.run("DROP TABLE IF EXISTS search_texts_fts")
    _strike(db)
    for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'search_*'"):
        db.run(f'DROP TABLE "{row["name"]}"')


def _strike(db: Database) -> None:
    if db.row("SELECT 1 FROM sqlite_schema WHERE name = 'search_texts_fts'") is None:
        return
    db.run("PRAGMA writable_schema = ON")
    try:
        db.run("DELETE FROM sqlite_schema WHERE name = 'search_texts_fts'")
    finally:
        db.run("PRAGMA writable_schema = RESET")
