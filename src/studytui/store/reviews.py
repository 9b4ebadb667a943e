"""Reviews: the log of ratings and marks, only ever added to, and the standing of each card that is derived from it."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from studytui.domain.moment import Moment
from studytui.domain.review import Card, Mark, Rating
from studytui.frozen import dataclass
from studytui.store.database import Database, later, new_id


@dataclass(frozen=True, slots=True)
class Review:
    """A rated review: failed attempts and hints in it, and the seconds it took since it was last opened."""

    item: str
    rating: Rating
    proposed: Rating
    failed: int
    hints: int
    seconds: float
    day: date
    at: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The first accepted practice of an exercise, with what it took until then."""

    exercise: str
    failed: int
    hints: int
    gave_up: bool
    day: date


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks of an item say now.

    `since` is when the review that waits for its rating was begun, `opened` when it was last opened, `hints` how many
    were seen in it; `since` is empty where none was begun.
    """

    since: str = ""
    opened: str = ""
    hints: int = 0
    snoozed_until: date | None = None
    retired: bool = False


def acceptances(db: Database, exercise: str | None = None) -> tuple[Acceptance, ...]:
    """The first acceptance of every exercise, or of one."""
    where, values = ("", ()) if exercise is None else ("AND exercise = ?", (exercise,))
    return tuple(
        Acceptance(row["exercise"], row["failed"], row["hints"], bool(row["gave_up"]), date.fromisoformat(row["day"]))
        for row in db.rows(_ACCEPTANCES.format(where=where), values)
    )


def unknown(db: Database) -> tuple[str, ...]:
    """Exercises that were accepted and have no card yet."""
    rows = db.rows(
        "SELECT DISTINCT exercise FROM attempts WHERE verdict = 'accepted' AND purpose = 'practice' "
        "AND 'exercise:' || exercise NOT IN (SELECT item FROM review_standing)"
    )
    return tuple(row["exercise"] for row in rows)


def of(db: Database, item: str) -> tuple[Review, ...]:
    """The rated reviews of an item, oldest first."""
    rows = db.rows("SELECT * FROM reviews WHERE item = ? ORDER BY at, id", (item,))
    return tuple(_review(row) for row in rows)


def between(db: Database, first: date, last: date) -> tuple[Review, ...]:
    """The rated reviews of those days, first and last included, oldest first."""
    days = first.isoformat(), last.isoformat()
    return tuple(_review(row) for row in db.rows("SELECT * FROM reviews WHERE day BETWEEN ? AND ? ORDER BY at", days))


def add(db: Database, when: Moment, item: str, rating: Rating, proposed: Rating, *, failed: int, hints: int,
        seconds: float) -> None:  # fmt: skip
    """Record a rating; the newest row of its item, even when the clock was set back."""
    day = when.day.isoformat()
    values = (int(proposed), int(rating), failed, hints, seconds, day, _newest(db, when, item))
    db.run("INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (new_id(), db.machine, item, *values))


def mark(db: Database, when: Moment, item: str, what: Mark, until: date | None = None) -> None:
    """Record what happened to an item besides a rating."""
    at = _newest(db, when, item)
    values = (what.word, until.isoformat() if until else None, when.day.isoformat(), at)
    db.run("INSERT INTO review_marks VALUES (?, ?, ?, ?, ?, ?, ?)", (new_id(), db.machine, item, *values))


def marks(db: Database, item: str) -> Marks:
    """What the marks of an item add up to: the newest word on resting holds, a rating ends what was begun."""
    rated = db.row("SELECT MAX(at) AS at FROM reviews WHERE item = ?", (item,))
    last = (rated["at"] if rated else None) or ""
    since, opened, hints, until, retired = "", "", 0, None, False
    for row in db.rows("SELECT mark, until, at FROM review_marks WHERE item = ? ORDER BY at, id", (item,)):
        what = Mark[row["mark"].upper()]
        if what in (Mark.SNOOZED, Mark.RETIRED, Mark.RESUMED):
            until, retired = row["until"], what is Mark.RETIRED
        elif row["at"] > last:
            since, opened = (since or row["at"], row["at"]) if what is Mark.BEGUN else (since, opened)
            hints += what is Mark.HINT
    return Marks(since, opened, hints if since else 0, date.fromisoformat(until) if until else None, retired)


def lay(db: Database, cards: Iterable[tuple[Card, float]]) -> None:
    """Write the standing of cards, each with its difficulty."""
    for card, difficulty in cards:
        found = marks(db, card.item)
        db.run(
            "INSERT OR REPLACE INTO review_standing "
            "(item, due, stability, difficulty, last_day, reviews, begun_at, snoozed_until, retired) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (card.item, card.due.isoformat(), card.stability, difficulty, card.last.isoformat(), card.reviews,
             found.since or None, found.snoozed_until.isoformat() if found.snoozed_until else None, found.retired),
        )  # fmt: skip


def follow_marks(db: Database, item: str) -> None:
    """Let the standing of an item say what its marks say; its ratings are as they were."""
    found = marks(db, item)
    until = found.snoozed_until.isoformat() if found.snoozed_until else None
    db.run(
        "UPDATE review_standing SET begun_at = ?, snoozed_until = ?, retired = ? WHERE item = ?",
        (found.since or None, until, found.retired, item),
    )


def forget_standings(db: Database) -> None:
    """Empty the derived table before it is laid anew."""
    db.run("DELETE FROM review_standing")


def card(db: Database, item: str) -> Card | None:
    """The card of an item."""
    row = db.row("SELECT * FROM review_standing WHERE item = ?", (item,))
    return _card(row) if row else None


def cards(db: Database, due_by: date | None = None) -> tuple[Card, ...]:
    """Every card, or those that fell due by a day and rest in no way."""
    if due_by is None:
        return tuple(_card(row) for row in db.rows("SELECT * FROM review_standing ORDER BY item"))
    rows = db.rows("SELECT * FROM review_standing WHERE due <= ? AND NOT retired", (due_by.isoformat(),))
    return tuple(_card(row) for row in rows)


def answered(db: Database, first: date, last: date) -> int:
    """How many items were rated or snoozed on those days."""
    days = first.isoformat(), last.isoformat()
    row = db.row(_ANSWERED, (*days, *days))
    return int(row["items"]) if row else 0


_ACCEPTANCES = """
SELECT exercise, day,
  (SELECT COUNT(DISTINCT source_sha) FROM attempts AS before
   WHERE before.exercise = first.exercise AND purpose = 'practice' AND verdict <> 'accepted' AND before.at < first.at)
  AS failed,
  (SELECT COUNT(DISTINCT number) FROM hints WHERE hints.exercise = first.exercise AND hints.at <= first.at) AS hints,
  EXISTS (SELECT 1 FROM reveals WHERE reveals.exercise = first.exercise AND reveals.at <= first.at) AS gave_up
