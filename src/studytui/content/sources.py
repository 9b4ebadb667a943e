"""Content files as text: what cannot be text is a problem with its line, found in bounded time and memory."""

import os
import stat
from pathlib import Path

from studytui.errors import ContentError, Problem

MAX_PLAN_BYTES = 4_000_000
MAX_EXERCISE_BYTES = 500_000
MAX_PROBLEMS = 1_000


class Problems:
    """The problems of one file, in the order of their lines; beyond a cap they are counted, not kept."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._found: list[tuple[int, str]] = []
        self._more = 0

    def add(self, line: int, what: str) -> None:
        """Note one problem; `line` counts from 1, and 0 stands for the whole file."""
        if len(self._found) < MAX_PROBLEMS:
            self._found.append((line, what))
        else:
            self._more += 1

    def listed(self) -> list[Problem]:
        """Every problem, by line."""
        listed = [
            Problem(f"{self.where}:{line}" if line else self.where, what)
            for line, what in sorted(dict.fromkeys(self._found), key=lambda found: found[0])
        ]
        if self._more:
            listed.append(Problem(self.where, f"and {self._more} more; mend these first"))
        return listed

    def __len__(self) -> int:
        return len(self._found) + self._more

    def raise_if_any(self) -> None:
        """Raise everything found.

        Raises:
            ContentError: there is at least one problem.
        """
        if self._found:
            raise ContentError(self.listed())


def read_bytes(path: Path, limit: int, problems: Problems) -> bytes | None:
    """The bytes of a regular file of at most `limit` bytes; else None, with the reason among the problems."""
    try:
        # O_NONBLOCK: opening a named pipe must not wait for a writer that never comes
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                problems.add(0, "this is not a file; give the path of a text file")
                return None
            data = file.read(limit + 1)
    except FileNotFoundError:
        problems.add(0, "there is no such file; check the path")
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problems.add(0, f"the file cannot be read ({reason}); check the path and its permissions")
        return None
    if len(data) > limit:
        problems.add(0, f"the file is larger than {limit / 1e6:g} MB, the most that is read; split it or cut it down")
        return None
    return data


def decode(data: bytes, problems: Problems) -> str | None:
    """The text of UTF-8 bytes, without a byte order mark, lines ending in one newline; else None and a problem."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add(1, "the file is UTF-16; save it as UTF-8")
        return None
    zero = data.find(b"\0")
    if zero >= 0:
        problems.add(
            _line_at(data, zero), "there is a zero byte, so this is not a text file; give a text file in UTF-8"
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        problems.add(_line_at(data, error.start), f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path, limit: int, problems: Problems) -> str | None:
    """The text of a file, or None with the reason among the problems."""
    data = read_bytes(path, limit, problems)
    return None if data is None else decode(data, problems)


def _line_at(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def shown(text: str) -> str:
    """A text fit to stand in a problem: one line, printable, at most 60 characters."""
    cut = text[:60]
    line = "".join(sign if sign.isprintable() else "?" for sign in cut)
    return line if len(text) <= 60 else f"{line}..."
