"""A year's note as values: what its weeks shipped, taught, built, tried and read."""

from studytui.domain.week import BuiltNote, EvidenceNote, ExperimentNote, ReadNote, ShareNote
from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class YearWeek:
    """A week in a line: its note, what it shipped, what it taught, its minutes done and planned."""

    number: int
    title: str
    link: str
    shipped: str
    lesson: str
    minutes: int
    planned: int


@dataclass(frozen=True, slots=True)
class YearNote:
    """Everything the year's Markdown says; empty parts are left out.

    `links` are its pull requests, demos and the like; `held` of `judged` predictions came true.
    """

    year: int
    title: str
    weeks: tuple[YearWeek, ...]
    built: tuple[BuiltNote, ...] = ()
    links: tuple[EvidenceNote, ...] = ()
    experiments: tuple[ExperimentNote, ...] = ()
    held: int = 0
    judged: int = 0
    read: tuple[ReadNote, ...] = ()
    questions: tuple[str, ...] = ()
    shares: tuple[ShareNote, ...] = ()
