"""What stands in the fields of some days: the newest entry, or the draft that is newer still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.store import drafts, entries

if TYPE_CHECKING:
    from datetime import date

    from studytui.study.context import Context


def between(ctx: Context, plan: str, first: date, last: date) -> dict[date, dict[str, str]]:
    """The text of every field ever written, by day, the first day first."""
    texts = {(entry.day, entry.field): entry.text for entry in entries.between(ctx.store, plan, first, last)}
    texts.update({key: draft.text for key, draft in drafts.of_days(ctx.store, plan, first, last).items()})
    days: dict[date, dict[str, str]] = {}
    for (on, field), text in sorted(texts.items()):
        days.setdefault(on, {})[field] = text
    return days
