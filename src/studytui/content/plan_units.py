"""Phases, units, days and tasks of a plan file."""

import re
from dataclasses import dataclass, field

from studytui.content.fields import Fields
from studytui.content.sources import Problems
from studytui.domain.plan import Choice, Named, Phase, PlanDay, Reading, Recall, Task, Unit, UnitKind, UnitMode
from studytui.domain.rhythm import Weekday

PHASE_KINDS = ("phase", "section", "track", "block")
ID = re.compile(r"[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LINK = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*:[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*")
MAX_UNIT_WEEKS = 520


@dataclass(slots=True)
class Lines:
    """Where things stand in the file, for problems that are found once the whole plan is known."""

    units: dict[str, int] = field(default_factory=dict)
    days: dict[tuple[str, int, Weekday], int] = field(default_factory=dict)
    exercises: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)


def phases_of(root: Fields, lines: Lines) -> tuple[Phase, ...]:
    """Every phase; ids of phases and units are checked to be unique."""
    seen: dict[str, int] = {}
    phases = []
    for item in root.sections("phases", "phase"):
        phase = _phase(item, lines)
        claim(seen, phase.id, item.line, root.problems, "phase")
        phases.append(phase)
    if not phases:
        root.problems.add(root.line_of("phases"), "the plan has no phases; add `phases:` with at least one")
    return tuple(phases)


def claim(seen: dict[str, int], name: str, line: int, problems: Problems, what: str) -> None:
    """Note that an id is taken; a second taker is a problem."""
    if name and name in seen:
        problems.add(line, f"the {what} id `{name}` stands twice, first on line {seen[name]}; rename one")
    seen.setdefault(name, line)


def identifier(fields: Fields, pattern: re.Pattern[str] = ID) -> str:
    """The `id` of a mapping, which from now on is called by it."""
    name = fields.text("id", required=True)
    kind = fields.name.split(" ", maxsplit=1)[0]
    if not name:
        return ""
    if len(name) > 80 or not pattern.fullmatch(name):
        sample = "read-svd" if pattern is SLUG else "W3 or phase1/svd"
        fields.problems.add(
            fields.line_of("id"), f"the {kind} id must be up to 80 letters, digits and single hyphens, such as {sample}"
        )
        return ""
    fields.name = f"{kind} {name}"
    return name


def named(fields: Fields) -> Named:
    """A title with a detail."""
    found = Named(fields.text("title", required=True), fields.text("detail"))
    fields.close()
    return found


def _phase(fields: Fields, lines: Lines) -> Phase:
    phase_id = identifier(fields)
    units = []
    for item in fields.sections("units", f"unit of {fields.name}"):
        item.name = f"unit {item.name.rsplit(' ', 1)[1]} of {fields.name}"
        unit = _unit(item, lines)
        claim(lines.units, unit.id, item.line, fields.problems, "unit")
        units.append(unit)
    choose, idea = fields.section("choose"), fields.section("project_idea")
    phase = Phase(
        id=phase_id,
        title=fields.text("title", required=True),
        units=tuple(units),
        kind=fields.word("kind", PHASE_KINDS, "phase"),
        part=fields.text("part") or None,
        goal=fields.text("goal"),
        priority=fields.flag("priority"),
        weeks=fields.span("weeks"),
        months=fields.text("months"),
        choose=_choice(choose) if choose else None,
        project_idea=named(idea) if idea else None,
        note=fields.text("note"),
    )
    fields.close()
    return phase


def _choice(fields: Fields) -> Choice:
    low = fields.whole("min", 0, low=0, high=99)
    choice = Choice(low, fields.whole("max", max(1, low), low=max(1, low), high=99))
    fields.close()
    return choice


