"""`studytui export`: weeks and years as Markdown, committed if asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.asking import can_ask
from studytui.cli.history import write_history
from studytui.cli.opened import opened
from studytui.cli.options import FOLDER
from studytui.cli.output import complain, say
from studytui.errors import UsageError
from studytui.study import export as study

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studytui.study.context import Context

THIS_YEAR = 0


@click.command("export")
@click.option("--week", type=int, metavar="N", help="Which week; the present one if left out.")
@click.option("--all", "every", is_flag=True, help="Every week in which something was done.")
@click.option(
    "--year", type=int, is_flag=False, flag_value=THIS_YEAR, metavar="[Y]", help="A whole year in one note; this one."
)
@click.option("--data", is_flag=True, help="The whole history instead, for another machine; see `studytui import`.")
@click.option("--to", type=FOLDER, metavar="DIR", help="The folder to write to; else the journal in your workspace.")
@click.option(
    "--commit", "committing", is_flag=True, help="Commit these files, and nothing else, to the journal's git."
)
@click.option("--init", "init", is_flag=True, help="With --commit: make a git repository there if there is none.")
def export_command(
    week: int | None, every: bool, year: int | None, data: bool, to: Path | None, committing: bool, init: bool
) -> int:
    """Write a week as Markdown: what was shipped, the lesson, entries, what was built, tried and read, what comes next.

    What you changed in the file by hand outside the app stays. Nothing under a heading that begins with `Private` is
    written.
    """
    if sum((every, data, year is not None, week is not None)) > 1:
        raise UsageError("say one of --week, --all, --year and --data")
    if init and not committing:
        raise UsageError("--init goes with --commit")
    with opened() as ctx:
        if data:
            notes: Sequence[study.Exported] = (_history(ctx, to),)
        else:
            notes = _write(ctx, week, every, year, to)
            _tell(notes)
        if committing and notes:
            _commit(ctx, notes, to, init)
    return 0


def _history(ctx: Context, to: Path | None) -> study.Exported:
    """The history of both machines, as something that can be committed."""
    folder = write_history(ctx, to)
    files = tuple(file for file in sorted(folder.rglob("*")) if file.is_file())
    return study.Exported(folder, True, (), files=files, subject="Carry the history")


def _write(ctx: Context, week: int | None, every: bool, year: int | None, to: Path | None) -> Sequence[study.Exported]:
    if year is not None:
        from studytui.study.year import export_year

        return (export_year(ctx, None if year == THIS_YEAR else year, to=to),)
    if every:
        return study.export_all(ctx, to=to)
    return (study.export_week(ctx, study.present_week(ctx) if week is None else week, to=to),)


def _tell(notes: Sequence[study.Exported]) -> None:
    for trouble in dict.fromkeys(trouble for note in notes for trouble in note.troubles):
        complain(trouble)
    for note in notes:
        say(f"{'Wrote' if note.changed else 'Unchanged:'} {note.path}")
        for part in note.kept:
            complain(f"{note.path}: your own version of {part} was kept")
        for unit in note.marked:
            say(f"marked {unit} as done")
    if not notes:
        say("Nothing to export yet.")


def _commit(ctx: Context, notes: Sequence[study.Exported], to: Path | None, init: bool) -> None:
    """Commit what was written; where there is no repository, make one only if that is asked for."""
    from studytui.study import publish

    if init:
        publish.initialise(ctx, to=to)
    elif can_ask() and publish.keeper(ctx, to=to) is None:
        if not click.confirm(f"{publish.folder(ctx, to)} is in no git repository yet. Make one there?", err=True):
            complain("Written, and not committed.")
            return
        publish.initialise(ctx, to=to)
    done = publish.commit(ctx, notes, to=to)
    say(done.told)
    if done.trouble is not None:
        raise done.trouble
