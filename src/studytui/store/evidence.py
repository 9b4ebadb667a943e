"""Linked repositories and the evidence of weeks: rows are only added, of those with the same key the newest holds."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from studytui.domain.evidence import Evidence, EvidenceKind
from studytui.domain.moment import Moment
from studytui.store.database import Database, Value, later, new_id, to_text, to_time


def link(db: Database, when: Moment, plan: str, path: Path, *, dropped: bool = False) -> bool:
    """Link a repository to a plan on this machine, or unlink it; returns False where it already stood so."""
    with db.transaction():
        newest = db.row(
            "SELECT dropped, at FROM repositories WHERE plan = ? AND machine = ? AND path = ? ORDER BY at DESC LIMIT 1",
            (plan, db.machine, str(path)),
        )
        if (bool(newest["dropped"]) if newest else True) == dropped:
            return False
        at = later(when.at, newest["at"] if newest else None)
        db.run(
            "INSERT INTO repositories VALUES (?, ?, ?, ?, ?, ?, ?)",
            (new_id(), db.machine, plan, str(path), int(dropped), when.day.isoformat(), at),
        )
    return True


def linked(db: Database, plan: str) -> tuple[Path, ...]:
    """The repositories linked to a plan on this machine, in the order of their paths."""
    rows = db.rows(
        "SELECT path, dropped, MAX(at) FROM repositories WHERE plan = ? AND machine = ? GROUP BY path ORDER BY path",
        (plan, db.machine),
    )
    return tuple(Path(row["path"]) for row in rows if not row["dropped"])


def add(db: Database, when: Moment, plan: str, week: int, evidence: Evidence, *, dropped: bool = False) -> bool:
    """Keep a piece of evidence of a week, or drop it; returns False where the newest row says the same."""
    said: tuple[Value, ...] = (
        *(evidence.kind.value, evidence.text, evidence.link, to_text(evidence.at), evidence.day.isoformat()),
        int(dropped),
    )
    with db.transaction():
        newest = db.row(
            "SELECT kind, text, link, made_at, day, dropped, at FROM evidence "
            "WHERE plan = ? AND week = ? AND address = ? AND value = ? ORDER BY at DESC LIMIT 1",
            (plan, week, evidence.address, evidence.value),
        )
        if (newest is None and dropped) or (newest is not None and tuple(newest)[:-1] == said):
            return False
        at = later(when.at, newest["at"] if newest else None)
        db.run(
            "INSERT INTO evidence (kind, text, link, made_at, day, dropped, id, machine, plan, week, address, value, "
            "at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*said, new_id(), db.machine, plan, week, evidence.address, evidence.value, at),
        )
    return True


def of_week(db: Database, plan: str, week: int) -> tuple[Evidence, ...]:
    """The evidence of a week, in the order in which it was made."""
    return tuple(evidence for _, evidence in _newest(db, "plan = ? AND week = ?", (plan, week)))


def weeks_of(db: Database, plan: str) -> set[int]:
    """The weeks of a plan that have any."""
    return {week for week, _ in _newest(db, "plan = ?", (plan,))}


_COLUMNS = "week, kind, value, text, link, made_at, day, dropped, address"


def _newest(db: Database, where: str, values: Sequence[Value]) -> list[tuple[int, Evidence]]:
    rows = db.rows(
        f"SELECT {_COLUMNS}, MAX(at) FROM evidence WHERE {where} "  # noqa: S608  # both are this module's own
        "GROUP BY plan, week, address, value ORDER BY made_at, value, address",
        values,
    )
    return [(row["week"], _evidence(row)) for row in rows if not row["dropped"]]


def _evidence(row: sqlite3.Row) -> Evidence:
    return Evidence(
        kind=EvidenceKind(row["kind"]),
        value=row["value"],
        text=row["text"],
        day=date.fromisoformat(row["day"]),
        at=to_time(row["made_at"]),
        address=row["address"],
        link=row["link"],
    )


def ever(db: Database, plan: str, week: int) -> set[str]:
    """Everything that was ever kept of a week as a whole, also what was dropped since."""
    rows = db.rows("SELECT DISTINCT value FROM evidence WHERE plan = ? AND week = ? AND address = ''", (plan, week))
    return {row["value"] for row in rows}
