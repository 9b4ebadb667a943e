"""The parts of a Markdown plan that are no weeks: goals, reading, skills, rhythm, the sequence by months, and notes."""

import re

from studytui.content.import_draft import Draft
from studytui.content.markdown_outline import Item, Passage, Section
from studytui.content.markdown_words import (
    day_of,
    label_of,
    months_of,
    phases_named,
    plain,
    slug,
    weeks_of_months,
)
from studytui.domain.plan import Interview, Named, Part, ReadingArea, TimelineRow
from studytui.domain.rhythm import DEFAULT_RHYTHM, DayKind, RhythmDay, Weekday

_KIND_WORDS = {
    DayKind.THEORY: ("theory", "video", "lecture", "concept", "math", "study"),
    DayKind.PAPERS: ("paper", "skim", "notes", "read", "blog", "article"),
    DayKind.EXPERIMENT: ("experiment", "extend", "vary", "ablat", "tune"),
    DayKind.DELIVERABLE: ("deliver", "ship", "write", "review", "publish", "demo"),
    DayKind.CODE: ("code", "build", "implement", "practice", "project"),
}
_MINUTES = re.compile(r"\s*~?\d+\s*m(?:in)?(?:utes)?\b")
_COUNT = re.compile(r"(\d{1,5})\s*[-\u2010-\u2015]\s*(\d{1,5})")


_PROSE = re.compile(
    r"strength|growth|weakness|gaps|reading|resource|books|bibliography|interview|goal|objective|\baims?\b"
)


def is_prose(title: str) -> bool:
    """Whether a heading says that what stands under it is no topic to study week by week."""
    return _PROSE.search(title.lower()) is not None


def take_prose(section: Section, draft: Draft) -> None:
    """Sort a section that holds no units, without those under it; what fits nowhere is kept as a note."""
    title = section.title.lower()
    items = [item for item in section.items() if plain(item.text)]
    if _has(title, "strength") and items:
        draft.strengths += [_named(item) for item in items]
    elif _has(title, "growth", "weakness", "gaps") and items:
        draft.growth += [_named(item) for item in items]
    elif _has(title, "reading", "resource", "books", "bibliography") and items:
        draft.reading += [_area(item, section.title) for item in items]
    elif _has(title, "interview") and items:
        draft.interview += [_interview(item) for item in items]
    elif sum(bool(months_of(plain(item.text)) and phases_named(plain(item.text))) for item in items) >= 2:
        draft.timeline += [row for item in items if (row := _row(item)) is not None]
    elif _has(title, "goal", "objective", "target", "aim"):
        _goals(section, draft)
        return
    else:
        _note(section, draft)
        return
    passages = [block for block in section.body if isinstance(block, Passage)]
    _note(Section(section.title, section.level, section.line, [*passages]), draft)


def _goals(section: Section, draft: Draft) -> None:
    """Take each item and each passage of a section as a goal; a table is none."""
    for block in section.body:
        if isinstance(block, list):
            draft.goals += [_flat_item(item) for item in block]
        elif block.text.startswith("|"):
            draft.notes.append((block.line, f"{section.title}: {_flat(block)}"))
        else:
            draft.goals.append(_flat(block).replace("\n", " "))


def part_of(section: Section, draft: Draft) -> Part:
    """A heading around phases, with what its lines say about time, focus and goal; the rest becomes notes."""
    found: dict[str, str] = {}
    for block in section.body:
        kept = []
        for line in _flat(block).split("\n"):
            label = label_of(line)
            if label is not None and label[0] in ("timeframe", "focus", "goal"):
                found.setdefault(label[0], label[1])
            elif line.strip("-*_= "):
                kept.append(line)
        if kept:
            draft.notes.append((section.line, f"{section.title}: " + "\n".join(kept)))
    return Part(slug(section.title, 2), section.title, **found)


def _note(section: Section, draft: Draft) -> None:
    """Keep a section's text; a list of weekdays in it is the plan's rhythm."""
    for block in section.body:
        if isinstance(block, list) and not draft.rhythm:
            draft.rhythm = rhythm_of(block)
        text = _flat(block)
        line = block.line if isinstance(block, Passage) else (block[0].line if block else section.line)
        if text.strip("-*_= \n"):
            draft.notes.append((line, f"{section.title}: {text}" if section.title else text))


def rhythm_of(items: list[Item]) -> tuple[RhythmDay, ...]:
    """The rhythm that a list tells, such as `Mon: theory`, or nothing when fewer than three items name a day."""
    found: dict[Weekday, RhythmDay] = {}
    for item in items:
        day = day_of(plain(item.text))
        if day is not None:
            label = _MINUTES.sub("", day[1].split("(")[0]).strip(" .")[:60] or day[1][:60]
            found.setdefault(day[0], RhythmDay(day[0], _day_kind(day[1], day[0]), label))
    if len(found) < 3:
        return ()
    return tuple(sorted(found.values(), key=lambda day: day.day.number))


def _day_kind(text: str, day: Weekday) -> DayKind:
    words = text.lower()
    places = {
        kind: min((words.find(sign) for sign in signs if sign in words), default=-1)
        for kind, signs in _KIND_WORDS.items()
    }
    named = {kind: place for kind, place in places.items() if place >= 0}
    if named:
        return min(named, key=lambda kind: named[kind])
    return next((each.kind for each in DEFAULT_RHYTHM if each.day is day), DayKind.CODE)


def _has(title: str, *words: str) -> bool:
    return any(word in title for word in words)


def _flat(block: Passage | list[Item]) -> str:
    """A block as text, nested items joined by commas behind their own."""
    if isinstance(block, Passage):
        return "\n".join(line for line in (plain(line) for line in block.text.split("\n")) if line)
    return "\n".join(_flat_item(item) for item in block)


def _flat_item(item: Item) -> str:
    inner = ", ".join(_flat_item(each) for each in item.items)
    return f"{plain(item.text)}: {inner}" if inner else plain(item.text)


def _named(item: Item) -> Named:
    text = _flat_item(item)
    head, _, detail = text.partition(":")
    return Named(head.strip() or text, detail.strip())


def _area(item: Item, title: str) -> ReadingArea:
    text = plain(item.text)
    head, _, rest = text.partition(": ")
    works = [plain(inner.text) for inner in item.items]
    if works or rest:
        return ReadingArea(head.rstrip(":"), tuple(filter(None, [rest, *works])))
    return ReadingArea(title, (text or title,))


def _interview(item: Item) -> Interview:
    text = _flat_item(item)
    label = label_of(text)
    title, topics = (text.partition(":")[0].strip(), label[1]) if label else (text, "")
    count = _COUNT.search(text)
    low, high = (int(count[1]), int(count[2])) if count else (None, None)
    return Interview(slug(title, 3), title, (topics,) if topics else (), low, high)


def _row(item: Item) -> TimelineRow | None:
    text = plain(item.text)
    months = months_of(text)
    if months is None:
        return None
    first, last = months
    head, _, rest = text.partition(":")
    label = head.lower().replace("months", "").replace("month", "").strip() or str(first)
    phases = tuple(str(number) for number in phases_named(rest))
    return TimelineRow(label, phases, rest.strip().rstrip("."), weeks_of_months(first, last))
