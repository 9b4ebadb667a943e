"""A plan: phases of units laid over numbered weeks, with everything else its author wrote down."""

from collections.abc import Collection, Iterator

from studytui.domain.rhythm import DEFAULT_RHYTHM, DayKind, RhythmDay, Weekday
from studytui.domain.unit import (
    Choice,
    Named,
    Phase,
    PlanDay,
    Reading,
    Recall,
    Task,
    Unit,
    UnitKind,
    UnitMode,
    Week,
)
from studytui.frozen import dataclass, field

__all__ = [
    "DEFAULT_JOURNAL_FIELDS",
    "Automation",
    "Choice",
    "Interview",
    "JournalField",
    "JournalTemplate",
    "Named",
    "Part",
    "Phase",
    "Plan",
    "PlanDay",
    "Project",
    "Reading",
    "ReadingArea",
    "Recall",
    "Source",
    "StackGroup",
    "Task",
    "TimelineRow",
    "Unit",
    "UnitKind",
    "UnitMode",
    "Week",
    "WorkRules",
]


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

    def week(self, number: int, chosen: Collection[str] = ()) -> Week:
        """The week with that number, 1 to `weeks_total`; `chosen` names the units preferred where there is a choice.

        Raises:
            LookupError: the plan has no such week.
        """
        return Week.of(number, *self.units_in(number), chosen)

    def units_in(self, number: int) -> tuple[Phase, tuple[Unit, ...]]:
        """Every unit that lies in a week, those of a choice all together, and the phase of the first.

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
        return found[0][0], tuple(unit for _, unit in found)

    def kind_of(self, weekday: Weekday) -> DayKind | None:
        """What that weekday is for in this plan's rhythm."""
        return next((day.kind for day in self.rhythm if day.day is weekday), None)

    def boxes(self) -> tuple[str, ...]:
        """Ids of what counts towards progress: units with a box of their own, then projects and portfolio goals."""
        units = [unit.id for _, unit in self.units() if unit.checkbox and unit.shared_checkbox in (None, unit.id)]
        goals = [goal.id for goal in (*self.projects, *self.portfolio) if not goal.optional]
        return (*units, *goals)
