"""A pair of children as the program holds it, and how a process of ours is started."""

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import studytui
from studytui.errors import StudyError

_CLEAN = {
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent",  # without it Python asks the user database at its start, which then answers in children
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}


PROLOGUE = "from studytui.grading import zygote; "
"""What every process of ours runs first."""


class ZygoteLostError(StudyError):
    """The zygote has ended; the run it served came to nothing, through no fault of the learner's."""


@dataclass(slots=True)
class Pair:
    """A checker and a learner, ready: pids, control socket, the learner's job socket and output pipe."""

    checker: int
    learner: int
    control: socket.socket
    job: socket.socket
    output: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How a pair ended: wait statuses, and whether the learner died by itself."""

    checker: int
    learner: int
    learner_by_itself: bool


def launch(call: str, *, stdin: int = subprocess.DEVNULL, pass_fds: Sequence[int] = ()) -> "subprocess.Popen[bytes]":
    """Start our own interpreter with a clean environment, in a session of its own, to make one call of the zygote's."""
    root = str(Path(studytui.__file__).parents[1])
    code = f"import sys; {root!r} in sys.path or sys.path.append({root!r}); {PROLOGUE}{call}"
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-s", "-P", "-B", "-X", "utf8", "-c", code],
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if not pass_fds else subprocess.DEVNULL,
        env=_CLEAN,
        cwd="/",
        start_new_session=True,
        pass_fds=pass_fds,
    )


def discard(pair: Pair) -> None:
    """Close the program's descriptors of a pair."""
    pair.control.close()
    pair.job.close()
    if pair.output >= 0:
        os.close(pair.output)
        pair.output = -1
