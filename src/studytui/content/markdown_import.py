"""Any Markdown plan as a plan of one's own: headings and boxes become phases, weeks, units and hours."""

import dataclasses
import hashlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeVar, cast

from studytui.content.front_matter import front_matter_of
from studytui.content.import_draft import Draft, DraftPhase, DraftUnit
from studytui.content.import_hours import hours_of
from studytui.content.import_ids import Known, Wish, give_ids
from studytui.content.import_layout import lay_weeks
from studytui.content.markdown_outline import MAX_BYTES, outline_of
from studytui.content.markdown_reading import draft_of
from studytui.content.markdown_words import mended, phases_named, slug
from studytui.content.sources import Problems, read_text
from studytui.domain.plan import Part, Phase, Plan, Project, Source, Unit
from studytui.domain.rhythm import DEFAULT_RHYTHM
from studytui.domain.unit import PlanDay
from studytui.errors import ContentError

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Note:
    """A passage that was not understood as part of the plan, with its line; it stands in the plan's note."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A plan made from Markdown.

    `ticked` are addresses of what was ticked in the file: unit, project and goal ids, and `<unit>/<task>`.
    """

    plan: Plan
    ticked: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def summary(self) -> str:
        """What was understood, in one line."""
        units = [unit for _, unit in self.plan.units()]
        tasks = sum(len(day.tasks) for unit in units for day in unit.days)
        goals = len(self.plan.projects) + len(self.plan.portfolio)
        return (
            f"{self.plan.title}: {self.plan.weeks_total} weeks, {len(self.plan.phases)} phases, {len(units)} units, "
            f"{tasks} tasks, {goals} projects and goals, {len(self.ticked)} ticked, {len(self.notes)} notes"
        )


def import_markdown(path: Path, previous: Plan | None = None) -> Imported:
    """The plan in a Markdown file.

    Args:
        path: the file; UTF-8, at most 1 MB.
        previous: what an earlier import of the file gave; ids of what is still there are kept.

    Raises:
        ContentError: the file cannot be read as a plan, with every reason.
    """
    problems = Problems(str(path))
    text = read_text(path, MAX_BYTES, problems)
    if text is None:
        raise ContentError(problems.listed())
    return import_text(text, path.stem, previous, problems)


def import_text(text: str, name: str, previous: Plan | None = None, problems: Problems | None = None) -> Imported:
    """The plan in a Markdown text; `name` is its title where the text has none. Raises as `import_markdown`."""
    problems = Problems(name) if problems is None else problems
    front = front_matter_of(mended(text))
    draft = draft_of(outline_of(front.rest, problems))
    draft.title = draft.title or front.title
    draft.notes[:0] = front.others
    problems.raise_if_any()
    weeks_total = lay_weeks(draft, problems)
    if not draft.phases:
        problems.add(0, "nothing here looks like a plan; give it headings such as `## Week 1`, or boxes `- [ ] Topic`")
    problems.raise_if_any()
    _name(draft, previous)
    plan = tidied(_plan(draft, weeks_total, name, previous, hashlib.sha256(text.encode()).hexdigest()))
    return Imported(plan, _ticked(draft, plan), tuple(Note(line, note) for line, note in draft.notes))


