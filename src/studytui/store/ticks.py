"""Ticks: every change is kept, the newest one tells whether a thing is done."""

import sqlite3
from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum

from studytui.domain.moment import Moment
from studytui.frozen import dataclass
from studytui.store.database import Database, later, new_id, to_text, to_time


class TickSource(StrEnum):
    """What ticked: a hand, an accepted exercise, the week's last day, its export, or the file a plan came from."""

    HAND = "hand"
    ACCEPTED = "accepted"
    LAST_DAY = "last_day"
    EXPORT = "export"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Tick:
    """The newest word on one address of a plan: a task `<unit>/<task>`, or a unit or goal by its id."""

    address: str
    done: bool
    source: TickSource
    day: date
    at: datetime


def set_done(
    db: Database, when: Moment, plan: str, address: str, source: TickSource, *, done: bool, initially: bool = False
) -> bool:
    """Tick or untick; returns False, adding nothing, when it already stood so.

    `initially` says how it stood before the first word: what a plan's author knew to be done can be unticked.
    """
    with db.transaction():
        newest = of(db, plan, (address,)).get(address)
        if (newest.done if newest else initially) == done:
            return False
        at = later(when.at, to_text(newest.at) if newest else None)
        db.run(
            "INSERT INTO ticks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (new_id(), db.machine, plan, address, int(done), source.value, when.day.isoformat(), at),
        )
    return True


def of(db: Database, plan: str, addresses: Collection[str]) -> dict[str, Tick]:
    """The newest tick of each of those addresses; those never ticked are left out."""
    if not addresses:
        return {}
    marks = ", ".join("?" * len(addresses))
    rows = db.rows(
        f"SELECT address, done, source, day, MAX(at) AS at FROM ticks WHERE plan = ? AND address IN ({marks}) "  # noqa: S608  # marks only
        "GROUP BY address",
        (plan, *addresses),
    )
    return {row["address"]: _tick(row) for row in rows}


def of_plan(db: Database, plan: str) -> dict[str, Tick]:
    """The newest tick of every address of a plan."""
    rows = db.rows(
        "SELECT address, done, source, day, MAX(at) AS at FROM ticks WHERE plan = ? GROUP BY address", (plan,)
    )
    return {row["address"]: _tick(row) for row in rows}


def ever_by(db: Database, plan: str, source: TickSource, addresses: Collection[str]) -> set[str]:
    """Those of the addresses that this source has ticked before, whatever was done to them since."""
    marks = ", ".join("?" * len(addresses))
    rows = db.rows(
        f"SELECT DISTINCT address FROM ticks WHERE plan = ? AND source = ? AND address IN ({marks})",  # noqa: S608  # marks only
        (plan, source.value, *addresses),
    )
    return {row["address"] for row in rows}


def _tick(row: sqlite3.Row) -> Tick:
    return Tick(
        address=row["address"],
        done=bool(row["done"]),
        source=TickSource(row["source"]),
        day=date.fromisoformat(row["day"]),
        at=to_time(row["at"]),
    )
