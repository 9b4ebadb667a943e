"""The C library, for the calls Python has no name for. On Linux only; elsewhere everything says ENOSYS.

Arguments are plain integers (addresses, for memory), so that a call in a freshly forked child touches as few of the
zygote's pages as can be: every page touched is copied, which costs more than the call.
"""

import ctypes
import errno
import os
import sys

IS_LINUX = sys.platform == "linux"
MACHINE = os.uname().machine

_syscall = ctypes.CDLL(None, use_errno=True).syscall
_syscall.restype = ctypes.c_long
_syscall.argtypes = (ctypes.c_long,) * 6

# asm/unistd_64.h and asm-generic/unistd.h
_PRCTL = {"x86_64": 157, "aarch64": 167}.get(MACHINE, -1)
_UNSHARE = {"x86_64": 272, "aarch64": 97}.get(MACHINE, -1)
_MOUNT = {"x86_64": 165, "aarch64": 40}.get(MACHINE, -1)


def call(number: int, a: int = 0, b: int = 0, c: int = 0, d: int = 0, e: int = 0) -> int:
    """Make a system call by number, giving its result or minus errno: see syscall(2)."""
    if not IS_LINUX:
        return -errno.ENOSYS
    result = int(_syscall(number, a, b, c, d, e))
    return result if result >= 0 else -ctypes.get_errno()


def prctl(option: int, argument: int = 0) -> int:
    """Change or read something of this process; the result or minus errno.

    Source: the man page of that name in section 2, likewise below.
    """
    return call(_PRCTL, option, argument)


def unshare(flags: int) -> int:
    """Enter namespaces of one's own; 0 or minus errno."""
    return call(_UNSHARE, flags)


def mount(source: bytes, target: bytes, kind: bytes, flags: int, options: bytes) -> int:
    """Attach a file system; 0 or minus errno."""
    texts = [Memory(text + b"\0") for text in (source, target, kind, options)]
    return call(_MOUNT, texts[0].address, texts[1].address, texts[2].address, flags, texts[3].address)


class Memory:
    """Bytes at an address that stays while the object lives."""

    __slots__ = ("_buffer", "address")

    def __init__(self, content: bytes) -> None:
        self._buffer = ctypes.create_string_buffer(content, len(content))
        self.address = ctypes.addressof(self._buffer)

    @property
    def content(self) -> bytes:
        """What stands there now."""
        return self._buffer.raw

    def put(self, at: int, content: bytes) -> None:
        """Overwrite from offset `at`."""
        ctypes.memmove(self.address + at, content, len(content))
