"""What the words of a Markdown plan mean: boxes, weeks, months, phases, labels, weekdays."""

import re
import unicodedata
from dataclasses import dataclass

from studytui.domain.rhythm import Weekday

_DASH = r"(?:\s*(?:[-\u2010-\u2015]|to|until|through)\s*)"
_WEEKS = re.compile(
    rf"\b(?:(?:weeks?|wks?\.?)\s*|w)(\d{{1,6}})(?:{_DASH}(?:weeks?|wks?\.?|w)?\s*(\d{{1,6}}))?(?![\w%])", re.IGNORECASE
)
_AND_NEXT = re.compile(
    r"\s*(?:&|\band\b|\+|,)\s*(?:weeks?|wks?\.?|w)?\s*(\d{1,6})(?=\s*(?:$|and\b|[&+,:;.()|\u2010-\u2015\u2192-]))",
    re.IGNORECASE,
)
_MONTHS = re.compile(rf"\bmonths?\s*(\d{{1,3}})(?:{_DASH}(\d{{1,3}})|\s*(\+))?", re.IGNORECASE)
_PHASES = re.compile(rf"\bphases?\s*(\d{{1,3}})(?:{_DASH}(\d{{1,3}}))?", re.IGNORECASE)
_PHASE_LIKE = re.compile(
    r"^(phase|part|stage|module|track|block|sprint|unit|section|level|step)\s*(?:\d{1,3}|[ivx]{1,5})\b", re.IGNORECASE
)
_BOX = re.compile(r"^\[\s*([xX\u2713-\u2714\u2611\u2705]\ufe0f?)?\s*\](?:\s+|$)")
_BOX_SIGN = re.compile(r"^([\u2610\u2611\u2612\u2705])\ufe0f?\s+")
_LABEL = re.compile(r"^(?:\*\*|__)?([A-Za-z][A-Za-z /&-]{1,30}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s+")
_ARROW = re.compile(r"\s+(?:\u2192|->|=>|\u21d2|\u27f6)\s+")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^()\s]{0,500})(?:\s+\"[^\"]{0,200}\")?\)")
_EMPHASIS = re.compile(r"\*\*\*|\*\*|__|(?<!\w)[*_](?=\w)|(?<=[^\s*_])[*_](?!\w)|`")
_DAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b\.?\s*[:\u2010-\u2015-]?\s*", re.IGNORECASE)
_CHOOSE = re.compile(r"\b(?:choose|pick)\s+(\d)(?:\s*(?:[-\u2010-\u2015]|to|or)\s*(\d))?", re.IGNORECASE)
_EDGES = " \t\n:;-\u2010\u2011\u2012\u2013\u2014\u2015|\u00b7\u2022"


@dataclass(frozen=True, slots=True)
class Box:
    """A text with a checkbox in front, taken apart."""

    ticked: bool
    text: str


def box_of(text: str) -> Box | None:
    """The checkbox that a text begins with: `[ ]`, `[x]`, `[✔️]` and their kin, or a sign such as ☑."""
    found = _BOX.match(text)
    if found:
        return Box(found[1] is not None, text[found.end() :].strip())
    sign = _BOX_SIGN.match(text)
    if sign and sign[1] != "\u2705":
        return Box(sign[1] != "\u2610", text[sign.end() :].strip())
    return None


def weeks_of(text: str) -> tuple[int, int] | None:
    """The weeks that a text names first: `Week 3`, `W3`, `W49-W51`, `Weeks 1-2`, `Week 7 & 8`."""
    found = _named_weeks(text)
    if found is None:
        return None
    first, last, _ = found
    return (first, last) if 1 <= first <= last else None


def begins_with_week(text: str) -> bool:
    """Whether a text is about a week from its first word on: `Week 3: Trees`."""
    found = _WEEKS.match(plain(text).lstrip())
    return found is not None and weeks_of(text) is not None


def _named_weeks(text: str) -> tuple[int, int, tuple[int, int]] | None:
    """First and last week that a text names, and from where to where it does."""
    found = _WEEKS.search(text)
    if found is None:
        return None
    first, last, end = int(found[1]), int(found[2] or found[1]), found.end()
    while (more := _AND_NEXT.match(text, end)) and int(more[1]) == last + 1:
        last, end = last + 1, more.end()
    return first, last, (found.start(), end)