def tidied(value: _T) -> _T:
    """The same value with blank texts out of its lists and no empty lines around its texts."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else cast("_T", value.strip())
    if isinstance(value, tuple):
        items = (tidied(item) for item in value)
        return cast("_T", tuple(item for item in items if item != ""))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (field.name for field in dataclasses.fields(value))
        return dataclasses.replace(value, **{name: tidied(getattr(value, name)) for name in fields})
    return value


def _name(draft: Draft, previous: Plan | None) -> None:
    """Give phases, units, tasks, projects and goals their ids."""
    phases = previous.phases if previous else ()
    wishes = [Wish(phase.title, _phase_wish(phase)) for phase in draft.phases]
    known = [Known(phase.id, phase.title) for phase in phases]
    for phase, name in zip(draft.phases, give_ids(wishes, known), strict=True):
        phase.id = name
    units = [(phase, unit) for phase in draft.phases for unit in phase.units]
    wishes = [
        Wish(unit.title, _unit_wish(phase, unit), unit.weeks, frozenset(task.text for task in unit.tasks))
        for phase, unit in units
    ]
    old = {unit.id: unit for phase in phases for unit in phase.units}
    known = [Known(unit.id, unit.title, unit.weeks, _held(unit)) for unit in old.values()]
    for (_, unit), name in zip(units, give_ids(wishes, known), strict=True):
        unit.id = name
        _name_tasks(unit, old.get(name))
    goals = [*(previous.projects if previous else ()), *(previous.portfolio if previous else ())]
    both = [*draft.projects, *draft.portfolio]
    wishes = [Wish(goal.title, slug(goal.title, 5)) for goal in both]
    for goal, name in zip(both, give_ids(wishes, [Known(goal.id, goal.title) for goal in goals]), strict=True):
        goal.id = name


def _held(unit: Unit) -> frozenset[str]:
    return frozenset(task.text for day in unit.days for task in day.tasks)


def _phase_wish(phase: DraftPhase) -> str:
    numbers = phases_named(phase.title)
    return f"phase{numbers[0]}" if len(numbers) == 1 else slug(phase.title, 4)


def _unit_wish(phase: DraftPhase, unit: DraftUnit) -> str:
    return f"{phase.id}/{slug(unit.title, 5)}"


def _name_tasks(unit: DraftUnit, old: Unit | None) -> None:
    known = [Known(task.id, task.text) for day in (old.days if old else ()) for task in day.tasks]
    wishes = [Wish(task.text, slug(task.text, 5)) for task in unit.tasks]
    for task, name in zip(unit.tasks, give_ids(wishes, known), strict=True):
        task.id = name


def _plan(draft: Draft, weeks_total: int, name: str, previous: Plan | None, sha256: str) -> Plan:
    rhythm = draft.rhythm or DEFAULT_RHYTHM
    units = [unit for phase in draft.phases for unit in phase.units]
    days = dict(zip(map(id, units), hours_of(units, rhythm, weeks_total), strict=True))
    title = draft.title or name
    return Plan(
        id=previous.id if previous else slug(title),
        title=title,
        phases=tuple(_phase(phase, days) for phase in draft.phases),
        weeks_total=weeks_total,
        source=Source(name, sha256),
        note="\n\n".join(text for _, text in draft.notes),
        goals=tuple(draft.goals),
        rhythm=rhythm,
        rhythm_is_default=not draft.rhythm,
        strengths=tuple(draft.strengths),
        growth=tuple(draft.growth),
        parts=_parts(draft),
        projects=tuple(_goal(goal) for goal in draft.projects),
        portfolio=tuple(_goal(goal) for goal in draft.portfolio),
        interview=tuple(draft.interview),
        timeline=tuple(draft.timeline),
        reading=tuple(draft.reading),
    )


def _parts(draft: Draft) -> tuple[Part, ...]:
    """The parts, those of the same id once."""
    return tuple({part.id: part for part in reversed(draft.parts)}.values())[::-1]


def _phase(phase: DraftPhase, days: dict[int, tuple[PlanDay, ...]]) -> Phase:
    return Phase(
        id=phase.id,
        title=phase.title,
        units=tuple(_unit(unit, days[id(unit)]) for unit in phase.units),
        kind=phase.kind,
        part=phase.part,
        goal=phase.goal,
        priority=phase.priority,
        weeks=phase.weeks,
        months=phase.months,
        choose=phase.choose,
        project_idea=phase.project_idea,
        note="\n".join(phase.notes),
    )


def _unit(unit: DraftUnit, days: tuple[PlanDay, ...]) -> Unit:
    in_days = {task.id for day in days for task in day.tasks}
    return Unit(
        id=unit.id,
        kind=unit.kind,
        title=unit.title,
        weeks=unit.weeks,
        group=unit.group,
        link=unit.link,
        checkbox=unit.box,
        done=unit.ticked,
        optional=not unit.box,
        deliverable=unit.deliverable,
        details=tuple(unit.details),
        checklist=tuple(task.text for task in unit.tasks if task.id not in in_days),
        days=days,
        targets=tuple(unit.fields.get("targets", ())),
        study=tuple(unit.fields.get("study", ())),
        build=tuple(unit.fields.get("build", ())),
        assess=tuple(unit.fields.get("assess", ())),
    )


def _goal(goal: DraftUnit) -> Project:
    detail = "; ".join(filter(None, [goal.deliverable, *goal.details, *(task.text for task in goal.tasks)]))
    optional = goal.title.lower().startswith("optional")
    return Project(goal.id, goal.title, detail, optional=optional, done=goal.ticked, link=goal.link)


def _ticked(draft: Draft, plan: Plan) -> tuple[str, ...]:
    days = {unit.id: {task.id for day in unit.days for task in day.tasks} for _, unit in plan.units()}
    found = []
    for unit in (unit for phase in draft.phases for unit in phase.units):
        if unit.ticked:
            found.append(unit.id)
        found += [f"{unit.id}/{task.id}" for task in unit.tasks if task.ticked and task.id in days[unit.id]]
    return (*found, *(goal.id for goal in (*draft.projects, *draft.portfolio) if goal.ticked))
