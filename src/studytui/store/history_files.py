"""The files of a history: a folder per machine, a file per month, a line per row; a machine writes its own alone.

Lines are only ever added, and their order means nothing, so that git joins what two machines wrote without asking.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from studytui.errors import DataError
from studytui.files import read_text, write_atomic
from studytui.frozen import dataclass
from studytui.store.history_form import FOLDER, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ABOUT = "history.json"
_TOLD = {
    "schema": SCHEMA,
    "about": "What was studied, graded and written, a line each; `studytui import --data` reads it, nobody edits it.",
}
# Where two machines share one name, both added lines are wanted; line ends stay as they are on every system.
_ATTRIBUTES = "*.jsonl merge=union text eol=lf\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file; `where` is `file:line`."""

    path: Path
    number: int
    text: str

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.path}:{self.number}"


def folder_of(place: Path) -> Path:
    """The history in a folder: the one within it, or that folder itself."""
    return place if place.name == FOLDER or (place / _ABOUT).is_file() else place / FOLDER


def check(folder: Path) -> None:
    """Make sure that a history can be read here; one that is not there yet can.

    Raises:
        DataError: a newer version wrote it, or its first file is not whole.
    """
    text = read_text(folder / _ABOUT)
    if text is None:
        return
    try:
        schema = json.loads(text)["schema"]
    except (ValueError, TypeError, KeyError):
        raise DataError(f"{folder / _ABOUT} is not whole; restore it with git") from None
    if schema != SCHEMA:
        raise DataError(f"{folder} was written by a newer studytui ({schema}); upgrade this one first")


def lines(folder: Path) -> Iterator[Line]:
    """Every line of every machine, empty ones left out.

    Raises:
        DataError: a file cannot be read, or is not text.
    """
    try:
        files = sorted(folder.glob("*/*.jsonl"))
    except OSError as error:
        raise DataError(f"{folder} cannot be read ({error.strerror}); mend that and try again") from error
    for path in files:
        for number, text in enumerate((read_text(path) or "").split("\n"), 1):
            if text.strip():
                yield Line(path, number, text)


def month_file(folder: Path, machine: str, at: str) -> Path:
    """Where a machine writes a row of that time."""
    return folder / (re.sub(r"[^\w-]", "_", machine) or "_") / f"{at[:7]}.jsonl"


def lay_out(folder: Path) -> None:
    """Write what every history begins with, where it is missing.

    Raises:
        DataError: the folder cannot be written.
    """
    for name, text in ((_ABOUT, json.dumps(_TOLD, indent=2) + "\n"), (".gitattributes", _ATTRIBUTES)):
        if read_text(folder / name) is None:
            write_atomic(folder / name, text)


def add(path: Path, new: list[str]) -> None:
    """Add lines to a file, whole or not at all.

    Raises:
        DataError: it cannot be read or written.
    """
    before = read_text(path) or ""
    if before and not before.endswith("\n"):
        before += "\n"
    write_atomic(path, before + "".join(f"{line}\n" for line in new))
