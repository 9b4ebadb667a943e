"""`studytui plan import`: a Markdown or YAML plan, previewed, asked about, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.asking import confirm
from studytui.cli.opened import opened
from studytui.cli.options import FILE
from studytui.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studytui.domain.plan import Project
    from studytui.domain.unit import Unit
    from studytui.study.plan_import import Preview, Taken

_NOTE = 100


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--id", "plan_id", metavar="ID", help="The plan's id; else made from its title, or the one in the YAML.")
@click.option("--yes", is_flag=True, help="Save without asking.")
def import_plan(file: Path, plan_id: str | None, yes: bool) -> int:
    """Make a plan of your own from a Markdown file with headings and boxes, or take a YAML plan in.

    It shows what was understood and asks. Import the file again after changing it: what you ticked stays.
    """
    from studytui.study import plan_import

    with opened() as ctx:
        seen = plan_import.preview(ctx, file, plan_id)
        for line in _shown(seen):
            say(line)
        if not yes:
            confirm(f"Save this as the plan `{seen.plan.id}`?", "nothing was saved: a plan is saved once you agree")
        taken = plan_import.take(ctx, seen)
    for line in _told(taken, seen.plan.id):
        say(line)
    return 0


def _shown(seen: Preview) -> Iterator[str]:
    plan = seen.plan
    yield f"{plan.title}  ({plan.id})"
    yield _counts(seen)
    if seen.replaces is not None:
        yield seen.difference
    for phase in plan.phases:
        yield ""
        yield phase.title
        yield from (f"  {_unit_line(unit)}" for unit in phase.units)
    for title, goals in (("Projects", plan.projects), ("Portfolio", plan.portfolio)):
        if goals:
            yield ""
            yield title
            yield from (f"  {_box(goal)} {goal.title}" for goal in goals)
    if seen.notes:
        yield ""
        yield "Kept as notes, not understood as part of the plan"
        yield from (f"  line {line}: {_cut(text)}" for line, text in seen.notes)
    yield ""


def _counts(seen: Preview) -> str:
    plan = seen.plan
    units = [unit for _, unit in plan.units()]
    tasks = sum(len(day.tasks) for unit in units for day in unit.days)
    parts = (
        (plan.weeks_total, "week"),
        (len(plan.phases), "phase"),
        (len(units), "unit"),
        (tasks, "task"),
        (len(plan.boxes()), "counting box"),
        (len(seen.ticked), "ticked"),
        (len(seen.notes), "note"),
    )
    return ", ".join(_count(number, word) for number, word in parts)


def _count(number: int, word: str) -> str:
    if number == 1 or word == "ticked":
        return f"{number} {word}"
    return f"{number} {word}{'es' if word.endswith('x') else 's'}"


def _unit_line(unit: Unit) -> str:
    span = ""
    if unit.weeks is not None:
        first, last = unit.weeks
        span = f"W{first:02d}" if first == last else f"W{first:02d}-{last:02d}"
    ships = f" -> {unit.deliverable}" if unit.deliverable else ""
    return f"{_box(unit)} {span:<7} {unit.title}{ships}"


def _box(item: Unit | Project) -> str:
    return "[x]" if item.done else "   " if item.optional else "[ ]"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _NOTE else f"{line[: _NOTE - 3]}..."


def _told(taken: Taken, plan_id: str) -> Iterator[str]:
    saved = taken.saved
    yield f"{'Saved' if saved.changed else 'Unchanged:'} {saved.path}"
    if saved.set_aside is not None:
        yield f"The version before is kept in {saved.set_aside}"
    if taken.ticked:
        yield f"{_count(len(taken.ticked), 'box')} ticked, as in the file."
    yield f"Follow it with `studytui plan use {plan_id}`."
