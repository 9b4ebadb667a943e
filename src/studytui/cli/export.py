"""`studytui export`: weeks as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import FOLDER
from studytui.cli.output import complain, say
from studytui.errors import UsageError
from studytui.study import plans
from studytui.study.export import export_week

if TYPE_CHECKING:
    from pathlib import Path


@click.command("export")
@click.option("--week", type=int, metavar="N", help="Which week; the present one if left out.")
@click.option("--all", "every", is_flag=True, help="Every week up to the present one.")
@click.option("--to", type=FOLDER, metavar="DIR", help="The folder to write to; else the journal in your workspace.")
def export_command(week: int | None, every: bool, to: Path | None) -> int:
    """Write a week as Markdown: goals, entries, minutes, exercises with scores, what comes next.

    What you changed in the file by hand outside the app stays.
    """
    if every and week is not None:
        raise UsageError("say --week or --all, not both")
    with opened() as ctx:
        present = plans.required(ctx).schedule.position(ctx.today()).week
        weeks = range(1, present + 1) if every else [present if week is None else week]
        for number in weeks:
            done = export_week(ctx, number, to=to)
            say(f"{'Wrote' if done.changed else 'Unchanged:'} {done.path}")
            for block in done.kept:
                complain(f"{done.path}: your own version of {block} was kept")
    return 0
