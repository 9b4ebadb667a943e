"""Lines on their way: what is typed in the footer and not answered yet, and a line for today's entry from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.store import drafts
from studytui.study import notes, plans

if TYPE_CHECKING:
    from studytui.domain.entry import Entry
    from studytui.study.context import Context

NOTE = "note"
"""The name of the line for today's entry."""
_FIELD = "notes"


def typed(ctx: Context, name: str) -> str:
    """What was typed in the line of that name the last time, and not answered."""
    draft = drafts.get(ctx.store, _key(name))
    return draft.text if draft else ""


def keep(ctx: Context, name: str, text: str) -> None:
    """Keep what has been typed so far; call it within a second of a keypress."""
    if text:
        drafts.save(ctx.store, ctx.moment(), _key(name), text)
    else:
        forget(ctx, name)


def forget(ctx: Context, name: str) -> None:
    """The line was answered."""
    drafts.drop(ctx.store, _key(name))


def field(ctx: Context) -> str:
    """The field of the entry that a note goes to: the notes, or the first one where a plan has none."""
    known = [item.id for item in notes.fields(ctx)]
    return _FIELD if _FIELD in known else known[0]


def take_down(ctx: Context, text: str) -> Entry:
    """Add the line to today's entry as a paragraph of its own.

    Raises:
        UsageError: no plan is chosen yet.
    """
    plans.required(ctx)
    entry = notes.append(ctx, ctx.today(), field(ctx), text.strip())
    forget(ctx, NOTE)
    return entry


def _key(name: str) -> str:
    return f"line:{name}"
