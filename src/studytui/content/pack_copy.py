"""Somebody else's pack, copied: plain files of bounded number and size, and nothing from outside its folder."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from studytui.content.sources import MAX_EXERCISE_BYTES, Problems, read_bytes
from studytui.errors import ContentError, DataError, Problem

MOST_FILES = 5_000
MOST_BYTES = 50_000_000
_DEEPEST = 6


def copy_pack(source: Path, target: Path) -> None:
    """Copy the files of a pack; hidden ones and compiled Python are left behind, and no file becomes executable.

    Raises:
        ContentError: something in it may not be copied; the first such thing found.
        DataError: `target` cannot be written.
    """
    root, count, size = source.resolve(), 0, 0
    for path in _files(root, root, 0):
        data = _read(path)
        count, size = count + 1, size + len(data)
        if count > MOST_FILES or size > MOST_BYTES:
            raise _refused(source, f"it holds more than {MOST_FILES:,} files or {MOST_BYTES // 10**6} MB; cut it down")
        _write(target / path.relative_to(root), data)


def _files(root: Path, folder: Path, depth: int) -> Iterator[Path]:
    """Every file to copy, by name; a link counts as the file it leads to."""
    if depth > _DEEPEST:
        raise _refused(folder, "its folders are nested too deeply for a pack")
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise _refused(folder, f"the folder cannot be read ({error.strerror}); check its permissions") from error
    for entry in found:
        path = Path(entry.path)
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_symlink() and not _stays(root, path):
            raise _refused(path, "this link leads out of the pack, or to a folder; put the file itself there")
        if entry.is_dir():
            yield from _files(root, path, depth + 1)
        else:
            yield path


def _stays(root: Path, link: Path) -> bool:
    """Whether a link leads to a file of the same pack."""
    try:
        end = link.resolve(strict=True)
        return end.is_relative_to(root) and stat.S_ISREG(end.stat().st_mode)
    except (OSError, RuntimeError):
        return False


def _read(path: Path) -> bytes:
    problems = Problems(str(path))
    data = read_bytes(path, MAX_EXERCISE_BYTES, problems)
    problems.raise_if_any()
    return data or b""


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror}); free the folder or some space") from error


def _refused(path: Path, what: str) -> ContentError:
    return ContentError([Problem(str(path), what)])
