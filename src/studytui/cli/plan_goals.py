"""What a plan asks for beside its hours, from the shell: tick, goals, choose, skills, count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import json_option, of_plan_option
from studytui.cli.output import say, say_json
from studytui.errors import UsageError
from studytui.study import typed

if TYPE_CHECKING:
    from studytui.study.skills import CounterLine, SkillLine


@click.command("tick")
@click.argument("address")
@click.option("--undo", is_flag=True, help="Take the tick back.")
@of_plan_option
def tick(address: str, undo: bool, plan: str | None) -> int:
    """Tick a task (W7/read), a week or topic (W7), a milestone, a goal or a reading by its address."""
    from studytui.study import goals as study

    with opened() as ctx:
        title = study.tick(ctx, address, done=not undo, plan_id=plan)
    say(f"[{' ' if undo else 'x'}] {title}")
    return 0


@click.command("goals")
@of_plan_option
@json_option
def goals(plan: str | None, as_json: bool) -> int:
    """Print milestones, projects, portfolio goals and reading, with their boxes and addresses."""
    from studytui.study import goals as study

    with opened() as ctx:
        lines = study.goals(ctx, plan)
        gone = study.vanished(ctx, plan)
    if as_json:
        rows = [
            {"address": line.address, "title": line.title, "kind": line.kind.value, "done": line.done,
             "optional": line.optional}
            for line in lines
        ]  # fmt: skip
        say_json({"goals": rows, "vanished": list(gone)})
        return 0
    kind = None
    for line in lines:
        if line.kind is not kind:
            say(f"{line.kind.value.capitalize()}")
            kind = line.kind
        optional = ", optional" if line.optional else ""
        say(f"  [{'x' if line.done else ' '}] {line.title}  ({line.address}{optional})")
    if gone:
        say(f"Done, and no longer in the plan: {', '.join(gone)}")
    return 0


@click.command("choose")
@click.argument("option", required=False)
@click.option("--not", "undo", is_flag=True, help="Take the choice back.")
@of_plan_option
def choose(option: str | None, undo: bool, plan: str | None) -> int:
    """Choose a track or an optional goal; what is left out no longer weighs. Without OPTION, print the choices."""
    from studytui.study import options, plans

    with opened() as ctx:
        name = plans.followed(ctx, plan).plan
        if option is not None:
            options.choose(ctx, name, option, chosen=not undo)
        views = options.of_plan(ctx, name)
    for view in views:
        say(f"{view.title} ({view.least} to {view.most})")
        for item in view.options:
            say(f"  [{'x' if item.chosen else ' '}] {item.title}  ({item.id})")
    if not views:
        say("This plan leaves no choice.")
    return 0


@click.command("skills")
@click.argument("skill", required=False)
@click.argument("level", required=False, type=click.IntRange(0, 5))
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option("--new", is_flag=True, help="Add a skill of your own.")
@of_plan_option
@json_option
def skills(skill: str | None, level: int | None, note: str, new: bool, plan: str | None, as_json: bool) -> int:
    """Rate a skill from 0 (new to me) to 5 (could teach it), or print them all with their history."""
    from studytui.study import skills as study

    if (skill is None) != (level is None):
        raise UsageError("name the skill and its level, as in `studytui plan skills statistics 2`")
    with opened() as ctx:
        if skill is not None and level is not None:
            study.rate(ctx, skill, level, note, new=new, plan_id=plan)
        lines = study.skills(ctx, plan)
    if as_json:
        say_json({"skills": [_skill_shape(line) for line in lines]})
        return 0
    for line in lines:
        past = " ".join(str(rating.level) for rating in line.ratings[:-1])
        before = f", before {past}" if past else ""
        level_text = "-" if line.level is None else str(line.level)
        say(f"{level_text}  {line.title}  ({line.id}, {line.group}{before})")
    if not lines:
        say("The plan names no skills; `studytui plan skills NAME LEVEL --new` adds one.")
    return 0


@click.command("count", context_settings={"ignore_unknown_options": True})  # so that -2 is a number
@click.argument("counter", required=False)
@click.argument("by", required=False, type=int, default=1)
@click.option("--target", metavar="N-M", help="Its target; makes a counter of your own.")
@click.option("--note", default="", metavar="TEXT", help="Which one it was.")
@of_plan_option
def count(counter: str | None, by: int, target: str | None, note: str, plan: str | None) -> int:
    """Count one more (problem, post, ...), or BY of them; without COUNTER, print them all."""
    from studytui.study import skills as study

    with opened() as ctx:
        if counter is not None:
            wanted = None if target is None else typed.target(target)
            study.count(ctx, counter, by, target=wanted, note=note, plan_id=plan)
        lines = study.counters(ctx, plan)
    for line in lines:
        say(_counter(line))
    if not lines:
        say("There is no counter; `studytui plan count NAME --target 5-8` makes one.")
    return 0


def _skill_shape(line: SkillLine) -> dict[str, object]:
    history = [{"day": rating.day.isoformat(), "level": rating.level, "note": rating.note} for rating in line.ratings]
    return {"id": line.id, "title": line.title, "group": line.group, "level": line.level, "history": history}


def _counter(line: CounterLine) -> str:
    bounds = [str(number) for number in dict.fromkeys((line.target_min, line.target_max)) if number is not None]
    target = f" of {'-'.join(bounds)}" if bounds else ""
    return f"{line.count}{target}  {line.title}  ({line.id})"
