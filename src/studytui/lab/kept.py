"""What a script printed, on disk: its beginning and its end, however much there is between."""

import time
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Self

HEAD = 128 * 1024
TAIL = 128 * 1024
"""Bytes kept of each."""
_EVERY = 2.0  # seconds between two writings of the end while the script runs


class Kept:
    """Writes the first bytes as they come and the last ones every few seconds and at the end.

    A full disk costs output and not the run: what cannot be written is left out.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("wb", buffering=0)
        self._head = 0
        self._tail: deque[bytes] = deque()
        self._held = 0
        self._dropped = 0
        self._written_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._settle()
        self._file.close()

    def add(self, data: bytes) -> None:
        """Take what was printed."""
        first = data[: HEAD - self._head]
        if first:
            self._write(first)
            self._head += len(first)
        rest = data[len(first) :]
        if not rest:
            return
        self._tail.append(rest)
        self._held += len(rest)
        while self._held - len(self._tail[0]) >= TAIL:
            gone = self._tail.popleft()
            self._held -= len(gone)
            self._dropped += len(gone)
        if time.monotonic() - self._written_at > _EVERY:
            self._settle()

    def _settle(self) -> None:
        """Write the end behind the beginning, with a line on what is missing between."""
        self._written_at = time.monotonic()
        if not self._tail:
            return
        end = b"".join(self._tail)
        dropped = self._dropped + max(0, len(end) - TAIL)
        line = f"\n... {dropped} bytes left out ...\n".encode() if dropped else b""
        try:
            self._file.seek(self._head)
            self._file.truncate()
        except OSError:
            return
        self._write(line + end[-TAIL:])

    def _write(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError:
            return
