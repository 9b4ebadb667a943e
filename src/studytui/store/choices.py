"""What the learner chose where a plan leaves a choice: every word is kept, the newest one holds."""

from studytui.domain.moment import Moment
from studytui.store.database import Database, later, new_id


def choose(db: Database, when: Moment, plan: str, option: str, *, chosen: bool) -> None:
    """Choose an option of a plan, or take that back; the same word again adds nothing."""
    with db.transaction():
        row = db.row(
            "SELECT chosen, at FROM choices WHERE plan = ? AND option = ? ORDER BY at DESC LIMIT 1", (plan, option)
        )
        if bool(row["chosen"] if row else 0) != chosen:
            at = later(when.at, row["at"] if row else None)
            values = (new_id(), db.machine, plan, option, int(chosen), when.day.isoformat(), at)
            db.run("INSERT INTO choices VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def of_plan(db: Database, plan: str) -> set[str]:
    """The options of a plan that are chosen."""
    rows = db.rows("SELECT option, chosen, MAX(at) FROM choices WHERE plan = ? GROUP BY option", (plan,))
    return {row["option"] for row in rows if row["chosen"]}
