"""Recall questions from the shell: ask them, show an answer, say whether it was there, add one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import json_option, of_plan_option, week_option
from studytui.cli.output import say, say_json

if TYPE_CHECKING:
    from studytui.study.recall import RecallView

_key = click.argument("key")
_WORDS = {None: "not asked", True: "recalled", False: "not recalled"}


@click.group("recall", invoke_without_command=True)
@week_option
@click.option("--answers", is_flag=True, help="With the answers.")
@of_plan_option
@json_option
@click.pass_context
def recall_command(called: click.Context, week: int | None, answers: bool, plan: str | None, as_json: bool) -> None:
    """The week's questions with their keys, then those of earlier weeks that were not recalled the last time."""
    if called.invoked_subcommand is not None:
        return
    from studytui.study import enrolled, recall

    with opened() as ctx:
        number = enrolled.week_now(ctx, plan) if week is None else week
        views = recall.of_week(ctx, number, plan)
        again = recall.again(ctx, number, plan)
    if as_json:
        shapes = {
            "recall": [_shape(view, answers) for view in views],
            "again": [_shape(view, answers) for view in again],
        }
        say_json({"week": number, **shapes})
        return
    say(f"Recall, week {number}")
    _print(views, answers=answers)
    if not views:
        say("  No questions; `studytui recall add QUESTION ANSWER` adds one.")
    if again:
        say("Again")
        _print(again, answers=answers)


@recall_command.command("show")
@_key
@of_plan_option
def show(key: str, plan: str | None) -> int:
    """Print a question and its answer; say it to yourself first."""
    from studytui.study import recall

    with opened() as ctx:
        view = recall.find(ctx, key, plan)
    _print((view,), answers=True)
    return 0


@recall_command.command("mark")
@_key
@click.argument("there", metavar="yes|no", type=click.Choice(["yes", "no"]))
@of_plan_option
def mark(key: str, there: str, plan: str | None) -> int:
    """Say whether the answer was there."""
    from studytui.study import recall

    with opened() as ctx:
        view = recall.answered(ctx, key, recalled=there == "yes", plan_id=plan)
    _print((view,), answers=False)
    return 0


@recall_command.command("add")
@click.argument("question")
@click.argument("answer")
@week_option
@of_plan_option
def add(question: str, answer: str, week: int | None, plan: str | None) -> int:
    """Add a question of your own to this week, or to another one."""
    from studytui.study import recall

    with opened() as ctx:
        view = recall.add(ctx, question, answer, week, plan)
    _print((view,), answers=True)
    return 0


@recall_command.command("edit")
@_key
@click.option("--question", metavar="TEXT", help="Other words for the question.")
@click.option("--answer", metavar="TEXT", help="Another answer.")
@of_plan_option
def edit(key: str, question: str | None, answer: str | None, plan: str | None) -> int:
    """Change a question of your own."""
    from studytui.study import recall

    with opened() as ctx:
        view = recall.change(ctx, key, question, answer, plan)
    _print((view,), answers=True)
    return 0


@recall_command.command("drop")
@_key
@of_plan_option
def drop(key: str, plan: str | None) -> int:
    """Let a question of your own go."""
    from studytui.study import recall

    with opened() as ctx:
        recall.drop(ctx, key, plan)
    say(f"Let go: {key}")
    return 0


def _print(views: tuple[RecallView, ...], *, answers: bool) -> None:
    for view in views:
        say(f"  {view.question}  ({view.key}, {_WORDS[view.recalled]})")
        if answers:
            say(f"    {view.answer}")


def _shape(view: RecallView, answers: bool) -> dict[str, object]:
    shape: dict[str, object] = {
        "key": view.key, "week": view.week, "question": view.question, "own": view.own, "recalled": view.recalled,
        "asked": view.asked.isoformat() if view.asked else None,
    }  # fmt: skip
    return shape | {"answer": view.answer} if answers else shape
