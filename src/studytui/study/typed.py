"""Days, weekdays and numbers as learners type them, on screens and command lines alike."""

from __future__ import annotations

from datetime import date, datetime

from studytui.domain.rhythm import Weekday
from studytui.errors import UsageError


def day(text: str) -> date:
    """A calendar day, as 2026-11-23.

    Raises:
        UsageError: it is none.
    """
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        raise UsageError(f"{text!r} is not a day; write it like 2026-11-20") from None


def weekdays(text: str) -> tuple[Weekday, ...]:
    """Weekdays with commas or blanks between them.

    Raises:
        UsageError: they are none.
    """
    words = [word.casefold()[:3] for word in text.replace(",", " ").split()]
    if not words or any(word not in tuple(Weekday) for word in words):
        raise UsageError(f"{text!r} are no weekdays; write them like mon,wed,fri")
    return tuple(Weekday(word) for word in words)


def target(text: str) -> tuple[int, int]:
    """A counter's target, `5-8` or one number for both.

    Raises:
        UsageError: it is none.
    """
    low, dash, high = (part.strip() for part in text.partition("-"))
    if not all(part.isascii() and part.isdigit() for part in ((low, high) if dash else (low,))):
        raise UsageError(f"a target is written 5-8, or as one number, not {text!r}")
    return int(low), int(high or low)
