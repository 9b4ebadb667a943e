"""What a process is to its parent and its children: prctl(2), options and values from linux/prctl.h."""

import os
import signal

from studytui.grading.sandbox.libc import prctl

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38


def guard(*, parent: int | None = None, subreaper: bool = False) -> bool:
    """Tie this process to its parent, and give up gaining privileges.

    The parent's death kills it (the signal follows the thread that forked, so start zygotes from one that lives on);
    NO_NEW_PRIVS lets it use Landlock and seccomp without root. PDEATHSIG is cleared by creating a user namespace:
    call this after `isolate`.

    Args:
        parent: the pid the parent must still have; if it has died in between, this process ends at once.
        subreaper: adopt orphaned descendants, so that none outlives the zygote unseen.

    Returns:
        Whether PDEATHSIG and NO_NEW_PRIVS both hold.
    """
    held = prctl(PR_SET_PDEATHSIG, signal.SIGKILL) == 0
    if parent is not None and os.getppid() != parent:
        os._exit(1)
    if subreaper:
        prctl(PR_SET_CHILD_SUBREAPER, 1)
    return (prctl(PR_SET_NO_NEW_PRIVS, 1) == 0) and held


def hide() -> bool:
    """Leave no core and let no process of the same user attach (PR_SET_DUMPABLE 0, ptrace(2))."""
    return prctl(PR_SET_DUMPABLE, 0) == 0
