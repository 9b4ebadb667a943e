"""Living plans from the shell: tasks of one's own, and changes to those that are planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import of_plan_option
from studytui.cli.output import say
from studytui.errors import UsageError

if TYPE_CHECKING:
    from studytui.domain.overlay import PlacedTask
    from studytui.domain.unit import Reading
    from studytui.study.context import Context


@click.group("task", no_args_is_help=False)
def task_command() -> None:
    """Tasks of your own, and changes to those of your plan; its file is never touched."""


@task_command.command("add")
@click.argument("text")
@click.option("--on", "where", metavar="PLACE", help="W8/mon, a day, thu or `tomorrow`; today's hour if left out.")
@click.option("--minutes", type=int, metavar="N", help="How long it takes.")
@click.option("--exercise", metavar="ID", help="The exercise that ticks it.")
@click.option("--reading", metavar="TITLE", help="What to read.")
@click.option("--section", default="", metavar="TEXT", help="Which part of it.")
@click.option("--link", default="", metavar="URL", help="Where it is.")
@click.option("--optional", is_flag=True, help="It is not waited for.")
@of_plan_option
def add_task(
    text: str, where: str | None, minutes: int | None, exercise: str | None, reading: str | None, section: str,
    link: str, optional: bool, plan: str | None,
) -> int:  # fmt: skip
    """Add a task or a reading."""
    from studytui.study import living, places

    with opened() as ctx:
        place = places.place_of(ctx, where, plan) if where else None
        book = _reading(reading, section, link)
        made = living.add(
            ctx, text, place, minutes=minutes, exercise=exercise, reading=book, optional=optional, plan_id=plan
        )
        _say(ctx, made, plan)
    return 0


@task_command.command("edit")
@click.argument("address")
@click.option("--text", metavar="TEXT", help="What to do.")
@click.option("--minutes", type=int, metavar="N", help="How long it takes.")
@click.option("--exercise", metavar="ID", help="The exercise that ticks it.")
@click.option("--reading", metavar="TITLE", help="What to read.")
@click.option("--section", default="", metavar="TEXT", help="Which part of it.")
@click.option("--link", default="", metavar="URL", help="Where it is.")
@click.option("--optional/--needed", default=None, help="Whether it is waited for.")
@of_plan_option
def edit_task(
    address: str, text: str | None, minutes: int | None, exercise: str | None, reading: str | None, section: str,
    link: str, optional: bool | None, plan: str | None,
) -> int:  # fmt: skip
    """Change a task; what was planned stays on record."""
    from studytui.study import living

    with opened() as ctx:
        book = _reading(reading, section, link)
        made = living.edit(
            ctx, address, text=text, minutes=minutes, exercise=exercise, reading=book, optional=optional, plan_id=plan
        )
        _say(ctx, made, plan)
    return 0


@task_command.command("move")
@click.argument("address")
@click.argument("where", metavar="PLACE")
@of_plan_option
def move_task(address: str, where: str, plan: str | None) -> int:
    """Move a task to another day: W8/mon, 2026-11-25, thu, today or tomorrow."""
    from studytui.study import living, places

    with opened() as ctx:
        _say(ctx, living.move(ctx, address, places.place_of(ctx, where, plan), plan), plan)
    return 0


@task_command.command("drop")
@click.argument("words", metavar="[ADDRESS or PLACE ...]", nargs=-1)
@of_plan_option
def drop_task(words: tuple[str, ...], plan: str | None) -> int:
    """Drop tasks, or all that a day left open; without arguments, what the study day before left open."""
    from studytui.study import living

    with opened() as ctx:
        for address in _meant(ctx, words, plan):
            say(f"Dropped: {living.drop(ctx, address, plan).task.text}  ({address})")
    return 0


@task_command.command("restore")
@click.argument("address")
@of_plan_option
def restore_task(address: str, plan: str | None) -> int:
    """Bring a task back as it was planned."""
    from studytui.study import living

    with opened() as ctx:
        _say(ctx, living.restore(ctx, address, plan), plan)
    return 0


@task_command.command("carry")
@click.argument("words", metavar="[ADDRESS or PLACE ...]", nargs=-1)
@of_plan_option
def carry_tasks(words: tuple[str, ...], plan: str | None) -> int:
    """Carry tasks, or all that a day left open, to today; without arguments, what the study day before left open."""
    from studytui.study import living

    with opened() as ctx:
        for made in living.carry(ctx, _meant(ctx, words, plan), plan):
            _say(ctx, made, plan)
    return 0


def _meant(ctx: Context, words: tuple[str, ...], plan: str | None) -> tuple[str, ...]:
    """The addresses that were named; a place stands for what is open there.

    Raises:
        UsageError: there is nothing of that name, or nothing is open.
    """
    from studytui.study import living, places
    from studytui.study.today import today

    if not words:
        left = today(ctx, plan_id=plan).leftover
        if left is None:
            raise UsageError("nothing is left open of the study day before; name a task, or a day such as W7/wed")
        return tuple(task.address for task in left.tasks)
    found: list[str] = []
    for word in words:
        if places.names_place(word):
            found += [task.address for task in living.open_on(ctx, places.place_of(ctx, word, plan), plan)]
        else:
            found.append(living.find(ctx, word, plan).change.address)
    if not found:
        raise UsageError(f"nothing is open on {', '.join(words)}")
    return tuple(dict.fromkeys(found))


def _reading(title: str | None, section: str, link: str) -> Reading | None:
    from studytui.domain.unit import Reading

    if title is None:
        if section or link:
            raise UsageError("name what to read with --reading TITLE")
        return None
    return Reading(title, section, link)


def _say(ctx: Context, task: PlacedTask, plan: str | None) -> None:
    from studytui.study import living

    place = living.find(ctx, task.address, plan).place
    say(f"{place or 'nowhere'}: {task.task.text}  ({task.address})")
