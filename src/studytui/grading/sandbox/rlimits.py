"""Resource limits, relative to where the child stands when it starts: setrlimit(2), proc(5)."""

import contextlib
import mmap
import resource
from dataclasses import dataclass
from pathlib import Path

AS_HEADROOM = 256 * 10**6
"""Address space beyond the memory budget: libraries and thread stacks reserve more than they touch."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a child may use from now on: bytes of memory, seconds of CPU, bytes per file, descriptors, threads."""

    memory_bytes: int
    cpu_seconds: int
    file_bytes: int = 0
    open_files: int = 64
    threads: int | None = None


def _standing() -> tuple[int, int] | None:
    """Bytes of address space and of private data this process has now; None without /proc."""
    try:
        fields = Path("/proc/self/statm").read_bytes().split()
    except OSError:
        return None
    return int(fields[0]) * mmap.PAGESIZE, int(fields[5]) * mmap.PAGESIZE


def limit(budget: Budget) -> bool:
    """Set every limit of `budget`; hard and soft are one, so that no handler can catch the soft one.

    A forked child starts with no CPU time of its own, so CPU is absolute. DATA counts private writable memory since
    Linux 4.7, AS all mappings, shared ones too; without /proc both count from zero, generously.

    Returns:
        Whether memory and CPU limits were accepted by the kernel.
    """
    standing = _standing() or (2 * 10**9, 10**9)
    limits = {
        "RLIMIT_AS": standing[0] + budget.memory_bytes + AS_HEADROOM,
        "RLIMIT_DATA": standing[1] + budget.memory_bytes,
        "RLIMIT_CPU": max(1, budget.cpu_seconds),
        "RLIMIT_FSIZE": budget.file_bytes,
        "RLIMIT_NOFILE": budget.open_files,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_SIGPENDING": 256,
    }
    if budget.threads is not None:
        limits["RLIMIT_NPROC"] = budget.threads
    done = {name for name, value in limits.items() if _set(name, value)}
    return {"RLIMIT_AS", "RLIMIT_CPU"} <= done


def _set(name: str, value: int) -> bool:
    number = getattr(resource, name, None)
    if number is None:
        return False
    _, hard = resource.getrlimit(number)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(number, (value, value))
        return True
    return False
