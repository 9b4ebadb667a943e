"""Root's separate powers, all given up: capabilities(7), capset(2)."""

import struct

from studytui.grading.sandbox.libc import MACHINE, Memory, call

_CAPGET = {"x86_64": 125, "aarch64": 90}.get(MACHINE, -1)
_CAPSET = {"x86_64": 126, "aarch64": 91}.get(MACHINE, -1)
_VERSION_3 = 0x20080522  # linux/capability.h: 64 bits in two halves
_THIS_PROCESS = Memory(struct.pack("Ii", _VERSION_3, 0))
_NONE = Memory(bytes(24))


def drop() -> bool:
    """Empty the effective, permitted and inheritable sets; the kernel empties the ambient set with them.

    With NO_NEW_PRIVS, and exec refused, none can come back. Works for ordinary users, who have none, and for root.
    """
    return call(_CAPSET, _THIS_PROCESS.address, _NONE.address) == 0


def none_left() -> bool:
    """Whether this process has no capability at all."""
    held = Memory(bytes(24))
    return call(_CAPGET, _THIS_PROCESS.address, held.address) == 0 and not any(held.content)
