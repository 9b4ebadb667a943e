"""`studytui new`: the beginnings of content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from studytui.cli import skeleton
from studytui.cli.options import FOLDER
from studytui.cli.output import say
from studytui.content.exercise_reader import EXERCISE_ID
from studytui.domain.exercise import Backend, ExerciseKind
from studytui.errors import UsageError
from studytui.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.group("new", no_args_is_help=False)
def new_command() -> None:
    """Begin something new."""


@new_command.command("exercise")
@click.argument("exercise", metavar="ID")
@click.option("--to", type=FOLDER, default=Path(), metavar="DIR", help="Where its folder goes; here if left out.")
@click.option("--track", default="my-track", show_default=True, metavar="T", help="The track it belongs to.")
@click.option("--backend", type=click.Choice([backend.value for backend in Backend]), default=Backend.NUMPY.value)
@click.option("--kind", type=click.Choice([ExerciseKind.BUILD.value, ExerciseKind.FIX.value]), default="build")
def new_exercise(exercise: str, to: Path, track: str, backend: str, kind: str) -> int:
    """Write the folder of a new exercise; filled in, it passes `studytui verify`."""
    if not EXERCISE_ID.fullmatch(exercise):
        raise UsageError(f"{exercise!r} is no id; use lower-case letters, digits and single hyphens, like la-pca-svd")
    folder = to / exercise
    if folder.exists():
        raise UsageError(f"{folder} exists already and is left as it is; choose another id or --to")
    _write(folder, skeleton.files(exercise, track, Backend(backend), ExerciseKind(kind)))
    say(f"Wrote {folder}; fill it in, then run `studytui verify {folder}`")
    return 0


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        write_atomic(folder / name, text)
