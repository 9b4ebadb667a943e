"""The zygote: a single-threaded process with NumPy or PyTorch imported, from which every graded run is forked.

It obeys the program over descriptor 0, forks pairs of checker and learner, kills and reaps them, and dies with the
program. It never sees an exercise or a submission.
"""

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from studytui.domain.report import SandboxReport
from studytui.grading import child, sandbox, wire
from studytui.grading.wire import CONTROL, Tree

_LATE = (
    "asyncio",
    "dataclasses",
    "heapq",
    "statistics",
    "tracemalloc",
    "typing",
)
_NUMPY = ("numpy", "numpy.random", "numpy.testing", "numpy.linalg", "numpy.fft", "numpy.ma", "numpy.lib.stride_tricks")
_TORCH = ("torch", "torch.nn.functional", "torch.optim", "torch.utils._python_dispatch")


@dataclass(frozen=True, slots=True)
class Pair:
    """A checker and a learner in one process group, whose number is the checker's pid."""

    checker: int
    learner: int


class Zygote:
    """Forks pairs, and ends them."""

    def __init__(self, control: socket.socket, confinement: child.Confinement) -> None:
        self._control = control
        self._confinement = confinement
        self._pairs: dict[int, Pair] = {}

    def obey(self) -> None:
        """Do what the program asks until it is gone."""
        while True:
            try:
                order = wire.receive(self._control, CONTROL).tree
            except EOFError:
                return
            match order:
                case ["pair"]:
                    self._fork()
                case ["end", int(number), bool(natural)]:
                    self._end(number, natural=natural)

    def close(self) -> None:
        """End every pair."""
        for number in list(self._pairs):
            self._kill(number)

    def _fork(self) -> None:
        from studytui.grading import checker, learner

        talk, job, control = socket.socketpair(), socket.socketpair(), socket.socketpair()
        output, printed = os.pipe()
        nothing = os.open(os.devnull, os.O_RDWR)
        quiet = [nothing, nothing, nothing]
        first = self._child([*quiet, talk[0].fileno(), control[1].fileno()], checker.main)
        second = self._child([job[1].fileno(), printed, printed, talk[1].fileno()], learner.main)
        for pid in (first, second):
            os.setpgid(pid, first)
        self._pairs[first] = Pair(first, second)
        told: Tree = ["pair", first, second]
        data = b"".join(wire.pack(told, caps=CONTROL))
        socket.send_fds(self._control, [data], [control[0].fileno(), job[0].fileno(), output])
        for end in (*talk, *job, *control):
            end.close()
        for number in (output, printed, nothing):
            os.close(number)

    def _child(self, places: list[int], main: Callable[[child.Confinement, Callable[[], None]], None]) -> int:
        from studytui.grading.rehearsal import rehearse

        pid = os.fork()
        if pid == 0:
            # Rehearsing once more makes this process's own copies of the pages that a run writes to, ahead of the run.
            child.enter(places, self._confinement.prepared.ruleset, lambda: main(self._confinement, rehearse))
        return pid

    def _end(self, number: int, *, natural: bool) -> None:
        if number not in self._pairs:
            return
        pair = self._pairs[number]
        status = _await_death(pair.learner) if natural else None
        told = self._kill(number, status)
        wire.send(self._control, told, caps=CONTROL)

    def _kill(self, number: int, status: int | None = None) -> Tree:
        pair = self._pairs.pop(number)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pair.checker, signal.SIGKILL)
        if status is None:
            os.kill(pair.learner, signal.SIGKILL)  # without the system call filter it may have left the group
        _, checked = os.waitpid(pair.checker, 0)
        own = status is not None
        if status is None:
            _, status = os.waitpid(pair.learner, 0)
        self._sweep()
        return ["ended", number, checked, status, own]

    def _sweep(self) -> None:
        """Kill what a run left behind: its orphans have become children of this process, their subreaper."""
        known = {pid for pair in self._pairs.values() for pid in (pair.checker, pair.learner)}
        listing = Path(f"/proc/self/task/{os.getpid()}/children")
        for _ in range(100):
            try:
                strays = {int(pid) for pid in listing.read_text().split()} - known
            except OSError:
                return
            if not strays:
                return
            for pid in strays:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _await_death(pid: int, seconds: float = 0.05) -> int | None:
    """The wait status of a process that is about to die by itself; None if it lives on."""
    deadline = time.monotonic() + seconds
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return status
        if time.monotonic() > deadline:
            return None
        time.sleep(0.001)


