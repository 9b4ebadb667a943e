"""A plan: phases of units laid over numbered weeks, with everything else its author wrote down."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from studytui.domain.rhythm import DEFAULT_RHYTHM, DayKind, RhythmDay, Weekday


class UnitKind(StrEnum):
    """What a unit of a plan is."""

    WEEK = "week"
    TOPIC = "topic"
    MILESTONE = "milestone"
    CHECKPOINT = "checkpoint"
    CAPSTONE = "capstone"


class UnitMode(StrEnum):
    """What closes a unit: a passed grade, a grade and a checklist, or a checklist alone."""

    CODE = "code"
    MIXED = "mixed"
    CHECKLIST = "checklist"


@dataclass(frozen=True, slots=True)
class Named:
    """A title with an optional sentence of detail."""

    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read: what, which part, where, for how many minutes, and a free alternative if it is paid."""

    title: str
    section: str = ""
    link: str = ""
    free: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do in an hour; `id` is unique within its unit and stays when the text is improved."""

    id: str
    text: str
    minutes: int | None = None
    exercise: str | None = None
    reading: Reading | None = None
    rubric: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class PlanDay:
    """The hour of one weekday; `week` counts from 0 within a unit that spans several weeks.

    `same_as` names the hour of another plan that is used here, as `<plan id>:<unit id>/<weekday>`.
    """

    day: Weekday
    title: str
    tasks: tuple[Task, ...]
    week: int = 0
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    """A question to answer from memory, and its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A week, topic, milestone, checkpoint or capstone; its address is `<plan id>:<unit id>`."""

    id: str
    kind: UnitKind
    title: str
    weeks: tuple[int, int] | None = None
    group: str = ""
    link: str = ""
    checkbox: bool = False
    shared_checkbox: str | None = None
    done: bool = False
    optional: bool = False
    targets: tuple[str, ...] = ()
    study: tuple[str, ...] = ()
    build: tuple[str, ...] = ()
    assess: tuple[str, ...] = ()
    deliverable: str = ""
    details: tuple[str, ...] = ()
    mode: UnitMode = UnitMode.CHECKLIST
    checklist: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    recall: tuple[Recall, ...] = ()
    days: tuple[PlanDay, ...] = ()
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """How many of a phase's units or tracks are to be chosen."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a plan: phase, section, track or block."""

    id: str
    title: str
    units: tuple[Unit, ...]
    kind: str = "phase"
    part: str | None = None
    goal: str = ""
    priority: bool = False
    weeks: tuple[int, int] | None = None
    months: str = ""
    choose: Choice | None = None
    project_idea: Named | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A super-group of phases, such as Phase I and Phase II of the weekly ML plan."""

    id: str
    title: str
    timeframe: str = ""
    focus: str = ""
    goal: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project or portfolio goal, with a box of its own."""

    id: str
    title: str
    detail: str = ""
    optional: bool = False
    done: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class StackGroup:
    """A group of the core stack; `when` is `now` or `later`."""

    group: str
    items: tuple[str, ...]
    optional_items: tuple[str, ...] = ()
    when: str = "now"


@dataclass(frozen=True, slots=True)
class ReadingArea:
    """Reading of one area, to be spread over the year."""

    area: str
    items: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class JournalField:
    """One field of the daily entry."""

    id: str
    label: str
    hint: str = ""


DEFAULT_JOURNAL_FIELDS = (
    JournalField("goals", "Goals", "what this hour is for"),
    JournalField("notes", "Notes", "what you understood"),
    JournalField("code", "Code/Experiments", "what you built, with links"),
    JournalField("results", "Results", "numbers, plots, surprises"),
    JournalField("next", "Next", "the first thing to do next time"),
)


@dataclass(frozen=True, slots=True)
class JournalTemplate:
    """Where the weekly note goes and which fields an entry has; `path` holds `{week:02d}`."""

    path: str = "journal/Week_{week:02d}.md"
    heading: str = "# Week {week:02d} — {title}"
    fields: tuple[JournalField, ...] = DEFAULT_JOURNAL_FIELDS
    is_default: bool = True


