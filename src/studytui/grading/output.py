"""What the learner's code printed: counted, the beginning kept, made safe to show."""

import asyncio
import os
import re
from collections.abc import Callable

KEPT = 16 * 1024
"""Bytes of output kept; the rest is counted and dropped."""

_CHUNK = 2**16
_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # operating system commands: titles, the clipboard
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"  # device control strings and their kin
    r"|\x1b\[[0-?]*[ -/]*[@-~]?"  # control sequences
    r"|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]?"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Text without escape sequences, control characters or marks that turn the direction of writing."""
    text = _ESCAPES.sub("", text.replace("\r\n", "\n"))
    return _CONTROLS.sub("", text).encode("utf-8", "replace").decode("utf-8")


class Output:
    """Collects what comes out of the learner's processes of one run.

    Args:
        allowed: bytes after which `overflowed` is set and `on_overflow` called.
        on_overflow: called once.
    """

    def __init__(self, allowed: int, on_overflow: Callable[[], None]) -> None:
        self._allowed = allowed
        self._on_overflow = on_overflow
        self._kept = bytearray()
        self._count = 0
        self._diverted: bytearray | None = None
        self.overflowed = False

    def watch(self, descriptor: int) -> None:
        """Read a pipe whenever something is in it."""
        os.set_blocking(descriptor, False)
        asyncio.get_running_loop().add_reader(descriptor, self._read, descriptor)

    def unwatch(self, descriptor: int) -> None:
        """Take what is still in the pipe, and stop reading it."""
        asyncio.get_running_loop().remove_reader(descriptor)
        for _ in range(16):
            if not self._take(descriptor):
                return

    def begin(self) -> None:
        """Count the allowance from here."""
        self._count = 0
        self._diverted = None
        self.overflowed = False

    def divert(self) -> bytearray:
        """What comes from now on, as it comes: it is no longer kept and counted, until the next `begin`."""
        self._diverted = bytearray()
        return self._diverted

    def text(self) -> str:
        """What was printed, safe to show as plain text."""
        text = plain(self._kept.decode("utf-8", "replace"))
        return text + "\n... (cut)" if len(self._kept) >= KEPT else text

    def _read(self, descriptor: int) -> None:
        if not self._take(descriptor):
            asyncio.get_running_loop().remove_reader(descriptor)

    def _take(self, descriptor: int) -> bool:
        try:
            data = os.read(descriptor, _CHUNK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        if self._diverted is not None:
            self._diverted += data[: KEPT - len(self._diverted)]
            return bool(data)
        self._kept += data[: KEPT - len(self._kept)]
        self._count += len(data)
        if self._count > self._allowed and not self.overflowed:
            self.overflowed = True
            self._on_overflow()
        return bool(data)
