"""When the learner was last here: what was studied, ticked, written or graded."""

from datetime import date

from studytui.store.database import Database


def last_day(db: Database, plan: str, first: date, end: date, *, attempts: bool) -> date | None:
    """The last day from `first` up to but not including `end` on which something was done for a plan.

    Attempts belong to no plan; `attempts` says whether they count.
    """
    span = (first.isoformat(), end.isoformat())
    row = db.row(_LAST, (plan, *span, plan, *span, plan, *span, int(attempts), *span))
    days = [day for day in row or () if day is not None]
    return date.fromisoformat(max(days)) if days else None


_LAST = """
SELECT
  (SELECT day FROM sessions WHERE plan = ? AND day >= ? AND day < ? AND abandoned = 0 ORDER BY day DESC LIMIT 1),
  (SELECT day FROM ticks WHERE plan = ? AND day >= ? AND day < ? ORDER BY day DESC LIMIT 1),
  (SELECT day FROM entries WHERE plan = ? AND day >= ? AND day < ? ORDER BY day DESC LIMIT 1),
  (SELECT day FROM attempts WHERE ? AND day >= ? AND day < ? ORDER BY day DESC LIMIT 1)
"""
