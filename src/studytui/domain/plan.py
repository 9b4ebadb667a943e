"""A plan: phases of units laid over numbered weeks, with everything else its author wrote down."""

from collections.abc import Collection, Iterator

from studytui.domain.plan_extras import (
    Automation,
    Interview,
    Part,
    Project,
    ReadingArea,
    Source,
    StackGroup,
    TimelineRow,
    WorkRules,
)
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
