"""What checker and learner have in common when they wake up in a forked process."""

import fcntl
import gc
import os
import random
import select
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from studytui.grading import sandbox, wire
from studytui.grading.wire import Frame, WireError

CHANNEL = 3
"""The descriptor on which checker and learner talk."""

CONTROL = 4
"""The checker's descriptor to the program."""

_FILE_BYTES = 16 * 2**20  # per file, in an exercise that needs files
_AT_ONCE = 0.004  # seconds within which a job comes when somebody waits for its verdict
_HIGH = 64  # descriptors are parked from here on while 0 to 4 are filled


@dataclass(frozen=True, slots=True)
class Confinement:
    """How a child shuts itself in: the prepared sandbox and the pid that must still be its parent."""

    prepared: sandbox.Prepared
    parent: int

    def apply(self, job: "Job") -> None:
        """Give up everything that `job` does not need; from here on the code may be anybody's."""
        room = job.fields.get("room")
        budget = sandbox.Budget(
            memory_bytes=job.number("memory_mb") * 10**6,
            cpu_seconds=job.number("cpu_seconds"),
            file_bytes=_FILE_BYTES if room else 0,
        )
        sandbox.confine(self.prepared, budget, parent=self.parent, room=Path(room) if room else None)
        gc.enable()


class Job:
    """What the program sends a child first: fields and files."""

    def __init__(self, frame: Frame) -> None:
        if not isinstance(frame.tree, dict):
            raise WireError("a job has the wrong form")
        self.fields: dict[str, Any] = dict(frame.tree)
        names = [str(name) for name in self.fields["files"]]
        self.files = {name: bytes(data) for name, data in zip(names, frame.buffers, strict=True)}

    def number(self, name: str) -> int:
        """A field that is a whole number."""
        return int(self.fields[name])

    def text(self, name: str) -> str:
        """A field that is text."""
        return str(self.fields[name])


def await_job(channel: socket.socket, idle: Callable[[], None]) -> Job:
    """Wait for the job; a child that is no longer wanted ends here.

    Args:
        channel: where the job comes from.
        idle: called once, if the job is not there at once: a child forked ahead has time.
    """
    if not select.select([channel], [], [], _AT_ONCE)[0]:
        idle()
    try:
        return Job(wire.receive(channel))
    except (EOFError, OSError):
        os._exit(0)


def nothing() -> None:
    """What a child does with idle time if there is nothing to prepare."""


def enter(places: Sequence[int], kept: int | None, work: Callable[[], None]) -> NoReturn:
    """Be a child: do the work and end without clean-up.

    Args:
        places: become the descriptors 0, 1, 2 ...; all others are closed,
        kept: but this one, which `Confinement.apply` uses and closes.
        work: what the child is for.
    """
    status = 70
    try:
        parked = [fcntl.fcntl(place, fcntl.F_DUPFD, _HIGH) for place in places]
        for target, source in enumerate(parked):
            os.dup2(source, target)
        first = len(places)
        if kept is not None:
            os.closerange(first, kept)
            first = kept + 1
        os.closerange(first, 65536)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        work()
        status = 0
    finally:
        os._exit(status)


def seed_everything(seed: int) -> None:
    """Set the global state of every random generator that is loaded."""
    random.seed(seed)
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    if numpy is not None:
        numpy.random.seed(seed % 2**32)
    if torch is not None:
        torch.manual_seed(seed)
