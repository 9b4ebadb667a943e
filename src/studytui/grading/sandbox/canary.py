"""What a canary tries: everything graded code must not do. Each attempt says whether it was stopped."""

import mmap
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studytui.grading.sandbox import capabilities

BUDGET_BYTES = 64 * 10**6
"""What a canary may allocate; it tries for sixteen times as much."""


@dataclass(frozen=True, slots=True)
class Bait:
    """What lies about for a canary to steal, reach or harm."""

    folder: Path
    tcp: tuple[str, int]
    udp: tuple[str, int]
    abstract: str

    @property
    def file(self) -> Path:
        """A file that everybody may read."""
        return self.folder / "planted"

    @property
    def socket(self) -> str:
        """A socket that everybody may connect to."""
        return str(self.folder / "socket")


def _refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except (OSError, MemoryError):
        return True
    return False


def _connect(family: int, address: tuple[str, int] | str) -> None:
    with socket.socket(family) as one:
        one.settimeout(0.2)
        one.connect(address)


def _send(address: tuple[str, int]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"canary", address)


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _allocate(flags: int) -> None:
    mmap.mmap(-1, 16 * BUDGET_BYTES, flags=flags).close()


def attempts(bait: Bait) -> dict[str, Callable[[], bool]]:
    """Every attempt by name, the one that would not return last; each is true if it was stopped."""
    parent = os.getppid()
    return {
        "memory": lambda: _refused(lambda: _allocate(mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)),
        "shared memory": lambda: _refused(lambda: _allocate(mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)),
        "read": lambda: _refused(bait.file.read_bytes),
        "list": lambda: _refused(lambda: list(bait.folder.iterdir())),
        "write": lambda: _refused(lambda: (bait.folder / "left").write_bytes(b"")),
        "change": lambda: _refused(lambda: bait.file.chmod(0o600)),
        "tcp": lambda: _refused(lambda: _connect(socket.AF_INET, bait.tcp)),
        "udp": lambda: _refused(lambda: _send(bait.udp)),
        "unix": lambda: _refused(lambda: _connect(socket.AF_UNIX, bait.socket)),
        "abstract": lambda: _refused(lambda: _connect(socket.AF_UNIX, bait.abstract)),
        "signal": lambda: _refused(lambda: os.kill(parent, 0)),
        "privilege": lambda: _refused(lambda: os.chroot("/")) and capabilities.none_left(),
        "fork": lambda: _refused(_fork),
        "exec": lambda: _refused(lambda: os.execv("/bin/true", ["true"])),  # noqa: S606 -- it must fail
    }
