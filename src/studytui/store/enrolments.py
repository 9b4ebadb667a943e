"""Which plans are followed, and how they lie on the calendar; the plan used last is the current one."""

import sqlite3
from datetime import date

from studytui.domain.enrolment import Enrolment
from studytui.domain.moment import Moment
from studytui.domain.schedule import Pause, Schedule
from studytui.store import schedule_changes
from studytui.store.database import Database, Value, later, new_id, to_text, to_time

NEVER_USED = ""
"""Stands for the time a plan was used in one that is only kept in view; it sorts before every time."""

# Two machines may each have had a first plan; of those, the one taken up first keeps the journal itself.
_SELECT = """
SELECT *, folder = '' AND EXISTS (
    SELECT 1 FROM enrolments AS other WHERE other.folder = '' AND (other.at, other.plan) < (mine.at, mine.plan)
) AS second FROM enrolments AS mine
"""


def current(db: Database) -> Enrolment | None:
    """The plan used last."""
    row = db.row(f"{_SELECT} WHERE dropped_at IS NULL ORDER BY used_at DESC, plan LIMIT 1")
    return _enrolment(db, row) if row else None


def in_view(db: Database) -> tuple[Enrolment, ...]:
    """The plans that are followed, the current one first; those dropped are left out."""
    rows = db.rows(f"{_SELECT} WHERE dropped_at IS NULL ORDER BY used_at DESC, at, plan")
    return tuple(_enrolment(db, row) for row in rows)


def of_plan(db: Database, plan: str) -> Enrolment | None:
    """The enrolment in a plan, dropped or not."""
    row = db.row(f"{_SELECT} WHERE plan = ?", (plan,))
    return _enrolment(db, row) if row else None


def plans(db: Database) -> tuple[str, ...]:
    """Ids of the plans that were ever followed, the current one first."""
    return tuple(row["plan"] for row in db.rows("SELECT plan FROM enrolments ORDER BY used_at DESC, plan"))


def add(db: Database, when: Moment, plan: str, schedule: Schedule, minutes: int, *, use: bool = True) -> Enrolment:
    """Follow a plan from now on, as the current one or beside it; one followed before gets that schedule.

    The first plan ever followed writes its weekly notes into the journal itself, each later one into a folder of its
    own there, whichever is current: no file of theirs ever moves.
    """
    at, day = to_text(when.at), when.day.isoformat()
    with db.transaction():
        others = db.row("SELECT 1 FROM enrolments WHERE plan <> ? AND folder = ''", (plan,))
        values: tuple[Value, ...] = (
            *(new_id(), db.machine, plan, schedule.start.isoformat(), schedule_changes.days_text(schedule.study_days)),
            *(schedule.slots, schedule.weeks_total, minutes, day, at, NEVER_USED, _changed(db, when, plan)),
            *(plan if others else "", None, _viewed(db, when, plan)),
        )
        db.run(
            f"INSERT INTO enrolments VALUES ({', '.join('?' * 15)}) ON CONFLICT (plan) DO UPDATE SET "  # noqa: S608  # marks only
            "start = excluded.start, study_days = excluded.study_days, slots = excluded.slots, dropped_at = NULL, "
            "weeks_total = excluded.weeks_total, minutes = excluded.minutes, changed_at = excluded.changed_at, "
            "viewed_at = excluded.viewed_at",
            values,
        )
        schedule_changes.fit(db, when, plan, schedule)
        if use:
            _use(db, when, plan)
    return _known(db, plan)


def use(db: Database, when: Moment, plan: str) -> None:
    """Make a plan that is followed the current one, with everything as it was."""
    with db.transaction():
        _use(db, when, plan)


def keep(db: Database, when: Moment, plan: str) -> None:
    """Take a dropped plan into view again, with everything as it was."""
    with db.transaction():
        db.run(
            "UPDATE enrolments SET dropped_at = NULL, viewed_at = ? WHERE plan = ? AND dropped_at IS NOT NULL",
            (_viewed(db, when, plan), plan),
        )


def drop(db: Database, when: Moment, plan: str) -> None:
    """Take a plan out of view; nothing of it is forgotten."""
    with db.transaction():
        at = _viewed(db, when, plan)
        db.run(
            "UPDATE enrolments SET dropped_at = ?, used_at = ?, viewed_at = ? WHERE plan = ?",
            (at, NEVER_USED, at, plan),
        )


def lay(db: Database, when: Moment, plan: str, schedule: Schedule, minutes: int | None = None) -> Enrolment:
    """Give a plan that schedule, and that length of its hour; what was laid before stays on record."""
    with db.transaction():
        db.run(
            "UPDATE enrolments SET start = ?, study_days = ?, weeks_total = ?, minutes = COALESCE(?, minutes), "
            "changed_at = ? WHERE plan = ?",
            (
                *(schedule.start.isoformat(), schedule_changes.days_text(schedule.study_days), schedule.weeks_total),
                *(minutes, _changed(db, when, plan), plan),
            ),
        )
        schedule_changes.fit(db, when, plan, schedule)
    return _known(db, plan)


def fit(db: Database, plan: str, weeks_total: int) -> Enrolment:
    """Let a plan end where its newest version does: no word of the learner's, and none of theirs yields to it."""
    db.run("UPDATE enrolments SET weeks_total = ? WHERE plan = ?", (weeks_total, plan))
    return _known(db, plan)


def skip(db: Database, when: Moment, plan: str) -> None:
    """Remember that the days missed so far were let go."""
    schedule_changes.skip(db, when, plan)


def pause(db: Database, when: Moment, plan: str, pause: Pause) -> None:
    """Add days that do not count to a plan that is followed."""
    lay(db, when, plan, _known(db, plan).schedule.paused(pause))


def _use(db: Database, when: Moment, plan: str) -> None:
    newest = db.row("SELECT MAX(used_at) AS at FROM enrolments WHERE plan <> ?", (plan,))
    at = later(when.at, newest["at"] or None if newest else None)
    at = max(at, _viewed(db, when, plan))
    db.run("UPDATE enrolments SET used_at = ?, dropped_at = NULL, viewed_at = ? WHERE plan = ?", (at, at, plan))


def _viewed(db: Database, when: Moment, plan: str) -> str:
    """The time of a new word on whether a plan is in view: after the last one, whatever the clock says."""
    row = db.row("SELECT viewed_at FROM enrolments WHERE plan = ?", (plan,))
    return later(when.at, row["viewed_at"] if row else None)


def _changed(db: Database, when: Moment, plan: str) -> str:
    """The time of a new word on a plan's calendar, likewise."""
    row = db.row("SELECT changed_at FROM enrolments WHERE plan = ?", (plan,))
    return later(when.at, row["changed_at"] if row else None)


def _known(db: Database, plan: str) -> Enrolment:
    found = of_plan(db, plan)
    if found is None:
        raise LookupError(f"no enrolment in {plan}")
    return found


def _enrolment(db: Database, row: sqlite3.Row) -> Enrolment:
    laid = schedule_changes.of(db, row["plan"])
    schedule = Schedule(
        start=date.fromisoformat(row["start"]),
        weeks_total=row["weeks_total"],
        study_days=schedule_changes.days_of(row["study_days"]),
        slots=row["slots"],
        pauses=laid.pauses,
        eras=laid.eras,
        jumps=laid.jumps,
    )
    return Enrolment(
        row["id"], row["plan"], schedule, row["minutes"], to_time(row["at"]),
        row["plan"] if row["second"] else row["folder"], date.fromisoformat(row["day"]), laid.skipped,
    )  # fmt: skip
