"""The program's end of a zygote: starts it, asks for pairs of children, has them ended."""

import asyncio
import os
import socket
import subprocess
from collections import deque
from typing import Any

from studytui.domain.exercise import Backend
from studytui.domain.report import SandboxLevel, SandboxReport
from studytui.errors import MissingError
from studytui.grading import wire
from studytui.grading.pairs import Ended, Pair, ZygoteLostError, discard, launch
from studytui.grading.wire import CONTROL, Frame, Tree, WireError

_START_SECONDS = 120.0
_ANSWER_SECONDS = 20.0
IDLE_SECONDS = 600.0
"""A zygote that nobody has used for so long ends; the next run starts another."""

_DESCRIPTORS = 3


class Nursery:
    """One zygote for one backend. Use `start`, then `pair` and `end`; `close` kills everything."""

    def __init__(self, backend: Backend, without: frozenset[str] = frozenset()) -> None:
        self._without = sorted(without)
        self._name = "torch" if backend is Backend.TORCH else "numpy"
        self._loop = asyncio.get_running_loop()
        self._buffer = bytearray()
        self._descriptors: deque[int] = deque()
        self._ready: asyncio.Future[SandboxReport] = self._loop.create_future()
        self._waiting: deque[asyncio.Future[Pair]] = deque()
        self._ahead: asyncio.Future[Pair] | None = None
        self._ending: dict[int, asyncio.Future[Ended]] = {}
        self._out: set[int] = set()
        self._idle: asyncio.TimerHandle | None = None
        self.alive = True
        self._spawn()

    def _spawn(self) -> None:
        self._control, theirs = socket.socketpair()
        self._process = launch(f"zygote.main({self._name!r}, {os.getpid()}, {self._without})", stdin=theirs.fileno())
        theirs.close()
        self._control.setblocking(False)
        self._loop.add_reader(self._control, self._readable)

    async def start(self) -> SandboxReport:
        """Wait until the zygote is ready.

        Raises:
            MissingError: its library is not installed.
            ZygoteLostError: it ended.
        """
        async with asyncio.timeout(_START_SECONDS):
            return await asyncio.shield(self._ready)

    async def pair(self) -> Pair:
        """A fresh pair; the one forked ahead if there is one.

        Raises:
            ZygoteLostError: the zygote has ended.
        """
        self._touch()
        await self.start()
        mine, self._ahead = self._ahead or self._ask(), None
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                pair = await asyncio.shield(mine)
        except asyncio.CancelledError:
            mine.add_done_callback(self._unwanted)
            raise
        except TimeoutError:
            raise ZygoteLostError from None
        self._out.add(pair.checker)
        return pair

    def _touch(self) -> None:
        """Somebody uses this zygote: it has its ten minutes anew."""
        if self._idle is not None:
            self._idle.cancel()
        self._idle = self._loop.call_later(IDLE_SECONDS, self._tire) if self.alive else None

    def _tire(self) -> None:
        if self._out:
            self._touch()
        else:
            self._fail()

    def ask_ahead(self) -> None:
        """Have the next pair forked while nobody waits for it."""
        if self._ahead is None and self.alive:
            self._ahead = self._ask()

    def _unwanted(self, pair: asyncio.Future[Pair]) -> None:
        if not pair.cancelled() and pair.exception() is None:
            discard(pair.result())
            self._order(["end", pair.result().checker, False])

    def _ask(self) -> asyncio.Future[Pair]:
        future: asyncio.Future[Pair] = self._loop.create_future()
        future.add_done_callback(lambda done: done.cancelled() or done.exception())
        if not self.alive:
            future.set_exception(ZygoteLostError("The grader's helper process has ended."))
            return future
        self._waiting.append(future)
        self._order(["pair"])
        return future

    def end(self, pair: Pair, *, natural: bool = False) -> asyncio.Future[Ended]:
        """Kill a pair at once; the future tells how they ended.

        Args:
            pair: which; its descriptors are closed.
            natural: the learner's process seems to be dying: leave it a moment to do so by itself.
        """
        self._order_end(pair, natural=natural)
        discard(pair)
        return self._ending[pair.checker]

    def kill(self, pair: Pair) -> None:
        """Kill a pair at once and leave its descriptors to whoever reads them."""
        self._order_end(pair, natural=False)

    def _order_end(self, pair: Pair, *, natural: bool) -> None:
        if pair.checker not in self._ending:
            self._ending[pair.checker] = self._loop.create_future()
            self._ending[pair.checker].add_done_callback(lambda done: done.cancelled() or done.exception())
            if self.alive:
                self._order(["end", pair.checker, natural])
            else:
                self._ending[pair.checker].set_exception(ZygoteLostError())

    def forget(self, pair: Pair) -> None:
        """Drop the record of an ended pair."""
        self._ending.pop(pair.checker, None)
        self._out.discard(pair.checker)
        self._touch()

    def _order(self, order: Tree) -> None:
        try:
            self._control.send(b"".join(wire.pack(order, caps=CONTROL)))
        except OSError:
            self._fail()

    def _readable(self) -> None:
        try:
            data, descriptors, _, _ = socket.recv_fds(self._control, 2**16, 64)
        except BlockingIOError:
            return
        except OSError:
            data, descriptors = b"", []
        self._descriptors.extend(descriptors)
        self._buffer += data
        try:
            while frame := self._next_frame():
                self._told(frame)
        except WireError:
            data = b""
        if not data:
            self._fail()

    def _next_frame(self) -> Frame | None:
        start = wire.PREFIX.size
        if len(self._buffer) < start:
            return None
        head, body = wire.lengths(self._buffer[:start], CONTROL)
        if len(self._buffer) < start + head + body:
            return None
        frame = wire.unpack(self._buffer[start : start + head], b"", CONTROL)
        del self._buffer[: start + head + body]
        return frame

    def _told(self, frame: Frame) -> None:
        match frame.tree:
            case ["ready", str(level), list(layers)] if not self._ready.done():
                self._touch()
                self.ask_ahead()
                self._ready.set_result(SandboxReport(SandboxLevel(level), tuple(map(str, layers))))
            case ["missing", str(library)] if not self._ready.done():
                hint = "run `studytui setup torch`" if library == "torch" else f"install {library}"
                self._ready.set_exception(MissingError(f"{library} is not installed: {hint}."))
            case ["pair", int(checker), int(learner)] if self._waiting:
                control, job, output = (self._descriptors.popleft() for _ in range(_DESCRIPTORS))
                pair = Pair(checker, learner, socket.socket(fileno=control), socket.socket(fileno=job), output)
                self._waiting.popleft().set_result(pair)
            case ["ended", int(number), int(checker), int(learner), bool(own)]:
                future = self._ending.get(number)
                if future is not None and not future.done():
                    future.set_result(Ended(checker, learner, own))

    def _fail(self) -> None:
        """The zygote is gone: tell everyone who waits."""
        if not self.alive:
            return
        self.alive = False
        if self._idle is not None:
            self._idle.cancel()
        self._loop.remove_reader(self._control)
        self._control.close()
        words = self._last_words()
        lost = ZygoteLostError(f"The grader's helper process ended{': ' + words if words else ''}.")
        waiting: list[asyncio.Future[Any]] = [self._ready, *self._waiting, *self._ending.values()]
        for future in waiting:
            if not future.done():
                future.set_exception(lost)
        if self._ready.done() and not self._ready.cancelled():
            self._ready.exception()

    def _last_words(self) -> str:
        """The last line the zygote wrote on its standard error, which is silent unless it cannot start."""
        stream = self._process.stderr
        if stream is None or stream.closed:
            return ""
        os.set_blocking(stream.fileno(), False)
        with stream:
            words = (stream.read(2**16) or b"").decode("utf-8", "replace").strip()
        return words.splitlines()[-1][:300] if words else ""

    async def close(self) -> None:
        """Kill the zygote and, with it, everything it forked."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.done() and not ahead.cancelled() and ahead.exception() is None:
            discard(ahead.result())
        if not self._ready.done():
            self._process.kill()  # it is importing, and would not notice that we have gone
        self._fail()
        try:
            await asyncio.to_thread(self._process.wait, 2.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)
        while self._descriptors:
            os.close(self._descriptors.popleft())
