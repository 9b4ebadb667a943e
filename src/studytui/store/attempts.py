"""Attempts: the facts in one row, the source once per text, the report beside."""

import sqlite3
from collections.abc import Collection
from datetime import date

from studytui.domain.attempt import Attempt, AttemptDetail, Purpose, Standing
from studytui.domain.exercise import ExerciseState
from studytui.domain.moment import Moment
from studytui.domain.report import Report, Verdict
from studytui.domain.report_json import report_from_json, report_json
from studytui.frozen import replace
from studytui.store import hints
from studytui.store.database import Database, Value, later, new_id, to_text, to_time


def sha_of(source: bytes) -> str:
    """How a source is known: by its SHA-256."""
    import hashlib

    return hashlib.sha256(source).hexdigest()


def add(
    db: Database,
    when: Moment,
    source: bytes,
    report: Report,
    *,
    purpose: Purpose = Purpose.PRACTICE,
    after: str | None = None,
) -> Attempt:
    """Record one graded run; as later than the time `after`, even when the clock was set back since."""
    import json

    attempt = Attempt(
        id=new_id(),
        exercise=report.exercise,
        at=to_time(later(when.at, after)),
        day=when.day,
        seed=report.seed,
        verdict=report.verdict,
        score=report.score,
        max_score=report.max_score,
        elapsed_ms=report.elapsed_ms,
        source_sha=sha_of(source),
        purpose=purpose,
        machine=db.machine,
    )
    with db.transaction():
        db.run("INSERT OR IGNORE INTO sources VALUES (?, ?)", (attempt.source_sha, source))
        db.run(_INSERT, _values(db, attempt))
        db.run("INSERT INTO attempt_reports VALUES (?, ?)", (attempt.id, json.dumps(report_json(report))))
    return attempt


def history(
    db: Database, exercise: str, purpose: Purpose = Purpose.PRACTICE, *, since: str = ""
) -> tuple[Attempt, ...]:
    """An exercise's attempts of one purpose, oldest first; only those from the time `since` on, if it is given."""
    found = db.rows(
        "SELECT * FROM attempts WHERE exercise = ? AND purpose = ? AND at >= ? ORDER BY at, rowid",
        (exercise, purpose.value, since),
    )
    return tuple(_attempt(row) for row in found)


def last(db: Database, exercise: str, purpose: Purpose = Purpose.PRACTICE, *, since: str = "") -> Attempt | None:
    """The newest attempt of one purpose at an exercise."""
    row = db.row(
        "SELECT * FROM attempts WHERE exercise = ? AND purpose = ? AND at >= ? ORDER BY at DESC, rowid DESC LIMIT 1",
        (exercise, purpose.value, since),
    )
    return _attempt(row) if row else None


def between(db: Database, first: date, last: date) -> tuple[Attempt, ...]:
    """Practice of those days, first and last included, oldest first."""
    found = db.rows(
        "SELECT * FROM attempts WHERE day BETWEEN ? AND ? AND purpose = 'practice' ORDER BY at, rowid",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(_attempt(row) for row in found)


def is_kept(db: Database, sha: str) -> bool:
    """Whether a source was ever graded, so that it can be had back."""
    return db.row("SELECT 1 FROM sources WHERE sha = ?", (sha,)) is not None


def detail(db: Database, attempt: Attempt) -> AttemptDetail:
    """An attempt with its source and report."""
    import json

    row = db.row(
        "SELECT source, report FROM sources, attempt_reports WHERE sha = ? AND attempt = ?",
        (attempt.source_sha, attempt.id),
    )
    if row is None:
        raise LookupError(f"no attempt {attempt.id}")
    return AttemptDetail(attempt, row["source"].decode("utf-8", "replace"), report_from_json(json.loads(row["report"])))


def standings(db: Database, exercises: Collection[str] | None = None) -> dict[str, Standing]:
    """What the practice of each exercise adds up to, in one query; exercises never tried are left out.

    The best score stands with the `max_score` of the run that reached it.
    """
    if exercises is not None and not exercises:
        return {}
    values = () if exercises is None else tuple(exercises)
    where = "" if exercises is None else f"AND exercise IN ({', '.join('?' * len(values))})"
    rows = db.rows(_STANDINGS.format(where=where), values)
    return {
        row["exercise"]: Standing(
            ExerciseState.ACCEPTED if row["accepted"] else ExerciseState.TRIED,
            row["best"],
            row["max_score"],
            row["attempts"],
        )
        for row in rows
    }


def standing(db: Database, exercise: str) -> Standing:
    """What one exercise's attempts add up to, with the hints seen and whether the reference was asked for."""
    found = standings(db, (exercise,)).get(exercise, Standing())
    return replace(found, hints=hints.seen(db, exercise), gave_up=hints.gave_up(db, exercise))


_INSERT = """
INSERT INTO attempts
    (id, machine, exercise, day, at, seed, verdict, score, max_score, elapsed_ms, source_sha, purpose)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

# SQLite gives `max_score` from the row that holds the maximum.
_STANDINGS = """
SELECT exercise, COUNT(*) AS attempts, MAX(score) AS best, max_score, SUM(verdict = 'accepted') AS accepted
FROM attempts WHERE purpose = 'practice' {where} GROUP BY exercise
"""


def _values(db: Database, attempt: Attempt) -> tuple[Value, ...]:
    return (
        attempt.id,
        db.machine,
        attempt.exercise,
        attempt.day.isoformat(),
        to_text(attempt.at),
        attempt.seed,
        attempt.verdict.value,
        attempt.score,
        attempt.max_score,
        attempt.elapsed_ms,
        attempt.source_sha,
        attempt.purpose.value,
    )


def _attempt(row: sqlite3.Row) -> Attempt:
    return Attempt(
        id=row["id"],
        exercise=row["exercise"],
        at=to_time(row["at"]),
        day=date.fromisoformat(row["day"]),
        seed=row["seed"],
        verdict=Verdict(row["verdict"]),
        score=row["score"],
        max_score=row["max_score"],
        elapsed_ms=row["elapsed_ms"],
        source_sha=row["source_sha"],
        purpose=Purpose(row["purpose"]),
        machine=row["machine"],
    )
