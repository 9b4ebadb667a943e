"""Which plans are followed, and how they lie on the calendar; the plan used last is the current one."""

import sqlite3
from datetime import date

from studytui.domain.enrolment import Enrolment
from studytui.domain.moment import Moment
from studytui.domain.schedule import Pause, Schedule
from studytui.store.database import Database, Value, later, new_id, to_text, to_time


def current(db: Database) -> Enrolment | None:
    """The plan used last."""
    row = db.row("SELECT * FROM enrolments ORDER BY used_at DESC LIMIT 1")
    return _enrolment(db, row) if row else None


def of_plan(db: Database, plan: str) -> Enrolment | None:
    """The enrolment in a plan."""
    row = db.row("SELECT * FROM enrolments WHERE plan = ?", (plan,))
    return _enrolment(db, row) if row else None


def plans(db: Database) -> tuple[str, ...]:
    """Ids of the plans that were ever followed, the current one first."""
    return tuple(row["plan"] for row in db.rows("SELECT plan FROM enrolments ORDER BY used_at DESC"))


def add(db: Database, when: Moment, plan: str, schedule: Schedule, minutes: int) -> Enrolment:
    """Follow a plan from now on; a plan followed before is taken up again as it lies, with that schedule's dates."""
    at, day = to_text(when.at), when.day.isoformat()
    values: tuple[Value, ...] = (
        *(new_id(), db.machine, plan, schedule.start.isoformat(), ",".join(map(str, schedule.study_days))),
        *(schedule.slots, schedule.weeks_total, minutes, day, at, at, at),
    )
    with db.transaction():
        db.run(
            f"INSERT INTO enrolments VALUES ({', '.join('?' * 12)}) ON CONFLICT (plan) DO UPDATE SET "  # noqa: S608  # marks only
            "start = excluded.start, study_days = excluded.study_days, slots = excluded.slots, "
            "weeks_total = excluded.weeks_total, minutes = excluded.minutes, changed_at = excluded.changed_at",
            values,
        )
        _use(db, when, plan)
        found = of_plan(db, plan)
    if found is None:
        raise LookupError(f"no enrolment in {plan}")
    return found


def use(db: Database, when: Moment, plan: str) -> None:
    """Make a plan that is followed the current one, with everything as it was."""
    with db.transaction():
        _use(db, when, plan)


def pause(db: Database, when: Moment, plan: str, pause: Pause) -> None:
    """Add days that do not count to a plan that is followed."""
    db.run(
        "INSERT INTO schedule_pauses VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        (
            *(new_id(), db.machine, plan, pause.first.isoformat(), pause.last.isoformat(), pause.reason),
            *(when.day.isoformat(), to_text(when.at)),
        ),
    )


def _use(db: Database, when: Moment, plan: str) -> None:
    newest = db.row("SELECT MAX(used_at) AS at FROM enrolments WHERE plan <> ?", (plan,))
    db.run("UPDATE enrolments SET used_at = ? WHERE plan = ?", (later(when.at, newest["at"] if newest else None), plan))


def _enrolment(db: Database, row: sqlite3.Row) -> Enrolment:
    pauses = db.rows(
        "SELECT first, last, reason FROM schedule_pauses WHERE plan = ? AND removed_at IS NULL ORDER BY first",
        (row["plan"],),
    )
    schedule = Schedule(
        start=date.fromisoformat(row["start"]),
        weeks_total=row["weeks_total"],
        study_days=tuple(int(day) for day in row["study_days"].split(",")),
        slots=row["slots"],
        pauses=tuple(
            Pause(date.fromisoformat(pause["first"]), date.fromisoformat(pause["last"]), pause["reason"])
            for pause in pauses
        ),
    )
    return Enrolment(row["id"], row["plan"], schedule, row["minutes"], to_time(row["at"]))
