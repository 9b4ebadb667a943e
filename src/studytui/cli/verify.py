"""`studytui verify`: exercises and plans, proved."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from studytui.cli import failure
from studytui.cli.opened import opened
from studytui.cli.options import FILE, consent_option, exercises_argument, json_option
from studytui.cli.output import say, say_json
from studytui.cli.verify_text import table
from studytui.errors import UsageError
from studytui.study.verification import VerifyReport, verify

SEEDS = (0, 1, 2, 3, 4)


@click.command("verify")
@exercises_argument
@consent_option
@click.option("--mutate", is_flag=True, help="Grade mutants of the reference instead, and show which survive.")
@click.option("--report", type=FILE, metavar="FILE", help="With --mutate: keep this page up to date.")
@json_option
def verify_command(what: tuple[str, ...], agreed: bool, mutate: bool, report: Path | None, as_json: bool) -> int:
    """Prove exercises and plans; all of them if none is named.

    The reference is accepted, the starter is not, every known mistake is caught, and by the check it
    names. With a name there is a table of which check caught which mistake.
    """
    if mutate:
        from studytui.cli.mutants import mutate_and_say

        return mutate_and_say(what, agreed=agreed, page=report, as_json=as_json)
    if report is not None:
        raise UsageError("--report is the page on mutants; use it with --mutate")
    with opened() as ctx:
        told = asyncio.run(verify(ctx, what, SEEDS, agreed=agreed))
    if as_json:
        say_json(_shape(told))
    else:
        _print(told, tables=bool(what))
    return failure.FELL_SHORT if told.problems else failure.OK


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


def _print(report: VerifyReport, *, tables: bool) -> None:
    for proof in report.proofs if tables else ():
        for line in table(proof):
            say(line)
    for problem in report.problems:
        say(str(problem))
    say(
        f"{report.exercises} exercises, {report.checks} checks, {report.mistakes} mistakes: "
        f"{report.caught} caught, {report.caught_as_named} by the check they name; {report.plans} plans"
    )
    say("No problem found." if not report.problems else f"{len(report.problems)} problems.")
