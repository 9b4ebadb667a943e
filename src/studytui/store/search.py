"""Full-text search over what the learner wrote: the newest version of each text, and none that was let go.

The index is derived and lies beside its sources. It is laid when something is first searched for. From then on triggers
note which texts changed, whichever way their rows arrived; they touch a plain table and no more, so that saving stays
quick and a damaged index can lose nothing. A search takes in what was noted before it asks.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from studytui.errors import DataError
from studytui.frozen import dataclass
from studytui.store import drafts, entries, experiments, papers, readings, recall
from studytui.store.search_schema import EVERYTHING, TABLES, TRIGGERS, lay

if TYPE_CHECKING:
    from collections.abc import Collection

    from studytui.store.database import Database

OPENS, CLOSES = "\x02", "\x03"
"""What stands before and after a match in a snippet."""
SNIPPET_WORDS = 14
MOST_WORDS = 16

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Match:
    """A text that was found: `kind` and `key` say which, `title` what it is called where it has a name.

    `key` is `<plan>/<day>/<field>` for entries and lessons, `<plan>:<address>` for readings and recall questions.
    """

    kind: str
    key: str
    day: date
    title: str
    snippet: str


def find(db: Database, text: str, kinds: Collection[str] = (), limit: int = 50) -> tuple[Match, ...]:
    """Texts in which words begin with each of those words, the newest first; a damaged index is laid anew.

    Raises:
        DataError: the database cannot be read.
    """
    words = expression(text)
    if not words:
        return ()
    try:
        refresh(db)
        return _find(db, words, kinds, limit)
    except (DataError, sqlite3.DatabaseError) as error:
        cause = error.__cause__ if isinstance(error, DataError) else error
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
            raise
    try:
        rebuild(db)
        return _find(db, words, kinds, limit)
    except sqlite3.DatabaseError as error:
        raise DataError(f"the search index cannot be laid in {db.path} ({error}); see `studytui doctor`") from error


def expression(text: str) -> str:
    """The words as FTS5 reads them, each quoted, so that none of them is an operator; empty where there are none.

    Words in the text may go on behind them, but for those of one letter.
    """
    words = _CONTROLS.sub(" ", text).encode("utf-8", "replace").decode().split()
    told = [word.replace('"', '""') for word in words if any(letter.isalnum() for letter in word)]
    return " ".join(f'"{word}"{"*" if len(word) > 1 else ""}' for word in told[:MOST_WORDS])


def refresh(db: Database) -> None:
    """Take in what changed since the last search; lay the index if it is not what it should be."""
    if not _sound(db):
        with db.transaction():
            if not _sound(db):  # another window may have laid it meanwhile
                _lay(db)
    if db.row("SELECT 1 FROM search_changed LIMIT 1") is not None:
        with db.transaction():
            _take_in(db)


def rebuild(db: Database) -> None:
    """Lay the index anew from its sources, all of it or nothing."""
    with db.transaction():
        _lay(db)


def _lay(db: Database) -> None:
    lay(db)
    db.run(EVERYTHING)
    _take_in(db)


_LESSONS = ("review", "lesson")
"""The fields of an entry that say what was learnt."""
_SNIPPET = f"snippet(search_texts_fts, 0, '{OPENS}', '{CLOSES}', '…', {SNIPPET_WORDS}) AS snippet"
_SORT = f"CASE WHEN kind = 'entry' AND title IN {_LESSONS} THEN 'lesson' ELSE kind END AS sort"
_FROM = "search_texts_fts JOIN search_texts ON id = search_texts_fts.rowid"
_FIND = f"SELECT key, day, title, {_SNIPPET}, {_SORT} FROM {_FROM} WHERE search_texts_fts MATCH ?"  # noqa: S608  # constants
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT)
"""What SQLite says of an index whose tables were changed, or are gone."""


def _sound(db: Database) -> bool:
    """Whether tables and triggers are there, and every text has its place in the index."""
    rows = db.rows("SELECT name, sql FROM sqlite_schema WHERE name GLOB 'search_*'")
    there = {row["name"]: row["sql"] for row in rows}
    if not (there.keys() >= TABLES and all(there.get(name) == sql for name, sql in TRIGGERS.items())):
        return False
    row = db.row(
        "SELECT (SELECT COUNT(*) FROM search_texts) = (SELECT COUNT(*) FROM search_texts_fts_docsize) "
        "AND EXISTS (SELECT 1 FROM search_texts_fts_idx) >= EXISTS (SELECT 1 FROM search_texts) AS whole"
    )
    return bool(row and row["whole"])


def _find(db: Database, words: str, kinds: Collection[str], limit: int) -> tuple[Match, ...]:
    """Texts are numbered by their day, so that FTS5 walks from the newest on and stops when it has enough."""
    only = f"AND sort IN ({', '.join('?' * len(kinds))})" if kinds else ""
    rows = db.rows(f"{_FIND} {only} ORDER BY search_texts_fts.rowid DESC LIMIT ?", (words, *kinds, limit))
    return tuple(
        Match(row["sort"], row["key"], date.fromisoformat(row["day"]), row["title"], " ".join(row["snippet"].split()))
        for row in rows
    )


def _take_in(db: Database) -> None:
    for row in db.rows("SELECT kind, key FROM search_changed"):
        kind, key = row["kind"], row["key"]
        found = _READERS[kind](db, key)
        text = _CONTROLS.sub(" ", found[2]) if found else ""
        before = db.row("SELECT id, day, title FROM search_texts WHERE kind = ? AND key = ?", (kind, key))
        if found and before and text.strip() and before["day"] == found[0]:
            db.run("UPDATE search_texts SET title = ?, text = ? WHERE id = ?", (found[1], text, before["id"]))
            continue
        if before:
            db.run("DELETE FROM search_texts WHERE id = ?", (before["id"],))
        if found and text.strip():
            db.run(
                "INSERT INTO search_texts (id, kind, key, day, title, text) VALUES (?, ?, ?, ?, ?, ?)",
                (_number(db, date.fromisoformat(found[0])), kind, key, *found[:2], text),
            )
    db.run("DELETE FROM search_changed")


def _number(db: Database, day: date) -> int:
    """The next number of that day: later days have higher ones."""
    first = day.toordinal() << _BITS
    row = db.row("SELECT MAX(id) AS last FROM search_texts WHERE id < ?", (first + (1 << _BITS),))
    return max(first, (row["last"] or 0) + 1 if row else first)


_BITS = 20

_Text = tuple[str, str, str] | None
"""Day, title and text as they now are; None where there is nothing."""


def _entry(db: Database, key: str) -> _Text:
    plan, day, field = key.rsplit("/", 2)
    found = drafts.get(db, key) or entries.get(db, plan, date.fromisoformat(day), field)
    return (day, field, found.text) if found else None


def _paper(db: Database, key: str) -> _Text:
    note = papers.newest(db, key)
    if note is None:
        return None
    answers = [said.answer for (_, question), said in papers.answers(db, (key,)).items() if question in note.asked]
    written = note.fields
    texts = [*(text for name, text in written.items() if name != "link"), *answers, written["link"]]
    return note.about.isoformat(), note.headline, "\n".join(filter(None, texts))


def _reading(db: Database, key: str) -> _Text:
    plan, _, address = key.partition(":")
    mark = readings.of(db, plan, (address,)).get(address)
    return (mark.day.isoformat(), mark.title or address, f"{mark.line}\n{mark.title}") if mark and mark.line else None


def _recall(db: Database, key: str) -> _Text:
    plan, _, name = key.partition(":")
    row = db.row("SELECT day FROM recall_questions WHERE plan = ? AND key = ? ORDER BY at LIMIT 1", (plan, name))
    own = recall.own(db, plan, name)
    if row is None or own is None or own.dropped:
        return None
    return row["day"], f"week {own.week}", f"{own.question}\n{own.answer}"


def _experiment(db: Database, key: str) -> _Text:
    record = experiments.get(db, key)
    if record is None or record.dropped:
        return None
    texts = (record.title, record.hypothesis, record.conclusion)
    return record.about.isoformat(), record.title, "\n".join(filter(None, texts))


_READERS = {
    "entry": _entry,
    "paper": _paper,
    "reading": _reading,
    "recall": _recall,
    "experiment": _experiment,
}
