"""What changed the calendar of a plan: pauses, moves, other study days, missed days let go.

A change that no longer holds is kept with the time at which it ended.
"""

import sqlite3
from datetime import date
from enum import StrEnum

from studytui.domain.moment import Moment
from studytui.domain.schedule import Era, Jump, Pause, Schedule
from studytui.frozen import dataclass
from studytui.store.database import Database, new_id, to_text


class ChangeKind(StrEnum):
    """What a change is."""

    PAUSE = "pause"
    MOVE = "move"
    JUMP = "jump"
    DAYS = "days"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Laid:
    """The changes that hold; `skipped` is the day on which missed days were last let go."""

    pauses: tuple[Pause, ...]
    eras: tuple[Era, ...]
    jumps: tuple[Jump, ...]
    skipped: date | None


Row = tuple[str, str, str, str, str]
"""Kind, first day, last day, value, reason."""


def of(db: Database, plan: str) -> Laid:
    """The changes of a plan that hold."""
    # The same change made on two machines that knew nothing of each other counts once.
    rows = list(dict.fromkeys(tuple(row)[1:] for row in _rows(db, plan)))
    skips = [_day(first) for kind, first, *_ in rows if kind == ChangeKind.SKIP]
    return Laid(
        pauses=tuple(
            Pause(_day(first), _day(last), reason, moved=kind == ChangeKind.MOVE)
            for kind, first, last, _, reason in rows
            if kind in (ChangeKind.PAUSE, ChangeKind.MOVE)
        ),
        eras=tuple(Era(_day(first), days_of(value)) for kind, first, _, value, _ in rows if kind == ChangeKind.DAYS),
        jumps=tuple(Jump(_day(first), int(value)) for kind, first, _, value, _ in rows if kind == ChangeKind.JUMP),
        skipped=max(skips, default=None),
    )


def fit(db: Database, when: Moment, plan: str, schedule: Schedule) -> None:
    """Let a schedule's changes hold, and no others; the caller holds the transaction."""
    wanted = _wanted(schedule)
    for row in _rows(db, plan):
        change: Row = tuple(row)[1:]
        if change[0] == ChangeKind.SKIP:
            continue
        if change in wanted:
            wanted.remove(change)
        else:
            db.run("UPDATE schedule_changes SET removed_at = ? WHERE id = ?", (to_text(when.at), row["id"]))
    for change in wanted:
        _add(db, when, plan, change)


def skip(db: Database, when: Moment, plan: str) -> None:
    """Remember that the days missed before today were let go."""
    today = when.day.isoformat()
    _add(db, when, plan, (ChangeKind.SKIP.value, today, today, "", ""))


def days_text(days: tuple[int, ...]) -> str:
    """Weekday numbers as they are stored."""
    return ",".join(map(str, days))


def days_of(text: str) -> tuple[int, ...]:
    """The weekday numbers that `days_text` wrote."""
    return tuple(int(day) for day in text.split(","))


def _wanted(schedule: Schedule) -> list[Row]:
    kinds = {True: ChangeKind.MOVE.value, False: ChangeKind.PAUSE.value}
    pauses = [
        (kinds[pause.moved], pause.first.isoformat(), pause.last.isoformat(), "", pause.reason)
        for pause in schedule.pauses
    ]
    eras = [
        (ChangeKind.DAYS.value, era.first.isoformat(), era.first.isoformat(), days_text(era.study_days), "")
        for era in schedule.eras
    ]
    jumps = [
        (ChangeKind.JUMP.value, jump.on.isoformat(), jump.on.isoformat(), str(jump.slots), "")
        for jump in schedule.jumps
    ]
    return [*pauses, *eras, *jumps]


def _rows(db: Database, plan: str) -> list[sqlite3.Row]:
    return db.rows(
        "SELECT id, kind, first, last, value, reason FROM schedule_changes "
        "WHERE plan = ? AND removed_at IS NULL ORDER BY first, at, last, kind, value, reason",
        (plan,),
    )


def _add(db: Database, when: Moment, plan: str, change: Row) -> None:
    db.run(
        "INSERT INTO schedule_changes (id, machine, plan, kind, first, last, value, reason, day, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (new_id(), db.machine, plan, *change, when.day.isoformat(), to_text(when.at)),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
