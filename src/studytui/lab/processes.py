"""Which process a number means: numbers are used again, so each goes with the time at which its process began."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


def born(pid: int) -> str:
    """When the process of that number began, as a text that no other process of that number has; empty if none runs.

    On Linux from /proc (which boot it is, and the start in ticks since then), elsewhere from `ps`.
    """
    if sys.platform == "linux":
        try:
            facts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if facts[0] in "ZX" else f"{_boot()}/{facts[19]}"
    words = ["/bin/ps", "-o", "lstart=", "-p", str(pid)]
    try:
        found = subprocess.run(words, capture_output=True, text=True, check=False, timeout=5)  # noqa: S603  # a number
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return " ".join(found.stdout.split())


def kill_group(pid: int, began: str, number: int = signal.SIGKILL) -> None:
    """Signal the process group that this process led, unless its number has come to mean another process.

    A group outlives its leader; then the number is trusted for as long as the machine runs.
    """
    now = born(pid)
    if now == began or (not now and began.startswith(f"{_boot()}/")):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)


def _boot() -> str:
    """Which boot this is; a text that begins nothing where there is no telling."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return "?"
