"""The week's note as values: what the export turns into Markdown."""

import re
from datetime import date, timedelta

from studytui.domain.exercise import ExerciseState
from studytui.frozen import dataclass

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class FieldNote:
    """What was written in one field of a day's entry."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class DayNote:
    """One study day: what it was for, how long it took, what was written."""

    date: date
    label: str
    title: str
    studied: timedelta
    planned: timedelta
    fields: tuple[FieldNote, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltNote:
    """One exercise of the week: `scores` are its attempts in order, `link` the solution file."""

    exercise: str
    title: str
    state: ExerciseState
    scores: tuple[int, ...]
    max_score: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class WeekNote:
    """Everything the weekly Markdown says; empty parts are left out of it."""

    number: int
    heading: str
    phase: str
    deliverable: str
    shipped: bool
    goals: tuple[str, ...]
    days: tuple[DayNote, ...]
    built: tuple[BuiltNote, ...]
    next: tuple[str, ...]

    @property
    def studied(self) -> timedelta:
        """Time studied in the week."""
        return sum((day.studied for day in self.days), timedelta())

    @property
    def planned(self) -> timedelta:
        """Time the plan asks for."""
        return sum((day.planned for day in self.days), timedelta())


def without_private(text: str) -> str:
    """The text without what stands under a `Private` heading, up to the next heading of the same or a higher level."""
    kept: list[str] = []
    hidden_level = 0
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        heading = None if fence or mark else _HEADING.match(line)
        if heading:
            level = len(heading[1])
            if heading[2].strip("*_: ").casefold() == "private":
                hidden_level = min(level, hidden_level or level)
                continue
            if hidden_level and level <= hidden_level:
                hidden_level = 0
        if not hidden_level:
            kept.append(line)
    return "\n".join(kept).strip("\n")


def demoted(text: str, *, below: int) -> str:
    """The text with its headings moved under level `below`, so that an entry never breaks the note's outline."""
    levels = [len(match[1]) for line in _outside_fences(text) if (match := _HEADING.match(line))]
    if not levels:
        return text
    shift = max(below + 1 - min(levels), 0)
    outside = set(_outside_fence_numbers(text))
    lines = text.splitlines()
    for number in outside:
        if match := _HEADING.match(lines[number]):
            lines[number] = f"{'#' * min(len(match[1]) + shift, 6)} {match[2]}"
    return "\n".join(lines)


def _outside_fences(text: str) -> list[str]:
    lines = text.splitlines()
    return [lines[number] for number in _outside_fence_numbers(text)]


def _outside_fence_numbers(text: str) -> list[int]:
    fence = ""
    numbers = []
    for number, line in enumerate(text.splitlines()):
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence:
            numbers.append(number)
    return numbers
