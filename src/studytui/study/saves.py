"""The saves of a file, whichever editor makes them: written in place or renamed over it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from studytui.files import read_source

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    Stamp = tuple[int, int, int]

INTERVAL = 0.025
"""Seconds between two looks; a save is told after it looked the same twice, so within 0.05 s."""


async def saves(path: Path, *, interval: float = INTERVAL) -> AsyncIterator[bytes]:
    """Yield the file's bytes after every save from now on.

    A file is read once it has looked the same twice in a row: an editor that truncates and then writes is not caught in
    between. While the file is missing (some editors rename it away first) nothing is told.
    """
    told = stamp(path)
    before = told
    while True:
        await asyncio.sleep(interval)
        seen = stamp(path)
        if seen is not None and seen == before and seen != told:
            source = _read(path)
            if source is not None and stamp(path) == seen:
                told = seen
                yield source
        before = seen


def stamp(path: Path) -> Stamp | None:
    """Which file it is, when it was written and how long it is; None while there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


def _read(path: Path) -> bytes | None:
    try:
        return read_source(path)
    except OSError:
        return None
