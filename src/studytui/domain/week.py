"""The week's note as values: what the export turns into Markdown."""

from datetime import date, timedelta

from studytui.domain.evidence import EvidenceKind
from studytui.domain.exercise import ExerciseState
from studytui.domain.rhythm import Share
from studytui.frozen import dataclass


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
    """One exercise of the week: `scores` are its attempts in order, `link` the solution file.

    `code` is a part of the final code.
    """

    exercise: str
    title: str
    state: ExerciseState
    scores: tuple[int, ...]
    max_score: int
    link: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """A commit, pull request or demo of the week."""

    kind: EvidenceKind
    value: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class ExperimentNote:
    """An experiment of the week; `got` are lines of results, `plot` its picture as text, `file` the same as a file.

    `outcome` is what became of the prediction, `commits` the versions of the code that ran.
    """

    title: str
    hypothesis: str = ""
    predicted: str = ""
    got: tuple[str, ...] = ()
    outcome: str = ""
    conclusion: str = ""
    plot: str = ""
    file: str = ""
    seeds: tuple[int, ...] = ()
    commits: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it has a title and no more."""
        return not any((self.hypothesis, self.predicted, self.got, self.outcome, self.conclusion, self.plot))


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Something read: a line of what it gave."""

    title: str
    link: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class ShareNote:
    """One of the three shares of the time: planned percent and what it was."""

    share: Share
    planned: int
    studied: timedelta


@dataclass(frozen=True, slots=True)
class LessonNote:
    """What a week taught."""

    week: int
    text: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What a checkpoint looks back on: the phase's lessons so far, and the questions that are still open."""

    phase: str
    lessons: tuple[LessonNote, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekNote:
    """Everything the weekly Markdown says; empty parts are left out of it.

    `heading` holds the week's `title`; `shipped` says that something shows it, `ships` are the learner's words on what
    the week shipped, `digest` is there in a checkpoint's week.
    """

    number: int
    heading: str
    phase: str
    deliverable: str
    shipped: bool
    goals: tuple[str, ...]
    days: tuple[DayNote, ...]
    built: tuple[BuiltNote, ...]
    next: tuple[str, ...]
    title: str = ""
    ships: str = ""
    lesson: str = ""
    evidence: tuple[EvidenceNote, ...] = ()
    assessed: tuple[str, ...] = ()
    experiments: tuple[ExperimentNote, ...] = ()
    read: tuple[ReadNote, ...] = ()
    shares: tuple[ShareNote, ...] = ()
    digest: Digest | None = None

    @property
    def studied(self) -> timedelta:
        """Time studied in the week."""
        return sum((day.studied for day in self.days), timedelta())

    @property
    def planned(self) -> timedelta:
        """Time the plan asks for."""
        return sum((day.planned for day in self.days), timedelta())

    @property
    def done(self) -> bool:
        """Whether its box may be ticked: the learner studied in it, or shipped something."""
        return self.shipped or bool(self.ships) or self.studied >= timedelta(minutes=1)
