"""The calendar file: RFC 5545 to the letter."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from studytui.journal.ics import Event, calendar_text, escaped

MADE = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
HOUR = Event("p-w07-wed@studytui", datetime(2026, 11, 25, 7, 0), 60, "W07 Code: Trees", "Do it\nwell", 10)  # noqa: DTZ001  # floating


def unfolded(text: str) -> list[str]:
    """The content lines of a calendar, put together again."""
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_an_hour_is_an_event_with_an_alarm() -> None:
    """Floating local start, duration, stable id, and a reminder ten minutes before."""
    lines = unfolded(calendar_text("My plan", [HOUR], MADE))
    assert lines[:6] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//studytui//study hours//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:My plan",
    ]
    assert lines[6:] == [
        "BEGIN:VEVENT",
        "UID:p-w07-wed@studytui",
        "DTSTAMP:20261120T183000Z",
        f"SEQUENCE:{int(MADE.timestamp()) // 60}",
        "DTSTART:20261125T070000",
        "DURATION:PT60M",
        "SUMMARY:W07 Code: Trees",
        "DESCRIPTION:Do it\\nwell",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:W07 Code: Trees",
        "TRIGGER:-PT10M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_no_alarm_and_no_text_leave_no_lines() -> None:
    """What is not wanted is not written empty."""
    text = calendar_text("", [Event(HOUR.uid, HOUR.start, 30, "Hour", "")], MADE)
    assert "VALARM" not in text
    assert "DESCRIPTION" not in text


def test_signs_with_a_meaning_are_escaped() -> None:
    """Backslash, semicolon, comma and newlines of any kind; other controls are dropped."""
    assert escaped("a\\b; c, d\r\ne\rf\ng\x00\x1b") == "a\\\\b\\; c\\, d\\ne\\nf\\ng"


@given(st.text(), st.text())
def test_any_text_keeps_the_form(title: str, text: str) -> None:
    """Lines end in CR LF, none has more than 75 octets, and unfolding gives back the whole value."""
    made = calendar_text("x", [Event("u", HOUR.start, 60, title, text, 0)], MADE)
    assert made.endswith("\r\n")
    physical = made.encode("utf-8", "surrogatepass").split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    assert all(b"\n" not in line and b"\r" not in line for line in physical)
    assert f"SUMMARY:{escaped(title)}" in unfolded(made)