def import_libraries(backend: str) -> str | None:
    """Import what children need; a sentence if that library is not there."""
    wanted = (*_NUMPY, *(_TORCH if backend == "torch" else ()))
    for name in (*wanted, *_LATE):
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name not in ("numpy", "torch"):
                raise
            return str(error.name)
    if backend == "torch":
        torch = sys.modules["torch"]
        torch.set_num_threads(1)
        weight = torch.nn.Parameter(torch.zeros(1))
        torch.optim.Adam([weight]).step()
        (weight * 2).sum().backward()
    return None


def _fill_low_descriptors() -> None:
    """Keep what `sandbox.prepare` opens away from the numbers of a child's own descriptors."""
    while os.open(os.devnull, os.O_RDWR) < child.CONTROL:
        continue


def _prepare(held: tuple[str, ...], without: frozenset[str]) -> tuple[sandbox.Prepared, SandboxReport]:
    """The sandbox, prepared and tried: before the slow imports, while forks are cheap."""
    prepared = sandbox.prepare(sandbox.Policy(isolated=bool(held), without=without))
    return prepared, sandbox.trial(prepared, held)


def _settle(backend: str, report: SandboxReport | None, control: socket.socket | None) -> bool:
    """Import and rehearse, so that children need not, and tell the program; False if a library is missing."""
    missing = import_libraries(backend)
    told: Tree = ["missing", missing]
    if missing is None:
        from studytui.grading.rehearsal import rehearse

        rehearse()
        gc.collect()
        gc.disable()
        gc.freeze()
        told = ["ready", str(report.level), list(report.layers)] if report is not None else None
    if control is not None:
        wire.send(control, told, caps=CONTROL)
    return missing is None


def main(backend: str, parent: int, without: Iterable[str] = ()) -> None:
    """Become a zygote for `backend`, tied to the program of pid `parent`; `without` names layers to leave out."""
    held = sandbox.isolate(frozenset(without))
    sandbox.guard()
    if os.getppid() != parent:
        return
    control = socket.socket(fileno=os.dup(0))
    _fill_low_descriptors()
    prepared, report = _prepare(held, frozenset(without))
    if not _settle(backend, report, control):
        return
    zygote = Zygote(control, child.Confinement(prepared, os.getpid()))
    try:
        with contextlib.suppress(OSError, wire.WireError):
            zygote.obey()
    finally:
        zygote.close()
        os._exit(0)


def spare(role: str, backend: str, descriptors: list[int]) -> None:
    """Become a checker or a learner without a zygote, for systems where forking is unsafe.

    Args:
        role: `checker` or `learner`.
        backend: `numpy` or `torch`.
        descriptors: the checker's channel and control socket; the learner's job socket, output pipe and channel.
    """
    parent = os.getppid()
    _fill_low_descriptors()
    prepared, report = _prepare((), frozenset())
    if role == "checker":
        from studytui.grading import checker

        channel, number = descriptors
        ready = _settle(backend, report, socket.socket(fileno=os.dup(number)))
        places, work = [0, 1, 2, channel, number], checker.main
    else:
        from studytui.grading import learner

        job, printed, channel = descriptors
        ready = _settle(backend, None, None)
        places, work = [job, printed, printed, channel], learner.main
    if ready:
        child.enter(places, prepared.ruleset, lambda: work(child.Confinement(prepared, parent)))
