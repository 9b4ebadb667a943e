"""The week's reading list from the shell: print it, start and finish what is on it, say what it gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import json_option, of_plan_option, week_option
from studytui.cli.output import say, say_json
from studytui.domain.reading import ReadingState

if TYPE_CHECKING:
    from studytui.study.readings import ReadingView

_MARKS = {ReadingState.OPEN: " ", ReadingState.STARTED: "~", ReadingState.FINISHED: "x"}

_address = click.argument("address")
_line = click.argument("line", required=False)


@click.group("reading", invoke_without_command=True)
@week_option
@of_plan_option
@json_option
@click.pass_context
def reading_command(called: click.Context, week: int | None, plan: str | None, as_json: bool) -> None:
    """The week's reading list with addresses; `~` is started, `x` finished."""
    if called.invoked_subcommand is not None:
        return
    from studytui.study import enrolled, readings

    with opened() as ctx:
        number = enrolled.week_now(ctx, plan) if week is None else week
        views = readings.of_week(ctx, number, plan)
    if as_json:
        say_json({"week": number, "readings": [_shape(view) for view in views]})
        return
    say(f"Reading of week {number}")
    for view in views:
        for row in _rows(view):
            say(row)
    if not views:
        say("  Nothing; `studytui task add TEXT --reading TITLE` adds something.")


@reading_command.command("start")
@_address
@of_plan_option
def start(address: str, plan: str | None) -> int:
    """Begin with the reading at ADDRESS."""
    return _mark(address, ReadingState.STARTED, None, plan)


@reading_command.command("finish")
@_address
@_line
@of_plan_option
def finish(address: str, line: str | None, plan: str | None) -> int:
    """Finish the reading at ADDRESS, which ticks its task; LINE says what it gave."""
    return _mark(address, ReadingState.FINISHED, line, plan)


@reading_command.command("gave")
@_address
@click.argument("line")
@of_plan_option
def gave(address: str, line: str, plan: str | None) -> int:
    """Say in a LINE what the reading at ADDRESS gave; an empty one takes that back."""
    return _mark(address, None, line, plan)


@reading_command.command("reopen")
@_address
@of_plan_option
def reopen(address: str, plan: str | None) -> int:
    """Put the reading at ADDRESS back as not begun."""
    return _mark(address, ReadingState.OPEN, None, plan)


def _mark(address: str, state: ReadingState | None, line: str | None, plan: str | None) -> int:
    from studytui.study import readings

    with opened() as ctx:
        view = readings.mark(ctx, address, state, line, plan)
    for row in _rows(view):
        say(row)
    return 0


def _rows(view: ReadingView) -> list[str]:
    title = ", ".join(filter(None, (view.title, view.section)))
    minutes = f"  {view.minutes} min" if view.minutes else ""
    optional = "optional: " if view.optional else ""
    rows = [f"  [{_MARKS[view.state]}] {view.weekday.short}  {optional}{title}{minutes}  ({view.address})"]
    if view.link and not view.finished:
        rows.append(f"      {view.link}")
    if view.free and not view.finished:
        rows.append(f"      free: {view.free}")
    return [*rows, f"      gave: {view.line}"] if view.line else rows


def _shape(view: ReadingView) -> dict[str, object]:
    return {
        "address": view.address, "day": view.weekday.value, "title": view.title, "section": view.section,
        "link": view.link, "free": view.free, "minutes": view.minutes, "state": view.state.value, "line": view.line,
        "optional": view.optional,
    }  # fmt: skip
