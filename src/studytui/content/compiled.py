"""Compiled content: what a YAML file says, as JSON in the cache, valid while the file is unchanged.

A compiled file is one header line and then sections, each a JSON text that can be read alone. Every part carries a
checksum: a file that was damaged, or made by another version of the program, counts as absent and is made anew.
"""

import json
import os
import time
from binascii import crc32
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from studytui import __version__
from studytui.errors import DataError

FORMAT = 1
SETTLED_NS = 50_000_000
"""File times are coarse: a file changed this shortly before it was read is compared by content, not by time."""

Stamp = tuple[int, int, int]
"""Modification time, status-change time (both ns) and size of a file."""

Source = tuple[str, int, int, int, int]
"""Path, stamp and checksum of a file that something was compiled from."""


class Compiled:
    """An open compiled file: `header` is what its maker wrote, sections are read one at a time."""

    def __init__(self, path: Path, header: dict[str, Any], start: int) -> None:
        self._path = path
        self._start = start
        self._body: bytes | None = None
        self.header = header

    def read_all(self) -> None:
        """Read every section's bytes at once, for a caller that wants most of them."""
        if self._body is None:
            try:
                self._body = self._path.read_bytes()[self._start :]
            except OSError:
                return

    def section(self, number: int) -> Any:
        """The JSON value of one section, or None when it is damaged or absent."""
        try:
            offset, length, checksum = self.header["sections"][number]
            data = self._read(offset, length)
            return json.loads(data) if crc32(data) == checksum else None
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def _read(self, offset: int, length: int) -> bytes:
        if self._body is not None:
            return self._body[offset : offset + length]
        with self._path.open("rb") as file:
            file.seek(self._start + offset)
            return file.read(length)


def stamp_of(path: str | Path) -> Stamp | None:
    """The stamp of a file, or None when there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  # a tenth of the cost of Path.stat on a path that is a text already
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size


def source_of(path: Path) -> Source:
    """A file as a source; taken before the file is read, so that a later change shows.

    Raises:
        OSError: the file cannot be read.
    """
    found = path.stat()
    return str(path), found.st_mtime_ns, found.st_ctime_ns, found.st_size, _checksum(path)


def is_fresh(source: Sequence[Any], made: int) -> bool:
    """Whether a source is as it was when something was compiled from it at the time `made` (ns)."""
    path, modified, changed, size, checksum = source
    stamp = stamp_of(path)
    if stamp == (modified, changed, size) and made - max(modified, changed) > SETTLED_NS:
        return True
    try:
        return stamp is not None and stamp[2] == size and _checksum(Path(path)) == checksum
    except OSError:
        return False


def read_compiled(path: Path) -> Compiled | None:
    """A compiled file made by this program from sources that have not changed, else None."""
    try:
        with path.open("rb") as file:
            line = file.readline(4_000_000)
        checksum, _, body = line.partition(b" ")
        if int(checksum, 16) != crc32(body):
            return None
        header = json.loads(body)
        if header["made_by"] != made_by():
            return None
        if not all(is_fresh(source, header["made"]) for source in header["sources"]):
            return None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return Compiled(path, header, len(line))


def write_compiled(path: Path, header: dict[str, Any], sources: Sequence[Source], sections: Sequence[Any]) -> None:
    """Write a compiled file whole; a cache that cannot be written is no error, only slower."""
    from studytui.files import write_atomic  # brings tempfile, which a warm start does without

    bodies = [json.dumps(section, ensure_ascii=False, separators=(",", ":")).encode() for section in sections]
    places, offset = [], 0
    for body in bodies:
        places.append((offset, len(body), crc32(body)))
        offset += len(body)
    whole = {
        **header, "made_by": made_by(), "made": time.time_ns(), "sources": sources, "sections": places
    }  # fmt: skip
    line = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    try:
        write_atomic(path, b"%08x " % crc32(line) + line + b"".join(bodies))
    except (DataError, OSError):
        return


@cache
def made_by() -> str:
    """The program that compiles, down to the newest change of the code that decides what is compiled."""
    package = Path(__file__).parents[1]
    newest = 0
    for room in ("content", "domain"):
        try:
            with os.scandir(package / room) as entries:
                newest = max(newest, *(entry.stat().st_mtime_ns for entry in entries if entry.name.endswith(".py")))
        except (OSError, ValueError, TypeError):
            continue
    return f"{__version__}/{FORMAT}/{newest}"


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while block := file.read(1_000_000):
            value = crc32(block, value)
    return value
