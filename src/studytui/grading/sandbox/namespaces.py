"""Namespaces around the zygote and all its children: user_namespaces(7), network_namespaces(7), ipc_namespaces(7)."""

import os
import socket
from pathlib import Path

from studytui.grading.sandbox.libc import IS_LINUX, unshare

_CLONE_NEWIPC, _CLONE_NEWUSER, _CLONE_NEWNET = 0x08000000, 0x10000000, 0x40000000


def isolate(without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Enter new user, network and IPC namespaces where the kernel lets us. Needs a process with one thread.

    The new network has no interface that is up, not even loopback, and abstract sockets of its own; that it holds is
    tried, by connecting to a listener left outside. Some systems forbid this to ordinary users (a sysctl, AppArmor,
    a container): the other layers do not depend on it.

    Returns:
        `("namespaces",)` if the trial shows that it holds, else nothing.
    """
    if not IS_LINUX or "namespaces" in without:
        return ()
    user, group = os.getuid(), os.getgid()
    with socket.socket(socket.AF_INET) as outside:
        try:
            outside.bind(("127.0.0.1", 0))
            outside.listen(1)
        except OSError:
            return ()
        if unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC) != 0:
            return ()
        _keep_identity(user, group)
        return ("namespaces",) if not _reaches(outside.getsockname()) else ()


def _keep_identity(user: int, group: int) -> None:
    """Map the same user and group into the namespace, so that files and signals work as before."""
    for name, line in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        try:
            Path("/proc/self", name).write_text(line)
        except OSError:
            return


def _reaches(address: tuple[str, int]) -> bool:
    with socket.socket(socket.AF_INET) as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(address) == 0
