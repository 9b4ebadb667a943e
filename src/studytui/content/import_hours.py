"""Hours for what was imported: a task on every study day of every week, from the file's own words where it has some."""

import re
from collections import defaultdict
from collections.abc import Sequence

from studytui.content.import_draft import DraftTask, DraftUnit
from studytui.content.markdown_words import without_weeks
from studytui.domain.rhythm import DayKind, RhythmDay, Weekday
from studytui.domain.unit import PlanDay, Task

_SHORT = re.compile(r" \(|: |\. ")

Slot = tuple[int, RhythmDay]
"""A week of the plan and a day of the rhythm."""


def hours_of(units: Sequence[DraftUnit], rhythm: Sequence[RhythmDay], weeks_total: int) -> list[tuple[PlanDay, ...]]:
    """The days of each unit, so that every study day of the plan has exactly one hour."""
    by_week: dict[int, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for week in range(unit.weeks[0], unit.weeks[1] + 1) if unit.weeks else ():
            by_week[week].append(number)
    slots: list[list[Slot]] = [[] for _ in units]
    fixed: dict[tuple[int, Weekday], int] = {}
    for number, unit in enumerate(units):
        for task in unit.tasks:
            if task.day is not None and unit.weeks and any(day.day is task.day for day in rhythm):
                fixed.setdefault((unit.weeks[0], task.day), number)
    for week in range(1, weeks_total + 1):
        _share_week(week, by_week[week], rhythm, fixed, slots)
    return [_days(unit, slots[number]) for number, unit in enumerate(units)]


def _share_week(
    week: int,
    here: list[int],
    rhythm: Sequence[RhythmDay],
    fixed: dict[tuple[int, Weekday], int],
    slots: list[list[Slot]],
) -> None:
    """Give each day of a week to a unit: to the one that names the day, else in equal stretches."""
    if not here:
        return
    free = [day for day in rhythm if (week, day.day) not in fixed]
    idle = [number for number in here if number not in {fixed.get((week, day.day)) for day in rhythm}] or here
    owners = {day.day: idle[index * len(idle) // len(free)] for index, day in enumerate(free)}
    for day in rhythm:
        slots[fixed.get((week, day.day), owners.get(day.day, here[0]))].append((week, day))


def _days(unit: DraftUnit, slots: list[Slot]) -> tuple[PlanDay, ...]:
    """The hours of one unit: its own tasks in order, and where it has none, what the kind of day asks for."""
    if unit.weeks is None:
        return ()
    tasks = _placed(unit.tasks, slots, unit.weeks[0])
    taken = {task.id for task in unit.tasks}
    days = []
    for place, (number, day) in enumerate(slots):
        week = number - unit.weeks[0]
        found = tuple(Task(task.id, task.text) for task in tasks.get(place, ()))
        if not found:
            found = (Task(_free_id(day.kind, week, taken), _common(unit, week, day.kind)),)
        days.append(PlanDay(day.day, unit.title, found, week))
    return tuple(days)


def _placed(tasks: list[DraftTask], slots: list[Slot], first: int) -> dict[int, list[DraftTask]]:
    """Tasks by slot: those with a weekday in the unit's first week, the others spread over what is left, in order."""
    placed: dict[int, list[DraftTask]] = defaultdict(list)
    loose: list[DraftTask] = []
    for task in tasks:
        place = next((n for n, (week, day) in enumerate(slots) if week == first and day.day is task.day), None)
        (loose if place is None else placed[place]).append(task)
    left = [place for place in range(len(slots)) if place not in placed] or list(range(len(slots)))
    for number, task in enumerate(loose if slots else ()):
        placed[left[number * len(left) // len(loose)]].append(task)
    return placed


def _free_id(kind: DayKind, week: int, taken: set[str]) -> str:
    """An id that says the kind of the hour, and so stays the same whatever the file's words become."""
    name = kind.value if week == 0 else f"{kind.value}-{week + 1}"
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    taken.add(free)
    return free


def _common(unit: DraftUnit, week: int, kind: DayKind) -> str:
    """What an hour of that kind is for in that week of this unit."""
    if not unit.box:
        return "Catch up on what is open, or rebuild something old from memory."
    subject, fields = _subject(unit, week), unit.fields
    if kind is DayKind.THEORY:
        return _listed("Study", fields.get("study")) or f"Study {subject}; write down what you could not explain."
    if kind is DayKind.PAPERS:
        return f"Read one paper, chapter or post on {subject}; note its claim, method, evidence and your doubt."
    if kind is DayKind.CODE:
        return _listed("Build", fields.get("build")) or f"Build the core of it from scratch: {subject}."
    if kind is DayKind.EXPERIMENT:
        return f"Change one thing in what you built for {subject}; predict, run, compare."
    ship = unit.deliverable or "; ".join(fields.get("assess", ()))
    return f"Ship: {ship}" if ship else f"Write up {subject} with one number that moved, and tick its box."


def _subject(unit: DraftUnit, week: int) -> str:
    """What a week of a unit is about: one of its topics in turn, else its title, without what explains it.

    A title that names the week alone says nothing; then it is about the unit's first tasks.
    """
    span = unit.weeks[1] - unit.weeks[0] + 1 if unit.weeks else 1
    if unit.tasks and not without_weeks(unit.title):
        return ", ".join(_SHORT.split(task.text, maxsplit=1)[0].rstrip(".:;, ") for task in unit.tasks[:3])
    text = unit.details[week * len(unit.details) // span] if unit.weight > 1 and unit.details else unit.title
    return _SHORT.split(text, maxsplit=1)[0].rstrip(".:;, ") or text


def _listed(verb: str, items: list[str] | None) -> str:
    return f"{verb}: {'; '.join(items)}." if items else ""
