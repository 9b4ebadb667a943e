"""`studytui verify`: exercises and plans, proved."""

from __future__ import annotations

import asyncio

import click

from studytui.cli import failure
from studytui.cli.opened import opened
from studytui.cli.options import exercises_argument, json_option
from studytui.cli.output import say, say_json
from studytui.study.verification import VerifyReport, verify

SEEDS = (0, 1, 2, 3, 4)


@click.command("verify")
@exercises_argument
@json_option
def verify_command(what: tuple[str, ...], as_json: bool) -> int:
    """Prove exercises and plans; all of them if none is named.

    The reference is accepted, the starter is not, every known mistake is caught, and by the check it names.
    """
    with opened() as ctx:
        report = asyncio.run(verify(ctx, what, SEEDS))
    if as_json:
        say_json(_shape(report))
    else:
        _print(report)
    return failure.FELL_SHORT if report.problems else failure.OK


def _shape(report: VerifyReport) -> dict[str, object]:
    return {
        "exercises": report.exercises,
        "checks": report.checks,
        "mistakes": report.mistakes,
        "caught": report.caught,
        "caught_as_named": report.caught_as_named,
        "plans": report.plans,
        "problems": [{"where": problem.where, "what": problem.what} for problem in report.problems],
    }


def _print(report: VerifyReport) -> None:
    for problem in report.problems:
        say(str(problem))
    say(
        f"{report.exercises} exercises, {report.checks} checks, {report.mistakes} mistakes: "
        f"{report.caught} caught, {report.caught_as_named} by the check they name; {report.plans} plans"
    )
    say("No problem found." if not report.problems else f"{len(report.problems)} problems.")
