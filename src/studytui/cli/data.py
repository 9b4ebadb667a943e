"""The learner's data as files: paths, backup, restore."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

import click

from studytui import paths
from studytui.cli.asking import confirm
from studytui.cli.options import FILE, json_option
from studytui.cli.output import say, say_json
from studytui.store import copies

if TYPE_CHECKING:
    from pathlib import Path


@click.command("paths")
@json_option
def paths_command(as_json: bool) -> int:
    """Print where things are kept."""
    from studytui.study.doctor import places

    found = places(paths.find(os.environ))
    if as_json:
        say_json({"paths": {name: str(path) for name, path in found.items()}})
    else:
        for name, path in found.items():
            say(f"{name:<10} {path}")
    return 0


@click.command("backup")
@click.option("--to", type=FILE, metavar="FILE", help="The file to write; else a dated one among the backups.")
def backup_command(to: Path | None) -> int:
    """Copy the database, with everything in it, to a file."""
    where = paths.find(os.environ)
    target = to or _dated(where, "studytui")
    copies.copy(where.database, target)
    say(f"Copied to {target}")
    return 0


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore_command(file: Path, yes: bool) -> int:
    """Bring a backup back; what is there now is kept among the backups first."""
    where = paths.find(os.environ)
    copies.check(file)
    if not yes:
        confirm(f"Replace {where.database} by {file}?", "restoring replaces the database")
    keep = _dated(where, "before-restore")
    if copies.restore(file, where.database, keep=keep):
        say(f"What was there is kept in {keep}")
    say(f"Restored from {file}")
    return 0


def _dated(where: paths.Paths, name: str) -> Path:
    """A file among the backups that is not there yet."""
    stamp = f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    wanted = where.backups / f"{name}-{stamp}.db"
    number = 2
    while wanted.exists():
        wanted, number = where.backups / f"{name}-{stamp}-{number}.db", number + 1
    return wanted
