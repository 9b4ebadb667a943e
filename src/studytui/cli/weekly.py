"""The Monday check-in and the Friday review from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import date_option
from studytui.cli.output import say
from studytui.domain.weekly import Opening
from studytui.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from studytui.study.weekly import Sheet

_skip_option = click.option("--skip", is_flag=True, help="Go without this time.")
_answers = click.argument("answers", metavar="[LINE ...]", nargs=-1)


@click.command("checkin")
@date_option
@_skip_option
@_answers
def checkin(on: date | None, skip: bool, answers: tuple[str, ...]) -> int:
    """Answer the week's three planning questions, a LINE each; without LINES, print them."""
    return _run(Opening.CHECKIN, on, skip, answers)


@click.command("review")
@date_option
@_skip_option
@_answers
def review(on: date | None, skip: bool, answers: tuple[str, ...]) -> int:
    """Look back on the week in three lines, a LINE each; without LINES, print the questions."""
    return _run(Opening.REVIEW, on, skip, answers)


def _run(which: Opening, on: date | None, skip: bool, answers: tuple[str, ...]) -> int:
    from studytui.study import weekly

    if skip and answers:
        raise UsageError("answer the questions, or say --skip, not both")
    with opened() as ctx:
        if skip:
            found = weekly.skip(ctx, which, on)
        elif answers:
            found = weekly.save(ctx, which, answers, on)
        else:
            found = weekly.sheet(ctx, which, on)
    _print(found)
    return 0


def _print(found: Sheet) -> None:
    say(f"{found.which.label}, {found.date:%A %Y-%m-%d}{': skipped' if found.skipped else ''}")
    for question, answer in found.lines:
        say(f"  {question}")
        if answer:
            say(f"    {answer}")
