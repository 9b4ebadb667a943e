"""The history between two machines: `export --data` writes it, `import --data` takes it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import FOLDER
from studytui.cli.output import complain, say
from studytui.domain.plural import several
from studytui.errors import UsageError
from studytui.study import history

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.study.context import Context
    from studytui.study.history import Taken

_NAMES = {
    "repositories": ("repository", "repositories"),
    "enrolments": ("plan", "plans"),
    "sources": ("source", "sources"),
    "entries": ("entry", "entries"),
    "paper_notes": ("paper note", "paper notes"),
    "reading_marks": ("reading mark", "reading marks"),
}


@click.command("import")
@click.option("--data", is_flag=True, help="The history that another machine exported.")
@click.argument("folder", type=FOLDER, metavar="[DIR]", required=False)
def import_command(data: bool, folder: Path | None) -> int:
    """Take in what `studytui export --data` wrote on another machine: from DIR, else from the journal's folder.

    What is here already is passed over, so importing twice changes nothing. A plan file is imported by `plan import`.
    """
    if not data:
        raise UsageError("say `studytui import --data`; a plan is imported by `studytui plan import FILE`")
    with opened() as ctx:
        for line in told(history.take_in(ctx, folder)):
            say(line)
    return 0


def write_history(ctx: Context, to: Path | None) -> Path:
    """Write the history, and say where it would go from there; returns its folder."""
    carried = history.export(ctx, to)
    count = several(carried.rows, "new row")
    say(f"Wrote {count} to {carried.folder}" if carried.rows else f"Unchanged: {carried.folder}")
    remotes = history.remotes(carried.folder)
    if remotes:
        complain(
            f"{carried.folder} lies in a repository with a remote ({', '.join(remotes)}): a push carries everything "
            "you wrote, private lines too, and every source you had graded"
        )
    return carried.folder


def told(taken: Taken) -> list[str]:
    """What an import did, in lines."""
    if not taken.rows:
        return [f"Nothing new in {taken.folder}"]
    counts = ", ".join(_count(table, number) for table, number in taken.rows.items())
    return [
        f"Took in {counts}",
        *(
            f"{item.day}, {item.field}: written on both machines; the newer text shows, "
            f"`studytui journal show --date {item.day} --versions` has both"
            for item in taken.both
        ),
    ]


def _count(table: str, number: int) -> str:
    plural = table.replace("_", " ")
    one, many = _NAMES.get(table, (plural.removesuffix("s"), plural))
    return f"{number} {one if number == 1 else many}"
