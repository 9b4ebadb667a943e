"""Study hours as an iCalendar file (RFC 5545), for the calendar that the learner has already.

Times are local and floating, without a zone: seven o'clock stays seven o'clock through a change of the clocks and on a
journey. An event's UID tells the hour of the plan, not its date, so that importing a newer file moves the event.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

_LIMIT = 75
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Event:
    """An hour: `uid` never changes, `start` is local time without a zone, `alarm` minutes before it, None for none."""

    uid: str
    start: datetime
    minutes: int
    title: str
    text: str
    alarm: int | None = None


def calendar_text(name: str, events: Iterable[Event], made: datetime) -> str:
    """The file: lines end in CR LF and are folded at 75 octets.

    Args:
        name: what the calendar is called.
        events: the hours.
        made: the time of writing, with a zone; a calendar keeps the newer of two versions of an event.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//studytui//study hours//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]
    for event in events:
        lines += _event(event, made.astimezone(UTC))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def escaped(text: str) -> str:
    """A text as a value of type TEXT: backslash, semicolon, comma and newline are escaped."""
    clean = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", clean).replace("\n", "\\n")


def _event(event: Event, made: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{int(made.timestamp()) // 60}"
    yield f"DTSTART:{event.start:%Y%m%dT%H%M%S}"
    yield f"DURATION:PT{event.minutes}M"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{escaped(event.text)}"
    if event.alarm is not None:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(event.title)}"
        yield f"TRIGGER:-PT{event.alarm}M"
        yield "END:VALARM"
    yield "END:VEVENT"


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets; a piece after the first begins with a space, no letter is split."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode("utf-8", "replace"))
        if size + octets > _LIMIT:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
