"""Recall questions of the learner's own, and what was recalled: every version is kept, the newest holds."""

import sqlite3
from collections.abc import Collection
from datetime import date

from studytui.domain.moment import Moment
from studytui.frozen import dataclass
from studytui.store.database import Database, later, new_id


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of the learner's own, to be asked in that week of the plan."""

    key: str
    week: int
    question: str
    answer: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Recalled:
    """Whether the answer was there when the question was last asked."""

    recalled: bool
    day: date


def keep(db: Database, when: Moment, plan: str, own: OwnQuestion) -> None:
    """Add a version of a question, unless the newest one says the same."""
    with db.transaction():
        row = db.row(
            f"SELECT {_COLUMNS}, at FROM recall_questions WHERE plan = ? AND key = ? ORDER BY at DESC LIMIT 1",  # noqa: S608  # a constant
            (plan, own.key),
        )
        if row is not None and _own(row) == own:
            return
        at = later(when.at, row["at"] if row else None)
        db.run(
            f"INSERT INTO recall_questions (id, machine, plan, day, at, {_COLUMNS}) "  # noqa: S608  # a constant
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(new_id(), db.machine, plan, when.day.isoformat(), at),
                *(own.key, own.week, own.question, own.answer, int(own.dropped)),
            ),
        )


def own_of(db: Database, plan: str, weeks: Collection[int]) -> tuple[OwnQuestion, ...]:
    """The learner's questions of those weeks, in the order in which they were first written."""
    marks = ", ".join("?" * len(weeks))
    rows = db.rows(
        f"SELECT {_COLUMNS}, MAX(at) FROM recall_questions AS mine "  # noqa: S608  # a constant, and marks
        f"WHERE plan = ? AND week IN ({marks}) GROUP BY key "
        "ORDER BY (SELECT MIN(at) FROM recall_questions WHERE plan = mine.plan AND key = mine.key), "
        "(SELECT MIN(rowid) FROM recall_questions WHERE plan = mine.plan AND key = mine.key)",
        (plan, *weeks),
    )
    return tuple(own for own in map(_own, rows) if not own.dropped)


def own(db: Database, plan: str, key: str) -> OwnQuestion | None:
    """One of the learner's questions, dropped or not."""
    row = db.row(
        f"SELECT {_COLUMNS} FROM recall_questions WHERE plan = ? AND key = ? ORDER BY at DESC LIMIT 1",  # noqa: S608  # a constant
        (plan, key),
    )
    return _own(row) if row else None


def answer(db: Database, when: Moment, plan: str, key: str, *, recalled: bool) -> None:
    """Record whether the answer was there; every asking is a row of its own."""
    with db.transaction():
        row = db.row("SELECT MAX(at) AS at FROM recall_answers WHERE plan = ? AND key = ?", (plan, key))
        at = later(when.at, row["at"] if row else None)
        db.run(
            "INSERT INTO recall_answers (id, machine, plan, key, recalled, day, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (new_id(), db.machine, plan, key, int(recalled), when.day.isoformat(), at),
        )


def answers(db: Database, plan: str, keys: Collection[str]) -> dict[str, Recalled]:
    """What was recalled last of those questions."""
    if not keys:
        return {}
    marks = ", ".join("?" * len(keys))
    rows = db.rows(
        f"SELECT key, recalled, day, MAX(at) FROM recall_answers WHERE plan = ? AND key IN ({marks}) GROUP BY key",  # noqa: S608  # marks only
        (plan, *keys),
    )
    return {row["key"]: Recalled(bool(row["recalled"]), date.fromisoformat(row["day"])) for row in rows}


def missed(db: Database, plan: str) -> dict[str, date]:
    """The questions that were not recalled when they were last asked, and when that was, the longest ago first."""
    rows = db.rows(
        "SELECT * FROM (SELECT key, recalled, day, MAX(at) AS last FROM recall_answers WHERE plan = ? GROUP BY key) "
        "WHERE NOT recalled ORDER BY last",
        (plan,),
    )
    return {row["key"]: date.fromisoformat(row["day"]) for row in rows}


_COLUMNS = "key, week, question, answer, dropped"


def _own(row: sqlite3.Row) -> OwnQuestion:
    return OwnQuestion(row["key"], row["week"], row["question"], row["answer"], bool(row["dropped"]))
