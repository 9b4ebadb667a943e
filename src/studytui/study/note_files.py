"""Notes and the pictures beside them, written into files that the learner may have edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.errors import DataError
from studytui.files import read_text, write_atomic
from studytui.frozen import dataclass
from studytui.journal import picture
from studytui.journal.blocks import conflict_in, merge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studytui.journal.blocks import Block


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a note shows, in a file beside it."""

    path: Path
    svg: str


@dataclass(frozen=True, slots=True)
class Written:
    """Whether anything changed, what was kept as it was edited by hand, and every file that belongs to the note."""

    changed: bool
    kept: tuple[str, ...]
    files: tuple[Path, ...]


def write(path: Path, blocks: tuple[Block, ...], pictures: Sequence[Picture] = ()) -> Written:
    """Renew a note and its pictures; a file in which nothing changed is not touched.

    Raises:
        DataError: a file cannot be read or written, or git left a conflict in it.
    """
    _check_whole(path, read_text(path))
    changed, kept = False, []
    for one in pictures:
        existing = read_text(one.path)
        if existing is not None and picture.is_edited(existing):
            kept.append(one.path.name)
        elif existing != picture.signed(one.svg):
            write_atomic(one.path, picture.signed(one.svg))
            changed = True
    existing = read_text(path)
    merged = merge(existing, blocks)
    if merged.text != existing:
        now = read_text(path)
        _check_whole(path, now)
        merged = merged if now == existing else merge(now, blocks)  # saved by somebody in between
        write_atomic(path, merged.text)
        changed = True
    return Written(changed, (*merged.kept, *kept), (path, *(one.path for one in pictures)))


def _check_whole(path: Path, text: str | None) -> None:
    """See that no merge is to be finished in the note first."""
    line = conflict_in(text) if text else None
    if line is not None:
        raise DataError(f"{path}:{line}: a conflict that git left; settle it there, then export again")
