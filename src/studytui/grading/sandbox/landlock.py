"""Landlock: which files, TCP ports, signals and abstract sockets a child may reach.

Sources: landlock(7), linux/landlock.h; the numbers of its three calls are the same on every machine. ABI versions:
1 files (Linux 5.13), 2 links across folders, 3 truncation, 4 TCP, 5 device ioctls, 6 abstract sockets and signals,
7 audit flags (6.15).
"""

import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from studytui.grading.sandbox.libc import Memory, call

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_CREATE_RULESET_VERSION = 1
_RULE_PATH_BENEATH = 1
_LOG_SAME_EXEC_OFF = 1  # refusals are expected here: keep them out of the system's audit log

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15

READ = READ_FILE | READ_DIR
SCRATCH = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE
DEVICE = READ_FILE | WRITE_FILE
_FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV

_LAST_FILE_BIT = {1: 12, 2: 13, 3: 14, 4: 14}  # the highest right each ABI knows; 15 from ABI 5 on
_ALL_TCP = 0b11  # bind and connect
_ALL_SCOPES = 0b11  # abstract sockets and signals


@dataclass(frozen=True, slots=True)
class Grant:
    """Rights on a file, or on a folder with everything beneath it."""

    path: str
    rights: int = READ


def abi() -> int:
    """The kernel's Landlock version; 0 where there is none, or where it is switched off."""
    return max(0, call(_CREATE_RULESET, 0, 0, _CREATE_RULESET_VERSION))


def _handled(version: int) -> int:
    return (1 << (_LAST_FILE_BIT.get(version, 15) + 1)) - 1


def build(grants: Iterable[Grant]) -> int | None:
    """A ruleset that refuses everything this kernel can refuse, but for `grants`; a path that is not there is left out.

    Returns:
        A descriptor (close-on-exec), or None without Landlock.
    """
    version = abi()
    if version < 1:
        return None
    handled = _handled(version)
    attributes = Memory(struct.pack("QQQ", handled, _ALL_TCP, _ALL_SCOPES))
    size = 24 if version >= 6 else 16 if version >= 4 else 8  # what the kernel does not know it must not be shown
    ruleset = call(_CREATE_RULESET, attributes.address, size)
    if ruleset < 0:
        return None
    for grant in grants:
        _add(ruleset, grant, handled)
    return ruleset


def _add(ruleset: int, grant: Grant, handled: int) -> None:
    try:
        place = os.open(grant.path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        for rights in (grant.rights & handled, grant.rights & handled & _FILE_RIGHTS):
            # EINVAL: rights that only a folder can have were asked for a file
            beneath = Memory(struct.pack("=Qi", rights, place))
            if call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, beneath.address) == 0:
                return
    finally:
        os.close(place)


def restrict(ruleset: int | None) -> bool:
    """Put this process under the ruleset for good, and close it. NO_NEW_PRIVS must be set."""
    if ruleset is None:
        return False
    held = call(_RESTRICT_SELF, ruleset, _LOG_SAME_EXEC_OFF) == 0 or call(_RESTRICT_SELF, ruleset) == 0
    os.close(ruleset)
    return held