def without_weeks(text: str) -> str:
    """A text without its weeks and what joined them to the rest: `Week 3: Trees` is `Trees`."""
    found = _named_weeks(text)
    if found is None:
        return text
    start, end = found[2]
    head, tail = text[:start], text[end:]
    if head.rstrip().endswith("(") and tail.lstrip().startswith(")"):
        head, tail = head.rstrip()[:-1], tail.lstrip()[1:]
    joined = f"{head.rstrip()} {tail.lstrip(_EDGES)}" if head.strip(_EDGES) else tail
    return joined.strip(_EDGES)


def months_of(text: str) -> tuple[int, int | None] | None:
    """The months that a text names; the last is None for an open end such as `Months 13+`."""
    found = _MONTHS.search(text)
    if found is None:
        return None
    first = int(found[1])
    last = None if found[3] else int(found[2] or found[1])
    return None if last is not None and last < first else (first, last)


def weeks_of_months(first: int, last: int | None) -> tuple[int, int]:
    """Weeks of a stretch of months, 52 to a year; an open end is twelve weeks."""
    start = round((max(first, 1) - 1) * 52 / 12) + 1
    return start, start + 11 if last is None else max(start, round(last * 52 / 12))


def phases_named(text: str) -> tuple[int, ...]:
    """Numbers of the phases that a text names: `Phase 0-1` is 0 and 1."""
    numbers: list[int] = []
    for found in _PHASES.finditer(text):
        first, last = int(found[1]), int(found[2] or found[1])
        numbers += range(first, min(last, first + 50) + 1)
    return tuple(dict.fromkeys(numbers))


def is_phase_like(title: str) -> bool:
    """Whether a heading announces a stretch of the plan: `Phase 2`, `Track 1`, `Module III`."""
    return _PHASE_LIKE.match(title) is not None


def label_of(text: str) -> tuple[str, str] | None:
    """A label and what follows: `**Targets:** x; y` is `targets` and `x; y`."""
    found = _LABEL.match(text)
    return (found[1].strip().lower(), text[found.end() :].strip()) if found else None


def day_of(text: str) -> tuple[Weekday, str] | None:
    """A weekday and what follows: `Mon: read` is Monday and `read`."""
    found = _DAY.match(text)
    if found is None or not (rest := text[found.end() :].strip()):
        return None
    word = text[: found.end()].strip(" .:-\u2013\u2014").lower()
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    if word not in tuple(Weekday) and word not in ("tues", "weds", "thur", "thurs") and word not in full:
        return None
    return Weekday(found[1].lower()), rest


def choice_of(text: str) -> tuple[int, int] | None:
    """How many are to be chosen: `choose 1-2` is 1 and 2."""
    found = _CHOOSE.search(text)
    if found is None:
        return None
    low, high = int(found[1]), int(found[2] or found[1])
    return (low, high) if 1 <= low <= high else None


def deliverable_of(text: str) -> tuple[str, str]:
    """A title and the deliverable after its arrow; several arrows, or one in brackets, are part of the text."""
    parts = _ARROW.split(text)
    if len(parts) != 2 or not parts[0].strip() or parts[0].count("(") > parts[0].count(")"):
        return text, ""
    return parts[0], parts[1]


def link_of(text: str) -> str:
    """The first link of a text, or nothing."""
    found = _LINK.search(text)
    return found[2] if found else ""


def plain(text: str) -> str:
    """A text without Markdown's marks and without the signs (emoji, ticks) at its ends."""
    text = " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", text)).split())
    first, last = 0, len(text)
    while first < last and _is_sign(text[first]):
        first += 1
    while last > first and _is_sign(text[last - 1]):
        last -= 1
    return text[first:last]


def _is_sign(sign: str) -> bool:
    return sign == " " or unicodedata.category(sign) in ("So", "Sk", "Mn", "Cf", "Co", "Cn")


def slug(text: str, words: int = 6) -> str:
    """A short id from a text: its first words in ASCII, joined by hyphens; `item` when there are none."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("'", "").replace("\u2019", ""))
    found = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", letters))
    return "-".join(found[:words])[:48].strip("-") or "item"


def mended(text: str) -> str:
    """A text whose UTF-8 was once read as Mac Roman or Windows-1252, read as UTF-8 again, line by line."""
    if text.isascii():
        return text
    return "\n".join(line if line.isascii() else _mended_line(line) for line in text.split("\n"))


def _mended_line(line: str) -> str:
    for codec in ("mac_roman", "cp1252"):
        try:
            return line.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return line
