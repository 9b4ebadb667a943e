"""Where a task may go, in the words of whoever moves it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from studytui.domain.overlay import Place
from studytui.domain.rhythm import Weekday
from studytui.errors import UsageError
from studytui.study import living

if TYPE_CHECKING:
    from studytui.study.context import Context

_PLACE = re.compile(rf"[wW]?(\d{{1,5}})/({'|'.join(Weekday)})", re.IGNORECASE)


def place_of(ctx: Context, words: str, plan_id: str | None = None) -> Place:
    """A day of a plan: `W8/mon`, a date, `today`, `tomorrow`, or a weekday, the next one from tomorrow on.

    Raises:
        UsageError: it is none of these.
    """
    word = words.strip().casefold()
    match = _PLACE.fullmatch(word)
    if match:
        return Place(int(match[1]), Weekday(match[2]))
    offset = {"today": 0, "tomorrow": 1}.get(word)
    if offset is None and word[:3] in tuple(Weekday):
        offset = (Weekday(word[:3]).number - ctx.today().weekday() - 1) % 7 + 1
    on = _date_of(word) if offset is None else ctx.today() + timedelta(days=offset)
    if on is None:
        raise UsageError(f"{words!r} is no day of a plan; write it like tomorrow, thu, W8/mon or 2026-11-25")
    return living.place_on(ctx, on, plan_id)


def names_place(word: str) -> bool:
    """Whether a word is a week with its day, or a date, and so no address of a task."""
    return _PLACE.fullmatch(word) is not None or _date_of(word) is not None


def _date_of(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
