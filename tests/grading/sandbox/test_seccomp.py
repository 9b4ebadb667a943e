"""The system call filter, run by an interpreter of its own: no kernel is needed to see what it decides."""

import errno
import struct

import pytest

from studytui.grading.sandbox import bpf, seccomp
from studytui.grading.sandbox.syscalls import MACHINES, numbers

ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
OWN = seccomp._OWN_PID
REFUSED = {
    # asm/unistd_64.h and asm-generic/unistd.h: what must never be allowed, whatever the table says
    "x86_64": {
        "socket": 41, "connect": 42, "sendmsg": 46, "bind": 49, "fork": 57, "vfork": 58, "execve": 59, "chmod": 90,
        "chown": 92, "ptrace": 101, "setuid": 105, "setpgid": 109, "setsid": 112, "setxattr": 188, "io_setup": 206,
        "keyctl": 250, "inotify_init": 253, "unshare": 272, "shmget": 29, "msgget": 68, "semget": 64, "mount": 165,
        "perf_event_open": 298, "process_vm_readv": 310, "memfd_create": 319, "bpf": 321, "execveat": 322,
        "userfaultfd": 323, "sched_setaffinity": 203, "utimensat": 280, "fchmodat": 268, "link": 86, "symlink": 88,
    },
    "aarch64": {
        "socket": 198, "connect": 203, "sendmsg": 211, "bind": 200, "execve": 221, "fchmod": 52, "fchownat": 54,
        "ptrace": 117, "setuid": 146, "setpgid": 154, "setsid": 157, "setxattr": 5, "io_setup": 0, "keyctl": 219,
        "inotify_init1": 26, "unshare": 97, "shmget": 194, "msgget": 186, "semget": 190, "mount": 40,
        "perf_event_open": 241, "process_vm_readv": 270, "memfd_create": 279, "bpf": 280, "execveat": 281,
        "userfaultfd": 282, "sched_setaffinity": 122, "utimensat": 88, "fchmodat": 53, "linkat": 37, "symlinkat": 36,
    },
}  # fmt: skip
NEWER = {"io_uring_setup": 425, "pidfd_open": 434, "clone3": 435, "openat2": 437, "memfd_secret": 447, "later": 5000}


def decide(program: bytes, machine: str, number: int, *arguments: int) -> int:
    """What the filter returns for a call: the kernel's own rules (linux/filter.h), step by step."""
    data = struct.pack("IIQ6Q", number, ARCHITECTURE.get(machine, 0), 0, *arguments, *[0] * (6 - len(arguments)))
    code = list(struct.iter_unpack("HBBI", program))
    accumulator, at = 0, 0
    while True:
        operation, when_true, when_false, constant = code[at]
        at += 1
        if operation == 0x20:
            accumulator = struct.unpack_from("I", data, constant)[0]
        elif operation == 0x54:
            accumulator &= constant
        elif operation == 0x06:
            return int(constant)
        else:
            holds = {
                0x15: accumulator == constant,
                0x35: accumulator >= constant,
                0x45: accumulator & constant != 0,
            }[operation]
            at += when_true if holds else when_false


def error(result: int) -> int | None:
    """The errno that a decision gives; None if the call passes."""
    return None if result == bpf.ALLOW else result & 0xFFFF


@pytest.mark.parametrize("machine", MACHINES)
class TestFilter:
    """Decisions of the filter, on every machine it is written for."""

    def test_allows_what_the_table_names(self, machine: str) -> None:
        """Each call of the table passes when its arguments are in order."""
        filter_ = seccomp.assemble(machine)
        fitting = {
            "clone": (0x00010000,), "kill": (OWN,), "tgkill": (OWN,), "prlimit64": (0,), "fcntl": (3, 1),
            "ioctl": (1, 0x5401), "prctl": (15,), "socketpair": (1, 1),
        }  # fmt: skip
        for name, number in numbers(machine).items():
            assert decide(filter_, machine, number, *fitting.get(name, ())) == bpf.ALLOW, name

    def test_refuses_what_reaches_out(self, machine: str) -> None:
        """Sockets, processes, metadata, kernel objects and other processes are refused with EPERM."""
        filter_ = seccomp.assemble(machine)
        for name, number in REFUSED[machine].items():
            assert error(decide(filter_, machine, number)) == errno.EPERM, name

    def test_newer_calls_look_missing(self, machine: str) -> None:
        """Calls that libraries only try get ENOSYS, and so do those that no kernel has yet."""
        filter_ = seccomp.assemble(machine)
        for name, number in NEWER.items():
            assert error(decide(filter_, machine, number)) == errno.ENOSYS, name

    def test_arguments_are_looked_at(self, machine: str) -> None:
        """Calls that are allowed in one way are refused in others."""
        filter_, table = seccomp.assemble(machine), numbers(machine)
        for name, arguments in {
            "clone": (17,), "kill": (OWN + 1,), "tgkill": (1,), "prlimit64": (1,), "fcntl": (3, 8),
            "ioctl": (1, 0x5412), "prctl": (1,), "socketpair": (1, 2),
        }.items():  # fmt: skip
            assert error(decide(filter_, machine, table[name], *arguments)) == errno.EPERM, name
        assert error(decide(filter_, machine, table["socketpair"], 2, 1)) == errno.EPERM
        for limits, passes in ((0, True), (0x7FFF0000, False), (1 << 32, False)):
            assert (decide(filter_, machine, table["prlimit64"], 0, 7, limits) == bpf.ALLOW) is passes, hex(limits)
        for mode, passes in ((0, True), (0o1001, True), (0o1102, True), (0o1000, False), (0o1003, False), (3, False)):
            assert (decide(filter_, machine, table["openat"], 0, 0, mode) == bpf.ALLOW) is passes, oct(mode)
        assert decide(filter_, machine, table["socketpair"], 1, 1 | 0o2000000 | 0o4000) == bpf.ALLOW

    def test_another_architecture_is_killed(self, machine: str) -> None:
        """A call made through another architecture's table ends the process."""
        assert decide(seccomp.assemble(machine), "other", 1) == bpf.KILL_PROCESS


def test_x32_calls_look_missing() -> None:
    """The x32 numbers, which share x86_64's architecture, get ENOSYS."""
    filter_ = seccomp.assemble("x86_64")
    for number in (0, 1, 41, 59, 520):
        assert error(decide(filter_, "x86_64", 0x40000000 + number)) == errno.ENOSYS


def test_unknown_machine_has_no_filter() -> None:
    """A machine that the table does not know gets an empty program rather than a wrong one."""
    assert seccomp.assemble("riscv64") == b""
