"""Plans: list, show, use, keep in view."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from studytui.cli.badge import export_plan
from studytui.cli.calendar_file import calendar_file
from studytui.cli.opened import opened
from studytui.cli.options import days_option, json_option, minutes_option, plan_argument, start_option
from studytui.cli.output import complain, say, say_json
from studytui.cli.plan_calendar import days, pause, resume, shift, skip
from studytui.cli.plan_goals import choose, count, goals, skills, tick
from studytui.cli.plan_import import import_plan
from studytui.cli.plan_tailor import tailor_plan
from studytui.study import plans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from studytui.domain.plan import Phase, Plan, Unit
    from studytui.domain.rhythm import Weekday
    from studytui.study.plans import PlanCard, WeekLine
    from studytui.study.progress import PlanStats


@click.group("plan", no_args_is_help=False)
def plan_command() -> None:
    """Plans, and which one you follow."""


for _command in (
    import_plan,
    tailor_plan,
    export_plan,
    calendar_file,
    pause,
    shift,
    resume,
    skip,
    days,
    tick,
    goals,
    choose,
    skills,
    count,
):
    plan_command.add_command(_command)


@plan_command.command("list")
@json_option
def list_plans(as_json: bool) -> int:
    """List the plans; a star stands before the one you follow, a plus before others in view."""
    from studytui.study.progress import per_plan

    with opened() as ctx:
        cards = plans.available(ctx)
        seen = {item.plan_id: item for item in per_plan(ctx)}
        for path in ctx.library.unreadable_plans():
            complain(f"{path} cannot be read; `studytui verify {path}` says why")
    if as_json:
        say_json({"plans": [_card_shape(card, seen.get(card.id)) for card in cards]})
        return 0
    width = max((len(card.id) for card in cards), default=0)
    for card in cards:
        mark = "*" if card.current else "+" if card.in_view else " "
        item = seen.get(card.id)
        say(f"{mark} {card.id:<{width}}  {card.title}  ({_progress(item) if item else f'{card.weeks_total} weeks'})")
    return 0


@plan_command.command("show")
@plan_argument
@json_option
def show_plan(plan: str, as_json: bool) -> int:
    """Print a plan: its phases and weeks; with --json everything in it."""
    from studytui.study.progress import per_plan

    with opened() as ctx:
        found = ctx.library.plan(plan)
        item = next((item for item in per_plan(ctx) if item.plan_id == plan), None)
        lines = plans.outline(ctx, plan) if item else ()
    if as_json:
        say_json(asdict(found))
        return 0
    boxes = {line.unit_id: line for phase in lines for line in phase.weeks}
    for line in _outline(found, boxes, item):
        say(line)
    return 0


@plan_command.command("use")
@plan_argument
@start_option
@days_option
@minutes_option
def use_plan(plan: str, start: date | None, study_days: tuple[Weekday, ...], minutes: int | None) -> int:
    """Follow a plan from a day on, as your main one; the one before stays in view."""
    with opened() as ctx:
        enrolment = plans.use(ctx, plan, start, study_days=study_days, minutes=minutes)
        title = ctx.library.plan(plan).title
        say(f"You follow {title}, week 1 from {enrolment.schedule.start:%A %Y-%m-%d}.")
    return 0


@plan_command.command("also")
@plan_argument
@start_option
@days_option
@minutes_option
def also_plan(plan: str, start: date | None, study_days: tuple[Weekday, ...], minutes: int | None) -> int:
    """Keep a plan in view beside your main one."""
    with opened() as ctx:
        enrolment = plans.also(ctx, plan, start, study_days=study_days, minutes=minutes)
        title = ctx.library.plan(plan).title
        say(f"{title} is in view, week 1 from {enrolment.schedule.start:%A %Y-%m-%d}.")
    return 0


@plan_command.command("drop")
@plan_argument
def drop_plan(plan: str) -> int:
    """Take a plan out of view; everything you did in it is kept."""
    with opened() as ctx:
        plans.drop(ctx, plan)
    say(f"{plan} is out of view; what you did in it is kept.")
    return 0


def _card_shape(card: PlanCard, item: PlanStats | None) -> dict[str, object]:
    shape: dict[str, object] = {
        "id": card.id,
        "title": card.title,
        "weeks_total": card.weeks_total,
        "current": card.current,
        "in_view": card.in_view,
    }
    if item is not None:
        shape |= {
            "week": item.week,
            "weeks_done": item.share.weeks_done,
            "boxes": {"done": item.share.boxes_done, "total": item.share.boxes_total},
        }
    return shape


def _progress(item: PlanStats) -> str:
    share = item.share
    return (
        f"week {item.week} of {share.weeks_total}, {share.boxes_done} of {share.boxes_total} boxes, {share.percent} %"
    )


def _outline(plan: Plan, boxes: dict[str, WeekLine], item: PlanStats | None) -> Iterator[str]:
    yield f"{plan.title}  ({plan.id}, {_progress(item) if item else f'{plan.weeks_total} weeks'})"
    if plan.summary:
        yield plan.summary
    for phase in plan.phases:
        yield ""
        yield _phase_line(phase)
        for unit in phase.units:
            yield f"  {_box(boxes.get(unit.id))}{_unit_line(unit)}"
            if unit.deliverable:
                yield f"         ships: {unit.deliverable}"


def _box(line: WeekLine | None) -> str:
    if line is None:
        return ""
    return "[x] " if line.done else "( ) " if line.optional else "[ ] "


def _phase_line(phase: Phase) -> str:
    weeks = f"  (weeks {phase.weeks[0]} to {phase.weeks[1]})" if phase.weeks else ""
    return f"{phase.title}{weeks}"


def _unit_line(unit: Unit) -> str:
    if unit.weeks is None:
        return f"       {unit.title}"
    first, last = unit.weeks
    span = f"W{first:02d}" if first == last else f"W{first:02d}-{last:02d}"
    return f"{span:<7}{unit.title}"
