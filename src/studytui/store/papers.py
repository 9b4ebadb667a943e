"""Paper notes and what became of their questions: every version is kept, the newest is shown."""

import sqlite3
from collections.abc import Collection
from datetime import date

from studytui.domain.moment import Moment
from studytui.domain.paper import PAPER_FIELDS, PaperNote, QuestionAnswer
from studytui.frozen import replace
from studytui.store import drafts
from studytui.store.database import Database, Value, later, new_id

PREFIX = "paper/"
"""What the keys of drafts of paper notes begin with."""


def draft_key(note: str) -> str:
    """The key of a note's draft."""
    return f"{PREFIX}{note}"


def save(db: Database, when: Moment, note: PaperNote) -> PaperNote:
    """Add a version, unless the newest one reads the same, and drop the draft it came from."""
    with db.transaction():
        drafts.drop(db, draft_key(note.id))
        return _add(db, when, note)


def drop(db: Database, when: Moment, note: PaperNote) -> None:
    """Let a note go: its rows stay, and it is shown no more."""
    with db.transaction():
        drafts.drop(db, draft_key(note.id))
        if newest(db, note.id) is not None:
            _add(db, when, note, dropped=True)


def newest(db: Database, note: str) -> PaperNote | None:
    """The newest version of a note; None where there is none, or it was dropped."""
    row = _newest_row(db, note)
    return _note(row) if row is not None and not row["dropped"] else None


def let_go(db: Database) -> tuple[PaperNote, ...]:
    """The notes that were dropped, the newest first."""
    return _notes(db, "", dropped=True)


def every(db: Database) -> tuple[PaperNote, ...]:
    """All notes, the newest first."""
    return _notes(db, "")


def between(db: Database, first: date, last: date) -> tuple[PaperNote, ...]:
    """The notes begun on those days, first and last included, the newest first."""
    return _notes(db, "AND about BETWEEN ? AND ?", first.isoformat(), last.isoformat())


def asking(db: Database, since: date | None = None) -> tuple[PaperNote, ...]:
    """The notes with questions, answered or not, the newest first; those begun since that day."""
    return _notes(db, "AND questions <> '' AND about >= ?", since.isoformat() if since else "")


def answer(db: Database, when: Moment, note: str, question: str, text: str, *, closed: bool) -> None:
    """Say what became of a question: answered, closed without an answer, or open again."""
    with db.transaction():
        row = db.row(
            "SELECT answer, closed, at FROM question_answers WHERE note = ? AND question = ? ORDER BY at DESC LIMIT 1",
            (note, question),
        )
        if row is not None and (row["answer"], bool(row["closed"])) == (text, closed):
            return
        at = later(when.at, row["at"] if row else None)
        db.run(
            "INSERT INTO question_answers (id, machine, note, question, answer, closed, day, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (new_id(), db.machine, note, question, text, int(closed), when.day.isoformat(), at),
        )


def answers(db: Database, notes: Collection[str]) -> dict[tuple[str, str], QuestionAnswer]:
    """The last word on each question of those notes, by note and question."""
    if not notes:
        return {}
    marks = ", ".join("?" * len(notes))
    rows = db.rows(
        f"SELECT note, question, answer, closed, day, MAX(at) FROM question_answers WHERE note IN ({marks}) "  # noqa: S608  # marks only
        "GROUP BY note, question",
        tuple(notes),
    )
    return {
        (row["note"], row["question"]): QuestionAnswer(
            row["answer"], bool(row["closed"]), date.fromisoformat(row["day"])
        )
        for row in rows
    }


def _add(db: Database, when: Moment, note: PaperNote, *, dropped: bool = False) -> PaperNote:
    row = _newest_row(db, note.id)
    before = _note(row) if row is not None else None
    saved = replace(note, version=before.version + 1 if before else 1)
    if row is not None and before is not None:
        if not dropped and not row["dropped"] and before == replace(note, version=before.version):
            return before
        saved = replace(saved, about=before.about)
    texts: list[Value] = [saved.fields[name] for name in _NAMES]
    at = later(when.at, row["at"] if row else None)
    db.run(
        f"INSERT INTO paper_notes (id, machine, note, version, {', '.join(_NAMES)}, dropped, about, day, at) "  # noqa: S608  # a constant
        f"VALUES (?, ?, ?, ?, {', '.join('?' * len(_NAMES))}, ?, ?, ?, ?)",
        (
            *(new_id(), db.machine, saved.id, saved.version, *texts, int(dropped)),
            *(saved.about.isoformat(), when.day.isoformat(), at),
        ),
    )
    return saved


_NAMES = tuple(name for name, _, _ in PAPER_FIELDS)
_ORDER = "ORDER BY at DESC, id DESC LIMIT 1"


def _newest_row(db: Database, note: str) -> sqlite3.Row | None:
    return db.row(f"SELECT * FROM paper_notes WHERE note = ? {_ORDER}", (note,))  # noqa: S608  # a constant


def _notes(db: Database, where: str, *values: str, dropped: bool = False) -> tuple[PaperNote, ...]:
    rows = db.rows(
        f"SELECT * FROM paper_notes AS it WHERE dropped = ? {where} "  # noqa: S608  # constants
        f"AND id = (SELECT id FROM paper_notes WHERE note = it.note {_ORDER}) ORDER BY about DESC, note",
        (int(dropped), *values),
    )
    return tuple(_note(row) for row in rows)


def _note(row: sqlite3.Row) -> PaperNote:
    texts = {name: row[name] for name in _NAMES}
    return PaperNote(row["note"], date.fromisoformat(row["about"]), **texts, version=row["version"])
