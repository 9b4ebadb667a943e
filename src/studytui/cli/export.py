"""`studytui export`: weeks as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.history import write_history
from studytui.cli.opened import opened
from studytui.cli.options import FOLDER
from studytui.cli.output import complain, say
from studytui.errors import UsageError
from studytui.study.export import export_all, export_week, present_week

if TYPE_CHECKING:
    from pathlib import Path


@click.command("export")
@click.option("--week", type=int, metavar="N", help="Which week; the present one if left out.")
@click.option("--all", "every", is_flag=True, help="Every week in which something was done.")
@click.option("--data", is_flag=True, help="The whole history instead, for another machine; see `studytui import`.")
@click.option("--to", type=FOLDER, metavar="DIR", help="The folder to write to; else the journal in your workspace.")
def export_command(week: int | None, every: bool, data: bool, to: Path | None) -> int:
    """Write a week as Markdown: goals, entries, minutes, exercises with scores, what comes next.

    What you changed in the file by hand outside the app stays.
    """
    if every and week is not None:
        raise UsageError("say --week or --all, not both")
    if data and (every or week is not None):
        raise UsageError("--data writes the whole history, so it goes without --week and --all")
    with opened() as ctx:
        if data:
            write_history(ctx, to)
            return 0
        if every:
            notes = export_all(ctx, to=to)
        else:
            notes = (export_week(ctx, present_week(ctx) if week is None else week, to=to),)
        for note in notes:
            say(f"{'Wrote' if note.changed else 'Unchanged:'} {note.path}")
            for part in note.kept:
                complain(f"{note.path}: your own version of {part} was kept")
            for unit in note.marked:
                say(f"marked {unit} as done")
        if not notes:
            say("Nothing to export yet.")
    return 0
