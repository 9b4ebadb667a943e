"""What a process is to its parent and its children: prctl(2), options and values from linux/prctl.h."""

import os
import signal

from studytui.grading.sandbox import rlimits
from studytui.grading.sandbox.libc import prctl

_SET_PDEATHSIG = 1
_SET_CHILD_SUBREAPER = 36
_SET_NO_NEW_PRIVS = 38
_SIGKILL = int(signal.SIGKILL)


def guard() -> bool:
    """Make the zygote die with its parent, adopt orphans of its children, and give up cores, locks and new privileges.

    NO_NEW_PRIVS, which children inherit, lets them use Landlock and seccomp without root. The parent is the thread
    that started this process: start zygotes from one that lives on. Creating a user namespace clears the death
    signal: call this after `isolate`.

    Returns:
        Whether all three hold.
    """
    rlimits.settle()
    tied = prctl(_SET_PDEATHSIG, _SIGKILL) == 0
    adopts = prctl(_SET_CHILD_SUBREAPER, 1) == 0
    return prctl(_SET_NO_NEW_PRIVS, 1) == 0 and tied and adopts


def follow(parent: int | None) -> bool:
    """Make a child die with the zygote, at once if that has died already, and let it gain no privileges."""
    held = prctl(_SET_PDEATHSIG, _SIGKILL) == 0
    if parent is not None and os.getppid() != parent:
        os._exit(1)
    return prctl(_SET_NO_NEW_PRIVS, 1) == 0 and held
