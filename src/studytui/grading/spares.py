"""For systems where a process with NumPy in it must not fork (macOS): pairs started ahead, used once, replaced.

The children run the same code as those of a zygote. What is missing is the kernel's help: orphans are not adopted, and
a learner's process that spins while the program is killed lives on until its processor time is used up.
"""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from studytui.domain.exercise import Backend
from studytui.domain.report import SandboxLevel, SandboxReport
from studytui.errors import MissingError
from studytui.grading import wire
from studytui.grading.nursery import Nursery
from studytui.grading.pairs import Ended, Pair, ZygoteLostError, discard, launch
from studytui.grading.wire import CONTROL, WireError

_NATURAL_SECONDS = 0.1


@dataclass(slots=True)
class _Spare:
    pair: Pair
    processes: tuple["subprocess.Popen[bytes]", "subprocess.Popen[bytes]"]
    report: "asyncio.Task[SandboxReport]"


class Spares:
    """Pairs of processes for one backend; the counterpart of `Nursery`, method for method."""

    def __init__(self, backend: Backend) -> None:
        self._library = "torch" if backend is Backend.TORCH else "numpy"
        self._used: dict[int, _Spare] = {}
        self._ending: dict[int, asyncio.Future[Ended]] = {}
        self._finishing: set[asyncio.Future[Ended]] = set()
        self.alive = True
        self._ahead: _Spare | None = self._spawn()

    async def start(self) -> SandboxReport:
        """Wait until a pair is ready.

        Raises:
            MissingError: the library is not installed.
            ZygoteLostError: the processes ended.
        """
        if self._ahead is None:
            self._ahead = self._spawn()
        return await asyncio.shield(self._ahead.report)

    async def pair(self) -> Pair:
        """A fresh pair; the one started ahead if there is one.

        Raises:
            ZygoteLostError: it ended.
        """
        await self.start()
        spare, self._ahead = self._ahead or self._spawn(), None
        self._used[spare.pair.checker] = spare
        return spare.pair

    def ask_ahead(self) -> None:
        """Have the next pair started while nobody waits for it."""
        if self._ahead is None and self.alive:
            self._ahead = self._spawn()

    def end(self, pair: Pair, *, natural: bool = False) -> "asyncio.Future[Ended]":
        """Kill a pair at once, or leave the learner's process a moment to die by itself (`natural`)."""
        self._end(pair, natural=natural)
        discard(pair)
        return self._ending[pair.checker]

    def kill(self, pair: Pair) -> None:
        """Kill a pair at once and leave its descriptors to whoever reads them."""
        self._end(pair, natural=False)

    def forget(self, pair: Pair) -> None:
        """Drop the record of an ended pair."""
        self._ending.pop(pair.checker, None)

    async def close(self) -> None:
        """Kill everything."""
        self.alive = False
        spares = [*self._used.values(), *([self._ahead] if self._ahead else [])]
        self._ahead = None
        for spare in spares:
            spare.report.cancel()
            self._used[spare.pair.checker] = spare
            self.end(spare.pair)
        await asyncio.gather(*self._finishing)

    def _end(self, pair: Pair, *, natural: bool) -> None:
        spare = self._used.pop(pair.checker, None)
        if spare is not None:
            finishing = asyncio.ensure_future(asyncio.to_thread(_finish, spare, natural))
            self._ending[pair.checker] = finishing
            self._finishing.add(finishing)
            finishing.add_done_callback(self._finishing.discard)

    def _spawn(self) -> _Spare:
        talk, job, control = socket.socketpair(), socket.socketpair(), socket.socketpair()
        output, printed = os.pipe()
        checker = self._process("checker", [talk[0].fileno(), control[1].fileno()])
        learner = self._process("learner", [job[1].fileno(), printed, talk[1].fileno()])
        for end in (*talk, job[1], control[1]):
            end.close()
        os.close(printed)
        control[0].setblocking(False)
        pair = Pair(checker.pid, learner.pid, control[0], job[0], output)
        return _Spare(pair, (checker, learner), asyncio.ensure_future(_ready(control[0])))

    def _process(self, role: str, descriptors: Sequence[int]) -> "subprocess.Popen[bytes]":
        return launch(f"zygote.spare({role!r}, {self._library!r}, {list(descriptors)})", pass_fds=descriptors)


async def _ready(control: socket.socket) -> SandboxReport:
    loop = asyncio.get_running_loop()
    data = bytearray()
    while len(data) < wire.PREFIX.size or len(data) < wire.PREFIX.size + sum(_lengths(data)):
        part = await loop.sock_recv(control, 4096)
        if not part:
            raise ZygoteLostError
        data += part
    match wire.unpack(data[wire.PREFIX.size :], b"", CONTROL).tree:
        case ["ready", str(level), list(layers)]:
            return SandboxReport(SandboxLevel(level), tuple(map(str, layers)))
        case ["missing", str(library)]:
            raise MissingError(f"{library} is not installed: run `studytui setup {library}`.")
    raise ZygoteLostError


def _lengths(data: bytearray) -> tuple[int, int]:
    try:
        return wire.lengths(data[: wire.PREFIX.size], CONTROL)
    except WireError:
        raise ZygoteLostError from None


def _finish(spare: _Spare, natural: bool) -> Ended:
    checker, learner = spare.processes
    deadline = time.monotonic() + (_NATURAL_SECONDS if natural else 0.0)
    while learner.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    own = natural and learner.poll() is not None
    for process in spare.processes:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return Ended(_status(checker.wait()), _status(learner.wait()), own)


def _status(code: int) -> int:
    """A return code of subprocess's as a wait status (waitpid(2))."""
    return -code if code < 0 else code << 8


Source: TypeAlias = Nursery | Spares
"""Where a run gets its pairs of children from."""
