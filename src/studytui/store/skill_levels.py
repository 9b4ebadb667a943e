"""How the learner rates their own skills, from 0 to 5: every rating is kept."""

import sqlite3
from datetime import date

from studytui.domain.moment import Moment
from studytui.frozen import dataclass
from studytui.store.database import Database, later, new_id


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating of a skill on a day."""

    skill: str
    level: int
    day: date
    note: str = ""


def rate(db: Database, when: Moment, plan: str, skill: str, level: int, note: str = "") -> Rating:
    """Rate a skill; the same level on another day is a rating of its own."""
    with db.transaction():
        row = db.row("SELECT MAX(at) AS at FROM skill_levels WHERE plan = ? AND skill = ?", (plan, skill))
        at = later(when.at, row["at"] if row else None)
        values = (new_id(), db.machine, plan, skill, level, note, when.day.isoformat(), at)
        db.run("INSERT INTO skill_levels VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    return Rating(skill, level, when.day, note)


def of_plan(db: Database, plan: str) -> dict[str, tuple[Rating, ...]]:
    """Every rating in a plan by skill, oldest first."""
    found: dict[str, tuple[Rating, ...]] = {}
    for row in db.rows("SELECT skill, level, day, note FROM skill_levels WHERE plan = ? ORDER BY skill, at", (plan,)):
        found[row["skill"]] = (*found.get(row["skill"], ()), _rating(row))
    return found


def _rating(row: sqlite3.Row) -> Rating:
    return Rating(row["skill"], row["level"], date.fromisoformat(row["day"]), row["note"])