@dataclass(frozen=True, slots=True)
class WorkRules:
    """How the plan asks its learner to work."""

    building: int = 70
    reading: int = 20
    notes: int = 10
    every_week: tuple[str, ...] = ()
    artefact_kinds: tuple[str, ...] = ()
    per_topic: tuple[Named, ...] = ()
    motto: str = ""
    pace_note: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """An area of interview preparation, with a target count where the plan has one."""

    id: str
    title: str
    topics: tuple[str, ...]
    target_min: int | None = None
    target_max: int | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A row of the plan's suggested sequence by months."""

    months: str
    phases: tuple[str, ...]
    extra: str = ""
    weeks: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Automation:
    """What the plan automates elsewhere, and what does the same here, without a server."""

    badge: str = ""
    badge_runs: tuple[str, ...] = ()
    checkin_day: Weekday = Weekday.MON
    checkin_timezone: str = ""
    checkin_adjustable: bool = True
    checkin_asks: tuple[str, ...] = ()
    email: str = ""
    email_optional: bool = True
    email_needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The document a plan was made from, and the facts corrected against it."""

    seed: str
    sha256: str = ""
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a plan as the learner sees it: the days of all its units, Monday first.

    `phase` tells where the week belongs and carries no units; `units` are those of the week.
    """

    number: int
    title: str
    phase: Phase
    units: tuple[Unit, ...]
    days: tuple[PlanDay, ...]

    @staticmethod
    def of(number: int, phase: Phase, units: tuple[Unit, ...]) -> "Week":
        """The week that these units make up."""
        days = (
            day
            for unit in units
            for day in unit.days
            if unit.weeks is not None and unit.weeks[0] + day.week == number
        )
        title = "; ".join(unit.title for unit in units)
        ordered = tuple(sorted(days, key=lambda day: day.day.number))
        return Week(number, title, replace(phase, units=()), units, ordered)

    def day(self, weekday: Weekday) -> PlanDay | None:
        """The hour of that weekday, if the week has one."""
        return next((day for day in self.days if day.day is weekday), None)

    @property
    def exercises(self) -> tuple[str, ...]:
        """Ids of the exercises that serve the week, in order, each once."""
        return tuple(dict.fromkeys(exercise for unit in self.units for exercise in unit.exercises))

    @property
    def deliverable(self) -> str:
        """What the week ships."""
        return "; ".join(unit.deliverable for unit in self.units if unit.deliverable)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole curriculum."""

    id: str
    title: str
    phases: tuple[Phase, ...]
    weeks_total: int
    source: Source = Source("")
    status: str = "active"
    summary: str = ""
    audience: str = ""
    role_target: str = ""
    note: str = ""
    goals: tuple[str, ...] = ()
    focus_areas: tuple[Named, ...] = ()
    minutes_per_day: int = 60
    rhythm: tuple[RhythmDay, ...] = DEFAULT_RHYTHM
    rhythm_is_default: bool = False
    work_rules: WorkRules = field(default_factory=WorkRules)
    strengths: tuple[Named, ...] = ()
    growth: tuple[Named, ...] = ()
    core_stack: tuple[StackGroup, ...] = ()
    folders: tuple[Named, ...] = ()
    getting_started: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    projects: tuple[Project, ...] = ()
    portfolio: tuple[Project, ...] = ()
    interview: tuple[Interview, ...] = ()
    timeline: tuple[TimelineRow, ...] = ()
    reading: tuple[ReadingArea, ...] = ()
    journal: JournalTemplate = field(default_factory=JournalTemplate)
    current_focus: str = ""
    weekly_goals: str = ""
    resources_completed: tuple[str, ...] = ()
    automation: Automation = field(default_factory=Automation)
    tailoring: str = ""

    def units(self) -> Iterator[tuple[Phase, Unit]]:
        """Every unit with its phase, in the plan's order."""
        for phase in self.phases:
            for unit in phase.units:
                yield phase, unit

    def week(self, number: int) -> Week:
        """The week with that number, 1 to `weeks_total`.

        Raises:
            LookupError: the plan has no such week.
        """
        found = [
            (phase, unit)
            for phase, unit in self.units()
            if unit.weeks is not None and unit.weeks[0] <= number <= unit.weeks[1]
        ]
        if not found:
            raise LookupError(f"{self.title} has no week {number}; its weeks are 1 to {self.weeks_total}")
        return Week.of(number, found[0][0], tuple(unit for _, unit in found))

    def kind_of(self, weekday: Weekday) -> DayKind | None:
        """What that weekday is for in this plan's rhythm."""
        return next((day.kind for day in self.rhythm if day.day is weekday), None)

    def boxes(self) -> tuple[str, ...]:
        """Ids of what counts towards progress: units with a box of their own, then projects and portfolio goals."""
        units = [unit.id for _, unit in self.units() if unit.checkbox and unit.shared_checkbox in (None, unit.id)]
        goals = [goal.id for goal in (*self.projects, *self.portfolio) if not goal.optional]
        return (*units, *goals)
