"""What a week of a plan is made of: phases, units, days and tasks. A start loads these and not the whole of `plan`."""

from collections.abc import Collection
from enum import StrEnum

from studytui.domain.rhythm import Weekday
from studytui.frozen import dataclass, replace


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

    def days_in(self, number: int) -> tuple[PlanDay, ...]:
        """Its days in that week of the plan."""
        return tuple(day for day in self.days if self.weeks is not None and self.weeks[0] + day.week == number)


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
    def of(number: int, phase: Phase, units: tuple[Unit, ...], chosen: Collection[str] = ()) -> "Week":
        """The week that these units make up.

        Where the phase lets its learner choose among units that fill the same days, only one of them is kept: the first
        whose id or group is in `chosen`, else the first of the plan. An optional unit is a strand beside the others:
        its hours join theirs, and its title stays out of the week's.
        """
        if phase.choose is not None:
            units = _one_of_each(number, units, chosen)
        days = (day for unit in units for day in unit.days_in(number))
        title = "; ".join([unit.title for unit in units if not unit.optional] or [unit.title for unit in units])
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


def _one_of_each(number: int, units: tuple[Unit, ...], chosen: Collection[str]) -> tuple[Unit, ...]:
    """The units without those whose days in that week another one, chosen or earlier in the plan, fills already."""
    kept: set[str] = set()
    taken: set[Weekday] = set()
    for unit in sorted(units, key=lambda unit: unit.id not in chosen and unit.group not in chosen):
        days = {day.day for day in unit.days_in(number)}
        if unit.optional or not days & taken:
            kept.add(unit.id)
            taken |= set() if unit.optional else days
    return tuple(unit for unit in units if unit.id in kept)
