"""`studytui grade`: one verdict."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from studytui.cli import failure, grade_text
from studytui.cli.opened import opened
from studytui.cli.options import consent_option, exercise_argument, file_argument, json_option
from studytui.cli.output import complain, say, say_json
from studytui.grading.engine import Engine
from studytui.study import grading, solutions

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.domain.report import GradeEvent
    from studytui.study.context import Context
    from studytui.study.grading import Outcome


@click.command("grade")
@exercise_argument
@file_argument
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="Replay the run with that seed.")
@consent_option
@json_option
def grade_command(exercise: str, file: Path | None, seed: int | None, agreed: bool, as_json: bool) -> int:
    """Grade FILE, or your own solution, and print what each check found.

    Ends with 0 when the solution is accepted and 1 when it is not. What went wrong is printed as `file:line: message`.
    """
    with opened() as ctx:
        path = file or solutions.solution_location(ctx, ctx.library.exercise(exercise))
        outcome = asyncio.run(_grade(ctx, exercise, path, seed, agreed=agreed, quiet=as_json))
        report = outcome.report
        if as_json:
            say_json(grade_text.shape(report))
            for line in grade_text.stopped_lines(report, path):
                complain(line)
            if outcome.lost:
                complain(outcome.lost)
        else:
            print_rest(outcome, path)
    if outcome.lost:
        return failure.DATA
    return failure.OK if report.accepted else failure.FELL_SHORT


async def _grade(ctx: Context, exercise: str, path: Path, seed: int | None, *, agreed: bool, quiet: bool) -> Outcome:
    async with Engine() as engine:
        on_event = None if quiet else print_event
        return await grading.grade(ctx, engine, exercise, path=path, seed=seed, on_event=on_event, agreed=agreed)


def print_event(event: GradeEvent) -> None:
    """Print a check's line as soon as it is done."""
    line = grade_text.event_line(event)
    if line is not None:
        say(line)


def print_rest(outcome: Outcome, path: Path) -> None:
    """Print what comes after the checks' lines: places, output, verdict, and the tasks that are ticked by it."""
    report = outcome.report
    for line in grade_text.quickfix_lines(report, path):
        say(line)
    for line in grade_text.output_lines(report):
        say(line)
    say(grade_text.summary(report))
    for address in outcome.ticked:
        say(f"ticked {address}")
    if outcome.lost:
        complain(outcome.lost)
    weak = grade_text.sandbox_line(report.sandbox)
    if weak is not None:
        complain(weak)
