"""The system call filter: seccomp(2), Linux 3.17 and later; written for x86_64 and aarch64."""

import errno
import os
import struct
import sys

from studytui.grading.sandbox import bpf
from studytui.grading.sandbox.libc import IS_LINUX, MACHINE, Memory, call
from studytui.grading.sandbox.syscalls import FIRST_UNIFIED, numbers

_SECCOMP = {"x86_64": 317, "aarch64": 277}.get(MACHINE, -1)
_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_*, linux/audit.h
_SET_MODE_FILTER = 1
_FLAG_SPEC_ALLOW = 4  # keep speculation as it is: numerics must not pay for the filter (Linux 4.17)

_OWN_PID = 0x7FFFFFF1  # stands for the child's own pid until the child installs the filter; above any real pid

_CLONE_THREAD = 0x00010000
_FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032)  # dup, flags, record locks, DUPFD_CLOEXEC, GETPIPE_SZ:
# not F_SETOWN, F_SETSIG, F_SETLEASE, F_NOTIFY, which send signals or watch folders
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX
_PRCTL = (2, 3, 15, 16, 21, 23, 30, 37, 39, 0x53564D41)  # readers; SET_NAME; SET_VMA names memory
_AF_UNIX, _SOCK_STREAM = 1, 1
_O_ACCMODE, _O_TRUNC = 0o3, 0o1000
_OPEN_MODES = (0, 1, 2, _O_TRUNC | 1, _O_TRUNC | 2)  # read, write, both; emptying only what is opened for writing:
# Landlock before ABI 3 looks at the mode alone, and neither reading nor mode 3 would ask it for the right to write


def _conditions() -> dict[str, bpf.Code]:
    """Calls that are allowed only with some arguments."""
    refused = errno.EPERM
    return {
        "open": bpf.when_argument_in(1, _OPEN_MODES, refused, mask=_O_ACCMODE | _O_TRUNC),
        "openat": bpf.when_argument_in(2, _OPEN_MODES, refused, mask=_O_ACCMODE | _O_TRUNC),
        "clone": bpf.when_argument_has(0, _CLONE_THREAD, refused),
        "kill": bpf.when_argument_in(0, (_OWN_PID,), refused),
        "tgkill": bpf.when_argument_in(0, (_OWN_PID,), refused),
        # Reading one's own limits, with no new ones given.
        "prlimit64": bpf.both(bpf.when_argument_in(0, (0, _OWN_PID), refused), bpf.when_argument_zero(2, refused)),
        "fcntl": bpf.when_argument_in(1, _FCNTL, refused),
        "ioctl": bpf.when_argument_in(1, _IOCTL, refused),
        "prctl": bpf.when_argument_in(0, _PRCTL, refused),
        # Datagram pairs can be connected elsewhere and leak; asyncio needs stream pairs. The type carries flags above.
        "socketpair": bpf.both(
            bpf.when_argument_in(0, (_AF_UNIX,), refused), bpf.when_argument_in(1, (_SOCK_STREAM,), refused, mask=0xF)
        ),
    }


def assemble(machine: str) -> bytes:
    """The filter for that machine, with a placeholder for the child's pid; empty if the machine is unknown.

    What the table of calls does not name is refused: EPERM for the classic calls, ENOSYS for the newer ones (clone3,
    io_uring, pidfd), so that libraries fall back as they would on an older kernel. The x32 calls share x86_64's
    architecture value but are numbered from 0x40000000, beyond the last span.
    """
    allowed = numbers(machine)
    if not allowed:
        return b""
    conditions = _conditions()
    rules = {number: conditions.get(name, bpf.allow()) for name, number in allowed.items()}
    spans: list[bpf.Span] = []
    for number in range(max(FIRST_UNIFIED, *rules) + 2):
        other = bpf.refuse(errno.EPERM if number < FIRST_UNIFIED else errno.ENOSYS)
        code = rules.get(number, other)
        if not spans or spans[-1].code != code:
            spans.append(bpf.Span(number, code))
    return bpf.program(_ARCHITECTURE[machine], spans)


class Filter:
    """The filter in memory, ready to be installed with a child's own pid filled in."""

    __slots__ = ("_header", "_places", "_program")

    def __init__(self, program: bytes) -> None:
        marker = struct.pack("I", _OWN_PID)
        self._places = tuple(at for at in range(4, len(program), 8) if program[at : at + 4] == marker)
        self._program = Memory(program)
        self._header = Memory(struct.pack("HxxxxxxQ", len(program) // 8, self._program.address))  # struct sock_fprog

    def install(self) -> bool:
        """Put the filter on this process for good. NO_NEW_PRIVS must be set."""
        own = os.getpid().to_bytes(4, sys.byteorder)
        for place in self._places:
            self._program.put(place, own)
        address = self._header.address
        return (
            call(_SECCOMP, _SET_MODE_FILTER, _FLAG_SPEC_ALLOW, address) == 0
            or call(_SECCOMP, _SET_MODE_FILTER, 0, address) == 0
        )


def prepare() -> Filter | None:
    """The filter for this machine; None where there is none, or for a 32-bit process."""
    known = IS_LINUX and MACHINE in _ARCHITECTURE and struct.calcsize("P") == 8
    return Filter(assemble(MACHINE)) if known else None
