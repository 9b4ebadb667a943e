"""What help was taken: hints seen, and references shown before acceptance."""

from studytui.domain.moment import Moment
from studytui.store.database import Database, new_id, to_text


def seen(db: Database, exercise: str) -> int:
    """How many hints of an exercise were seen."""
    row = db.row("SELECT COUNT(DISTINCT number) AS seen FROM hints WHERE exercise = ?", (exercise,))
    return int(row["seen"]) if row else 0


def add(db: Database, when: Moment, exercise: str, number: int) -> None:
    """Record that a hint was shown; once per hint."""
    db.run(
        "INSERT OR IGNORE INTO hints VALUES (?, ?, ?, ?, ?, ?)",
        (new_id(), db.machine, exercise, number, when.day.isoformat(), to_text(when.at)),
    )


def gave_up(db: Database, exercise: str) -> bool:
    """Whether the reference was shown before acceptance."""
    return db.row("SELECT 1 FROM reveals WHERE exercise = ?", (exercise,)) is not None


def give_up(db: Database, when: Moment, exercise: str) -> None:
    """Record that the reference is shown before acceptance; once per exercise."""
    db.run(
        "INSERT OR IGNORE INTO reveals VALUES (?, ?, ?, ?, ?)",
        (new_id(), db.machine, exercise, when.day.isoformat(), to_text(when.at)),
    )
