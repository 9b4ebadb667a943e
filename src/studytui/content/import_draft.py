"""What an import has understood before weeks, hours and ids are given."""

import re
from dataclasses import dataclass, field

from studytui.content.markdown_outline import Item
from studytui.content.markdown_words import (
    box_of,
    day_of,
    deliverable_of,
    label_of,
    link_of,
    plain,
    weeks_of,
    without_weeks,
)
from studytui.domain.plan import Choice, Interview, Named, Part, ReadingArea, TimelineRow
from studytui.domain.rhythm import RhythmDay, Weekday
from studytui.domain.unit import UnitKind

_FIELDS = {
    "targets": ("targets", "target", "topics", "topic", "concepts", "goals", "goal", "objectives"),
    "study": ("study", "read", "reading", "theory", "learn", "watch", "papers", "resources"),
    "build": ("build", "code", "implement", "practice", "project", "do", "exercise", "exercises"),
    "assess": ("assess", "test", "check", "quiz", "review", "evaluate"),
}
_KINDS = re.compile(r"\b(checkpoint|capstone|milestone)s?\b", re.IGNORECASE)
_DELIVERABLES = ("deliverable", "deliverables", "ship", "output", "outcome", "milestone")


@dataclass(slots=True)
class DraftTask:
    """One thing to do in a unit; without a day it goes to whichever hour has room."""

    text: str
    ticked: bool = False
    day: Weekday | None = None
    id: str = ""


@dataclass(slots=True)
class DraftUnit:
    """A unit as it was found: `weeks` as written, `weight` the number of topics in it."""

    title: str
    line: int
    weeks: tuple[int, int] | None = None
    kind: UnitKind = UnitKind.TOPIC
    group: str = ""
    link: str = ""
    box: bool = True
    ticked: bool = False
    deliverable: str = ""
    details: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    tasks: list[DraftTask] = field(default_factory=list)
    id: str = ""
    weight: int = 1

    def take(self, item: Item) -> None:
        """Sort an item that stands in this unit: an hour of a weekday, a box, a labelled field, a detail."""
        text = plain(item.text) or (f"Line {item.line}" if item.ticked is not None else "")
        day = day_of(text)
        if day is not None:
            box = box_of(day[1])
            self.tasks.append(
                DraftTask((box.text if box else day[1]) or text, bool(item.ticked or (box and box.ticked)), day[0])
            )
        elif item.ticked is not None:
            self.tasks.append(DraftTask(text, item.ticked))
        elif not self._take_field(text, item.items):
            self.details += [text] if text else []
        else:
            return
        for inner in item.items:
            self.take(inner)

    def _take_field(self, text: str, inner: list[Item]) -> bool:
        label = label_of(text) or ((text.rstrip(":").lower(), "") if inner else None)
        if label is None:
            return False
        parts = [label[1], *(plain(item.text) for item in inner)]
        found = [piece.strip().rstrip(".") for part in parts for piece in part.split(";") if piece.strip(" .")]
        if label[0] in _DELIVERABLES:
            self.deliverable = "; ".join(filter(None, [self.deliverable, *found]))
            return True
        name = next((name for name, words in _FIELDS.items() if label[0] in words), None)
        if name is not None:
            self.fields.setdefault(name, []).extend(found)
        return name is not None


@dataclass(slots=True)
class DraftPhase:
    """A stretch of the plan as it was found."""

    title: str
    line: int
    kind: str = "phase"
    part: str | None = None
    goal: str = ""
    priority: bool = False
    notes: list[str] = field(default_factory=list)
    weeks: tuple[int, int] | None = None
    months: str = ""
    choose: Choice | None = None
    project_idea: Named | None = None
    units: list[DraftUnit] = field(default_factory=list)
    id: str = ""


@dataclass(slots=True)
class Draft:
    """A whole file as it was understood; `notes` are (line, text) of what was not."""

    title: str = ""
    phases: list[DraftPhase] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    projects: list[DraftUnit] = field(default_factory=list)
    portfolio: list[DraftUnit] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    strengths: list[Named] = field(default_factory=list)
    growth: list[Named] = field(default_factory=list)
    reading: list[ReadingArea] = field(default_factory=list)
    interview: list[Interview] = field(default_factory=list)
    timeline: list[TimelineRow] = field(default_factory=list)
    rhythm: tuple[RhythmDay, ...] = ()
    notes: list[tuple[int, str]] = field(default_factory=list)


def unit_of(item: Item, group: str) -> DraftUnit:
    """The unit that a list item describes."""
    first, *rest = item.text.split("\n")
    text = plain(first)
    head, deliverable = deliverable_of(text)
    weeks = weeks_of(head)
    # Within a unit the arrow of `Week 3 -> memo` may follow the week alone: then the deliverable is the title too.
    title = (without_weeks(head) if weeks else head) or deliverable or text or f"Line {item.line}"
    unit = DraftUnit(title, item.line, weeks, group=group, link=link_of(first), ticked=bool(item.ticked))
    unit.deliverable = deliverable
    unit.details += [plain(line) for line in rest if plain(line)]
    for inner in item.items:
        unit.take(inner)
    unit.weight = max(1, sum(inner.ticked is None for inner in item.items))
    unit.kind = kind_of(text, group, has_weeks=weeks is not None)
    return unit


def kind_of(text: str, group: str, *, has_weeks: bool) -> UnitKind:
    """What a unit is, by its words."""
    named = _KINDS.search(text) if has_weeks else _KINDS.match(text)
    if named is not None:
        return UnitKind(named[1].lower())
    if group.lower().startswith("milestone"):
        return UnitKind.MILESTONE
    return UnitKind.WEEK if has_weeks else UnitKind.TOPIC
