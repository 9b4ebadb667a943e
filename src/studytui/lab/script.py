"""One run of the learner's script: started, read, timed, ended. Their own code, their own interpreter, no sandbox."""

import errno
import os
import re
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from studytui.domain.experiment import RunState
from studytui.domain.metric_lines import LONGEST_LINE, MOST_METRICS, Metrics, metrics_in
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.lab import metrics_file
from studytui.lab.kept import Kept

GRACE = 3.0
"""Seconds between asking a script to end and ending it."""
DRAIN = 1.0
"""Seconds in which output still comes after its end, from what it left behind."""
_LOOK = 0.1
_CHUNK = 1 << 16
_LINE_ENDS = re.compile(rb"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be run; `timeout` in seconds, `memory` in bytes of data the script may hold, both off if None."""

    command: tuple[str, ...]
    cwd: Path
    environment: Mapping[str, str]
    output: Path
    metrics_file: Path
    timeout: float | None = None
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended; `stopped` says that somebody wanted it to end, and that it counts as not run."""

    state: RunState
    exit_code: int | None
    seconds: float
    metrics: Metrics
    note: str = ""
    stopped: bool = False


def run(order: Order, *, stop: Callable[[], bool], began: Callable[[int], None]) -> Ending:
    """Run the script to its end; its process group ends with it.

    Args:
        order: what to run.
        stop: asked several times a second; True ends the script.
        began: told the number of the process, which leads a group of its own.

    Raises:
        UsageError: it cannot be started.
    """
    order.metrics_file.unlink(missing_ok=True)
    start = time.monotonic()
    metrics = Metrics()
    with Kept(order.output) as kept:
        process = _start(order)
        try:
            began(process.pid)
            reader = _Reader(process, metrics, kept)
            why = _follow(process, reader, order.timeout, stop, start)
        finally:
            _end_group(process)
        reader.drain()
    seconds = time.monotonic() - start
    unread = metrics_file.take(order.metrics_file, metrics)
    code = process.wait()
    state = RunState.TIMED_OUT if why == "timeout" else RunState.FAILED if code else RunState.DONE
    return Ending(state, code, seconds, metrics, _note(code, why, metrics, unread), why == "stop")


class _Reader:
    """Takes both outputs as they come; metrics are read from the first one only."""

    def __init__(self, process: subprocess.Popen[bytes], metrics: Metrics, kept: Kept) -> None:
        self._metrics, self._kept = metrics, kept
        self._rest = b""
        self._selector = selectors.DefaultSelector()
        for pipe, counts in ((process.stdout, True), (process.stderr, False)):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
                self._selector.register(pipe, selectors.EVENT_READ, (pipe, counts))

    @property
    def open(self) -> bool:
        """Whether something may still come."""
        return bool(self._selector.get_map())

    def read(self, seconds: float) -> None:
        """Take what comes within that time."""
        for key, _ in self._selector.select(seconds):
            pipe, counts = key.data
            self._take(pipe, counts=counts)

    def drain(self) -> None:
        """Take the rest, and close."""
        until = time.monotonic() + DRAIN
        while self.open and time.monotonic() < until:
            self.read(until - time.monotonic())
        self._lines(b"\n")
        for key in list(self._selector.get_map().values()):
            key.data[0].close()
        self._selector.close()

    def _take(self, pipe: IO[bytes], *, counts: bool) -> None:
        try:
            data = os.read(pipe.fileno(), _CHUNK)
        except BlockingIOError:
            return
        if not data:
            self._selector.unregister(pipe)
            pipe.close()
            return
        self._kept.add(data)
        if counts:
            self._lines(data)

    def _lines(self, data: bytes) -> None:
        data = self._rest + data
        if b"=" not in data and b":" not in data:  # a flood without a metric costs next to nothing
            data = data[max(data.rfind(b"\n"), data.rfind(b"\r"), -1) + 1 :]
        *lines, self._rest = _LINE_ENDS.split(data)
        if len(self._rest) > LONGEST_LINE:
            self._rest = b"?" * (LONGEST_LINE + 1)  # too long to be read, and remembered as such until it ends
        for line in lines:
            if (b"=" in line or b":" in line) and len(line) <= LONGEST_LINE:
                self._metrics.add(metrics_in(line.decode("utf-8", "replace")))


def _follow(
    process: subprocess.Popen[bytes], reader: _Reader, timeout: float | None, stop: Callable[[], bool], start: float
) -> str:
    """Read until the script is over; says why it was ended, if it was."""
    why, asked_at = "", 0.0
    while process.poll() is None:
        if reader.open:
            reader.read(_LOOK)
        else:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
        now = time.monotonic()
        if not why:
            why = "stop" if stop() else "timeout" if timeout is not None and now - start > timeout else ""
            if why:
                asked_at = now
                _signal(process, signal.SIGTERM)
        elif now - asked_at > GRACE:
            _signal(process, signal.SIGKILL)
    return why


def _start(order: Order) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603  # the learner's own command
            order.command,
            cwd=order.cwd,
            env={**os.environ, **order.environment, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,
            preexec_fn=_prepared(order.memory),  # noqa: PLW1509  # the runner has a single thread
        )
    except (OSError, subprocess.SubprocessError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        unread = isinstance(error, OSError) and error.errno == errno.ENOEXEC
        way = "begin it with a line such as #!/bin/sh" if unread else "is the file executable and there?"
        raise UsageError(f"{order.command[0]} cannot be started ({why}); {way}") from error


def _prepared(memory: int | None) -> Callable[[], None]:
    """What the child does before it becomes the script: it dies with the runner, and holds itself to the limit."""
    import ctypes
    import resource

    parent = os.getpid()
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def prepare() -> None:
        if library is not None:
            library.prctl(1, int(signal.SIGKILL), 0, 0, 0)  # PR_SET_PDEATHSIG
            if os.getppid() != parent:
                os._exit(1)
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))

    return prepare


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """What the script started ends with it; a group whose leader is gone keeps its number while members live."""
    _signal(process, signal.SIGKILL)
    process.wait()


def _note(code: int, why: str, metrics: Metrics, unread: str) -> str:
    if why == "timeout":
        return "ran out of time"
    if code < 0:
        return f"killed by {_signal_name(-code)}"
    if code:
        return f"exit code {code}"
    notes = ["printed no metric, as acc=0.9 or a line of JSON"] if not metrics.last else []
    notes += [f"more than {MOST_METRICS} metrics; the first {MOST_METRICS} are kept"] if metrics.left_out else []
    return "; ".join([*notes, *([unread] if unread else [])])


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
