"""Counters: problems solved, posts written. Every step is kept, the total is their sum."""

from studytui.domain.moment import Moment
from studytui.frozen import dataclass
from studytui.store.database import Database, later, new_id


@dataclass(frozen=True, slots=True)
class Counted:
    """A counter's total, and the target the learner gave it, if any."""

    total: int
    target_min: int | None = None
    target_max: int | None = None


def add(
    db: Database, when: Moment, plan: str, counter: str, amount: int, *,
    target: tuple[int, int] | None = None, note: str = "",
) -> None:  # fmt: skip
    """Add a step, which may be negative; a target holds until another is given."""
    low, high = target or (None, None)
    with db.transaction():
        row = db.row("SELECT MAX(at) AS at FROM counts WHERE plan = ? AND counter = ?", (plan, counter))
        at = later(when.at, row["at"] if row else None)
        values = (new_id(), db.machine, plan, counter, amount, low, high, note, when.day.isoformat(), at)
        db.run("INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def of_plan(db: Database, plan: str) -> dict[str, Counted]:
    """Every counter that was ever moved or given a target, in the order of their first steps."""
    found: dict[str, Counted] = {}
    rows = db.rows("SELECT counter, amount, target_min, target_max FROM counts WHERE plan = ? ORDER BY at", (plan,))
    for row in rows:
        before = found.get(row["counter"], Counted(0))
        given = row["target_min"] is not None
        low, high = (row["target_min"], row["target_max"]) if given else (before.target_min, before.target_max)
        found[row["counter"]] = Counted(before.total + row["amount"], low, high)
    return found
