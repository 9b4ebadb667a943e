"""Drafts: text being typed, kept until it is saved as an entry."""

from datetime import date

from studytui.domain.entry import Draft
from studytui.domain.moment import Moment
from studytui.store.database import Database, to_text, to_time


def key_of(plan: str, day: date, field: str) -> str:
    """The key of a journal field's draft."""
    return f"{plan}/{day.isoformat()}/{field}"


def save(db: Database, when: Moment, key: str, text: str) -> None:
    """Keep what has been typed so far."""
    db.run(
        "INSERT INTO drafts VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
        "machine = excluded.machine, text = excluded.text, day = excluded.day, at = excluded.at",
        (key, db.machine, text, when.day.isoformat(), to_text(when.at)),
    )


def get(db: Database, key: str) -> Draft | None:
    """The draft under that key."""
    row = db.row("SELECT key, text, at FROM drafts WHERE key = ?", (key,))
    return Draft(row["key"], row["text"], to_time(row["at"])) if row else None


def of_days(db: Database, plan: str, first: date, last: date) -> dict[tuple[date, str], Draft]:
    """The drafts of those days' entries, by day and field."""
    found = db.rows(
        "SELECT key, text, at FROM drafts WHERE key >= ? AND key < ?",
        (key_of(plan, first, ""), key_of(plan, last, "") + "\U0010ffff"),
    )
    drafts = {}
    for row in found:
        day, field = row["key"].removeprefix(f"{plan}/").split("/", 1)
        drafts[date.fromisoformat(day), field] = Draft(row["key"], row["text"], to_time(row["at"]))
    return drafts


def beginning(db: Database, prefix: str) -> tuple[Draft, ...]:
    """The drafts whose keys begin so."""
    found = db.rows("SELECT key, text, at FROM drafts WHERE key >= ? AND key < ?", (prefix, prefix + "\U0010ffff"))
    return tuple(Draft(row["key"], row["text"], to_time(row["at"])) for row in found)


def drop(db: Database, key: str) -> None:
    """Forget a draft: it was saved, or thrown away."""
    db.run("DELETE FROM drafts WHERE key = ?", (key,))
