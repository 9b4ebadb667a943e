"""Resource limits, relative to where the child stands when it starts: setrlimit(2), proc(5)."""

import mmap
import os
import resource
from dataclasses import dataclass

AS_HEADROOM = 256 * 10**6
"""Address space beyond the memory budget: libraries and thread stacks reserve more than they touch."""

THREADS = 512
"""Processes and threads that may exist at once in a namespace of our own; a full run with its spare needs a dozen."""

_UNKNOWN = (2 * 10**9, 10**9)  # where there is no /proc to tell where the child stands
_AS, _CPU = resource.RLIMIT_AS, resource.RLIMIT_CPU
_OTHERS = tuple(
    (number, value)
    for name, value in (
        ("RLIMIT_CORE", 1),  # not 0: that still starts a crash reporter, where core(5) is piped to one; 1 is special
        ("RLIMIT_MEMLOCK", 0),
        ("RLIMIT_MSGQUEUE", 0),
        ("RLIMIT_SIGPENDING", 256),
    )
    if (number := getattr(resource, name, None)) is not None
)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a child may use from now on: bytes of memory, seconds of CPU, bytes per file, descriptors."""

    memory_bytes: int
    cpu_seconds: int
    file_bytes: int = 0
    open_files: int = 64


def _standing() -> tuple[int, int]:
    """Bytes of address space and of private data this process has now."""
    try:
        table = os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return _UNKNOWN
    fields = os.read(table, 256).split()
    os.close(table)
    return int(fields[0]) * mmap.PAGESIZE, int(fields[5]) * mmap.PAGESIZE


def settle() -> None:
    """Set, in the zygote, the limits that are the same for every child: they are inherited."""
    for number, value in _OTHERS:
        _set(number, value)


def limit(budget: Budget, *, own_count: bool = False) -> bool:
    """Set the limits of `budget`; hard and soft are one, so that no handler can catch the soft one.

    A forked child starts with no CPU time of its own, so CPU is absolute. DATA counts private writable memory (since
    Linux 4.7), AS all mappings, shared ones too.

    Args:
        budget: what to allow.
        own_count: the zygote has a user namespace of its own, so that RLIMIT_NPROC counts its processes and threads
            alone (Linux 5.14), not everything the learner has running. Root is exempt from it.

    Returns:
        Whether memory and CPU limits were accepted by the kernel.
    """
    space, data = _standing()
    _set(resource.RLIMIT_NOFILE, budget.open_files)
    _set(resource.RLIMIT_FSIZE, budget.file_bytes)
    if own_count:
        _set(resource.RLIMIT_NPROC, THREADS)
    _set(resource.RLIMIT_DATA, data + budget.memory_bytes)
    return _set(_AS, space + budget.memory_bytes + AS_HEADROOM) and _set(_CPU, max(1, budget.cpu_seconds))


def _set(number: int, value: int) -> bool:
    """Set both limits to `value`, or to the hard limit that already stands if that is lower."""
    try:
        resource.setrlimit(number, (value, value))
    except (OSError, ValueError):
        hard = resource.getrlimit(number)[1]
        return hard != resource.RLIM_INFINITY and hard <= value
    return True