def _unit(fields: Fields, lines: Lines) -> Unit:
    unit_id = identifier(fields)
    tasks: dict[str, int] = {}
    days = []
    for item in fields.sections("days", "day"):
        item.name = f"{item.name} of {fields.name}"
        days.append(_day(item, unit_id, tasks, lines))
    weeks = fields.span("weeks")
    if weeks and weeks[1] > MAX_UNIT_WEEKS:
        fields.problems.add(
            fields.line_of("weeks"), f"weeks of {fields.name} end after week {MAX_UNIT_WEEKS}, the last"
        )
        weeks = None
    unit = Unit(
        id=unit_id,
        kind=fields.choice("kind", UnitKind, UnitKind.WEEK),
        title=fields.text("title", required=True),
        weeks=weeks,
        group=fields.text("group"),
        link=fields.text("link"),
        checkbox=fields.flag("checkbox"),
        shared_checkbox=fields.text("shared_checkbox") or None,
        done=fields.flag("done"),
        optional=fields.flag("optional"),
        targets=fields.texts("targets"),
        study=fields.texts("study"),
        build=fields.texts("build"),
        assess=fields.texts("assess"),
        deliverable=fields.text("deliverable"),
        details=fields.texts("details"),
        mode=fields.choice("mode", UnitMode, UnitMode.CHECKLIST),
        checklist=fields.texts("checklist"),
        exercises=_exercises(fields, lines),
        recall=tuple(_recall(item) for item in fields.sections("recall", "recall")),
        days=tuple(days),
        same_as=_link(fields, lines),
    )
    fields.close()
    return unit


def _exercises(fields: Fields, lines: Lines) -> tuple[str, ...]:
    found = fields.texts("exercises")
    for name, node in zip(found, fields.nodes("exercises"), strict=True):
        lines.exercises.append((name, node.line))
    return found


def _link(fields: Fields, lines: Lines) -> str | None:
    link = fields.text("same_as") or None
    if link is None:
        return None
    if not LINK.fullmatch(link):
        fields.problems.add(
            fields.line_of("same_as"),
            f"`same_as` of {fields.name} must be a plan and a unit, such as weekly-ml:wk1-2/knn",
        )
        return None
    lines.links.append((link, fields.line_of("same_as")))
    return link


def _recall(fields: Fields) -> Recall:
    recall = Recall(fields.text("question", required=True), fields.text("answer", required=True))
    fields.close()
    return recall


def _day(fields: Fields, unit_id: str, taken: dict[str, int], lines: Lines) -> PlanDay:
    before = len(fields.problems)
    weekday = fields.choice("day", Weekday, Weekday.MON, required=True)
    readable = len(fields.problems) == before
    link = _link(fields, lines)
    week = fields.whole("week", 0, low=0, high=MAX_UNIT_WEEKS)
    tasks = []
    for item in fields.sections("tasks", "task"):
        task = _task(item, lines)
        claim(taken, task.id, item.line, fields.problems, "task")
        tasks.append(task)
    if not tasks and link is None:
        fields.problems.add(fields.line, f"{fields.name} ({weekday.short}) has no tasks; give it at least one")
    if readable:
        _take_day(fields, (unit_id, week, weekday), lines)
    day = PlanDay(weekday, fields.text("title", required=link is None), tuple(tasks), week, link)
    fields.close()
    return day


def _take_day(fields: Fields, key: tuple[str, int, Weekday], lines: Lines) -> None:
    if key in lines.days:
        first = lines.days[key]
        fields.problems.add(fields.line, f"{fields.name} is {key[2].short} once more, first on line {first}; keep one")
    lines.days.setdefault(key, fields.line)


def _task(fields: Fields, lines: Lines) -> Task:
    task_id = identifier(fields, SLUG)
    exercise, reading = fields.text("exercise") or None, fields.section("reading")
    if exercise:
        lines.exercises.append((exercise, fields.line_of("exercise")))
    task = Task(
        id=task_id,
        text=fields.text("text", required=True),
        minutes=fields.maybe_whole("minutes", low=1, high=1440),
        exercise=exercise,
        reading=_reading(reading) if reading else None,
        rubric=fields.texts("rubric"),
        optional=fields.flag("optional"),
    )
    fields.close()
    return task


def _reading(fields: Fields) -> Reading:
    reading = Reading(
        title=fields.text("title", required=True),
        section=fields.text("section"),
        link=fields.text("link"),
        free=fields.text("free"),
        minutes=fields.maybe_whole("minutes", low=1, high=10_000),
    )
    fields.close()
    return reading
