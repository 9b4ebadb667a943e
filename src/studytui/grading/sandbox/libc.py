"""The C library, for the few calls Python has no name for. On Linux only; elsewhere `call` says ENOSYS."""

import ctypes
import errno
import sys

IS_LINUX = sys.platform == "linux"

_libc = ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: object) -> int:
    """Make a system call by number; returns its result, or minus errno (syscall(2)).

    Integers are passed as 64-bit values, byte strings and ctypes buffers by address.
    """
    if not IS_LINUX:
        return -errno.ENOSYS
    ready = (ctypes.c_long(a) if isinstance(a, int) else a for a in arguments)
    result = int(_libc.syscall(ctypes.c_long(number), *ready))
    return result if result >= 0 else -ctypes.get_errno()


def prctl(option: int, argument: int = 0, third: int = 0) -> int:
    """prctl(2); returns its result, or minus errno."""
    if not IS_LINUX:
        return -errno.ENOSYS
    rest = (ctypes.c_ulong(argument), ctypes.c_ulong(third), ctypes.c_ulong(0), ctypes.c_ulong(0))
    result = int(_libc.prctl(ctypes.c_int(option), *rest))
    return result if result >= 0 else -ctypes.get_errno()


def unshare(flags: int) -> int:
    """unshare(2); returns 0, or minus errno."""
    if not IS_LINUX:
        return -errno.ENOSYS
    return 0 if _libc.unshare(ctypes.c_int(flags)) == 0 else -ctypes.get_errno()


def mount(source: bytes, target: bytes, kind: bytes, flags: int, data: bytes) -> int:
    """mount(2); returns 0, or minus errno."""
    if not IS_LINUX:
        return -errno.ENOSYS
    done = _libc.mount(source, target, kind, ctypes.c_ulong(flags), data)
    return 0 if done == 0 else -ctypes.get_errno()