FROM (
  SELECT exercise, day, MIN(at) AS at FROM attempts WHERE verdict = 'accepted' AND purpose = 'practice' {where}
  GROUP BY exercise
) AS first
"""

_ANSWERED = """
SELECT COUNT(*) AS items FROM (
  SELECT item FROM reviews WHERE day BETWEEN ? AND ?
  UNION
  SELECT item FROM (
    SELECT item, mark, MAX(at) FROM review_marks
    WHERE day BETWEEN ? AND ? AND mark IN ('snoozed', 'retired', 'resumed') GROUP BY item
  ) WHERE mark = 'snoozed'
)
"""


def _newest(db: Database, when: Moment, item: str) -> str:
    """A time after every row of the item."""
    row = db.row(
        "SELECT MAX(at) AS at FROM "
        "(SELECT at FROM reviews WHERE item = ? UNION ALL SELECT at FROM review_marks WHERE item = ?)",
        (item, item),
    )
    return later(when.at, row["at"] if row else None)


def _review(row: sqlite3.Row) -> Review:
    return Review(
        item=row["item"],
        rating=Rating(row["rating"]),
        proposed=Rating(row["proposed"]),
        failed=row["failed"],
        hints=row["hints"],
        seconds=row["seconds"],
        day=date.fromisoformat(row["day"]),
        at=row["at"],
    )


def _card(row: sqlite3.Row) -> Card:
    return Card(
        item=row["item"],
        due=date.fromisoformat(row["due"]),
        stability=row["stability"],
        last=date.fromisoformat(row["last_day"]),
        snoozed_until=date.fromisoformat(row["snoozed_until"]) if row["snoozed_until"] else None,
        retired=bool(row["retired"]),
        begun=row["begun_at"] is not None,
        reviews=row["reviews"],
    )
