"""Plans: list, show, use."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from studytui.cli.badge import export_plan
from studytui.cli.calendar_file import calendar_file
from studytui.cli.opened import opened
from studytui.cli.options import json_option, plan_argument, start_option
from studytui.cli.output import say, say_json
from studytui.cli.plan_import import import_plan
from studytui.study import plans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from studytui.domain.plan import Phase, Plan, Unit


@click.group("plan", no_args_is_help=False)
def plan_command() -> None:
    """Plans, and which one you follow."""


for _command in (import_plan, export_plan, calendar_file):
    plan_command.add_command(_command)


@plan_command.command("list")
@json_option
def list_plans(as_json: bool) -> int:
    """List the plans; a star stands before the one you follow."""
    with opened() as ctx:
        cards = plans.available(ctx)
    if as_json:
        rows = [
            {"id": card.id, "title": card.title, "weeks_total": card.weeks_total, "current": card.current}
            for card in cards
        ]
        say_json({"plans": rows})
        return 0
    width = max((len(card.id) for card in cards), default=0)
    for card in cards:
        say(f"{'*' if card.current else ' '} {card.id:<{width}}  {card.title}  ({card.weeks_total} weeks)")
    return 0


@plan_command.command("show")
@plan_argument
@json_option
def show_plan(plan: str, as_json: bool) -> int:
    """Print a plan: its phases and weeks; with --json everything in it."""
    with opened() as ctx:
        found = ctx.library.plan(plan)
    if as_json:
        say_json(asdict(found))
        return 0
    for line in _outline(found):
        say(line)
    return 0


@plan_command.command("use")
@plan_argument
@start_option
def use_plan(plan: str, start: date | None) -> int:
    """Follow a plan from a day on."""
    with opened() as ctx:
        enrolment = plans.use(ctx, plan, start)
        title = ctx.library.plan(plan).title
        say(f"You follow {title}, week 1 from {enrolment.schedule.start:%A %Y-%m-%d}.")
    return 0


def _outline(plan: Plan) -> Iterator[str]:
    yield f"{plan.title}  ({plan.id}, {plan.weeks_total} weeks)"
    if plan.summary:
        yield plan.summary
    for phase in plan.phases:
        yield ""
        yield _phase_line(phase)
        for unit in phase.units:
            yield f"  {_unit_line(unit)}"
            if unit.deliverable:
                yield f"         ships: {unit.deliverable}"


def _phase_line(phase: Phase) -> str:
    weeks = f"  (weeks {phase.weeks[0]} to {phase.weeks[1]})" if phase.weeks else ""
    return f"{phase.title}{weeks}"


def _unit_line(unit: Unit) -> str:
    if unit.weeks is None:
        return f"       {unit.title}"
    first, last = unit.weeks
    span = f"W{first:02d}" if first == last else f"W{first:02d}-{last:02d}"
    return f"{span:<7}{unit.title}"
