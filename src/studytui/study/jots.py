"""A line for today's entry, taken down from wherever one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.store import drafts
from studytui.study import notes, plans

if TYPE_CHECKING:
    from studytui.domain.entry import Entry
    from studytui.study.context import Context

KEY = "jot"
"""The key of its draft; an entry's has slashes."""
FIELD = "notes"


def field(ctx: Context) -> str:
    """The field of the entry it goes to: the notes, or the first one where a plan has none."""
    known = [item.id for item in notes.fields(ctx)]
    return FIELD if FIELD in known else known[0]


def typed(ctx: Context) -> str:
    """What was typed the last time and not taken down."""
    draft = drafts.get(ctx.store, KEY)
    return draft.text if draft else ""


def keep(ctx: Context, text: str) -> None:
    """Keep what has been typed so far; call it within a second of a keypress."""
    if text:
        drafts.save(ctx.store, ctx.moment(), KEY, text)
    else:
        drafts.drop(ctx.store, KEY)


def take_down(ctx: Context, text: str) -> Entry:
    """Add the line to today's entry as a paragraph of its own.

    Raises:
        UsageError: no plan is chosen yet.
    """
    plans.required(ctx)
    entry = notes.append(ctx, ctx.today(), field(ctx), text.strip())
    drafts.drop(ctx.store, KEY)
    return entry
