"""One graded run, seen from the program: it drives a pair of children check by check, and owns clocks and kills."""

import asyncio
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from studytui.domain.report import CheckBegan, CheckDone, CheckMeta, CheckResult, GradeEvent, Listed, Verdict
from studytui.grading import wire
from studytui.grading.job import Order
from studytui.grading.nursery import Ended, Nursery, Pair, ZygoteLostError
from studytui.grading.output import Output, plain
from studytui.grading.wire import NARROW, Tree, WireError

_PACK_SECONDS = 20.0
_MESSAGE = 2500
_OUTCOMES = {
    "passed": Verdict.ACCEPTED,
    "failed": Verdict.WRONG_ANSWER,
    "raised": Verdict.RUNTIME_ERROR,
    "memory": Verdict.MEMORY_LIMIT,
    "forbidden": Verdict.NOT_FROM_SCRATCH,
    "internal": Verdict.INTERNAL_ERROR,
}
_STOPS = {Verdict.COMPILE_ERROR, Verdict.NOT_FROM_SCRATCH, Verdict.RUNTIME_ERROR, Verdict.MEMORY_LIMIT}
_NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Spec:
    """A check as the checker announced it."""

    meta: CheckMeta
    seconds: float
    memory_mb: int | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a check, or a run, did not pass."""

    verdict: Verdict
    message: str
    line: int | None = None


class Stopped(Exception):  # noqa: N818 - it ends the run, and is its outcome
    """The run as a whole cannot go on."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble = trouble


class PairLost(Exception):  # noqa: N818 - an outcome of a check, handled at once
    """A pair of children is of no more use; `trouble` is None where only their wait statuses can tell why."""

    def __init__(self, trouble: Trouble | None, reason: str = "") -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.reason = reason


class Run:
    """A run of one order. After `go`: `specs`, `results`, `stopped`, `output`, `answers` by check."""

    def __init__(self, nursery: Nursery, order: Order, on_event: Callable[[GradeEvent], None] | None) -> None:
        self._nursery = nursery
        self._order = order
        self._tell = on_event or (lambda _: None)
        self._limits = order.files.exercise.limits
        self._deadline = time.monotonic() + self._limits.total_seconds
        self._pair: Pair | None = None
        self.output = Output(self._limits.output_kb * 1024, self._overflow)
        self.specs: list[Spec] = []
        self.results: dict[str, CheckResult] = {}
        self.answers: dict[str, str] = {}
        self.stopped: Trouble | None = None

    async def go(self) -> None:
        """Run every check; never raises for what children do.

        Raises:
            ZygoteLostError: the zygote ended meanwhile.
        """
        try:
            while not self.specs or self._next() is not None:
                await self._with_fresh_pair()
        except Stopped as stop:
            self.stopped = stop.trouble
        for spec in self.specs:
            if spec.meta.id not in self.results:
                verdict = self.stopped.verdict if self.stopped else Verdict.TIME_LIMIT
                self._finish(spec, Trouble(verdict, _NOT_RUN), 0.0)

    def _next(self) -> Spec | None:
        only = self._order.only
        waiting = (spec for spec in self.specs if spec.meta.id not in self.results)
        return next((spec for spec in waiting if only in (None, spec.meta.id)), None)

    async def _with_fresh_pair(self) -> None:
        pair = self._pair = await self._nursery.pair()
        self.output.begin()
        self.output.watch(pair.output)
        current: Spec | None = None
        started = time.monotonic()
        ended: asyncio.Future[Ended] | None = None
        try:
            await self._prepare(pair)
            while (current := self._next()) is not None:
                started = time.monotonic()
                await self._check(pair, current)
        except PairLost as lost:
            natural = lost.trouble is None and not self.output.overflowed
            ended = self._retire(pair, natural=natural)
            trouble = await self._why(lost, ended)
            if current is None:
                raise Stopped(trouble) from None
            self._finish(current, trouble, time.monotonic() - started)
        finally:
            self._pair = None
            await asyncio.shield(ended or self._retire(pair))
            self._nursery.forget(pair)

    def _retire(self, pair: Pair, *, natural: bool = False) -> asyncio.Future[Ended]:
        self.output.unwatch(pair.output)
        return self._nursery.end(pair, natural=natural)

    def _overflow(self) -> None:
        """Too much was printed: kill at once; whoever waits for a report sees the channel close."""
        if self._pair is not None:
            self._nursery.kill(self._pair)

    async def _prepare(self, pair: Pair) -> None:
        try:
            for_learner, for_checker = self._order.for_learner(), self._order.for_checker()
        except WireError as error:
            raise Stopped(Trouble(Verdict.COMPILE_ERROR, str(error))) from None
        await self._send(pair.job, for_learner)
        await self._send(pair.control, for_checker)
        pack_late = Trouble(Verdict.INTERNAL_ERROR, f"the exercise's own files did not load in {_PACK_SECONDS:g} s")
        match await self._ask(pair, ["list"], _PACK_SECONDS, pack_late):
            case ["listed", list(rows)]:
                if not self.specs:
                    self._list(rows)
            case ["broken", str(message)]:
                raise Stopped(Trouble(Verdict.INTERNAL_ERROR, _clean(message)))
            case _:
                raise PairLost(_garbage())
        await self._load(pair)

    async def _load(self, pair: Pair) -> None:
        seconds = self._limits.check_seconds
        late = Trouble(Verdict.TIME_LIMIT, f"the file did not load within {seconds:g} s")
        match await self._ask(pair, ["load"], seconds, late):
            case ["loaded"]:
                return
            case ["stopped", str(verdict), str(message), int() | None as line] if verdict in _STOPS:
                raise Stopped(Trouble(Verdict(verdict), _clean(message), line))
            case ["lost", str(reason)]:
                raise PairLost(None, reason)
        raise PairLost(_garbage())

    def _list(self, rows: list[Tree]) -> None:
        for row in rows[:100]:
            match row:
                case [str(name), str(title), int(points), int() | float() | None as seconds, int() | None as memory]:
                    limit = min(self._limits.check_seconds if seconds is None else float(seconds), 600.0)
                    meta = CheckMeta(_clean(name, 100), _clean(title, 200), min(max(points, 1), 1000))
                    self.specs.append(Spec(meta, limit, memory))
                case _:
                    raise PairLost(_garbage())
        if not self.specs:
            raise PairLost(_garbage())
        self._tell(Listed(tuple(spec.meta for spec in self.specs)))

    async def _check(self, pair: Pair, spec: Spec) -> None:
        name = spec.meta.id
        left = self._deadline - time.monotonic()
        if left <= 0:
            total = self._limits.total_seconds
            raise Stopped(Trouble(Verdict.TIME_LIMIT, f"the run as a whole took more than {total:g} s"))
        seconds = min(spec.seconds, left)
        self.output.begin()
        self._tell(CheckBegan(name, seconds))
        started = time.monotonic()
        late = Trouble(Verdict.TIME_LIMIT, f"no answer within {seconds:.3g} s")
        match await self._ask(pair, ["check", name], seconds, late):
            case ["done", str(done), str(outcome), str(message), int() | None as line, str() | None as answers] if (
                done == name and outcome in _OUTCOMES
            ):
                if answers is not None:
                    self.answers[name] = answers[:64]
                trouble = Trouble(_OUTCOMES[outcome], _clean(message), line)
                self._finish(spec, trouble, time.monotonic() - started)
            case ["done", str(), "lost", str(reason), None, _]:
                raise PairLost(None, reason)
            case _:
                raise PairLost(_garbage())

    def _finish(self, spec: Spec, trouble: Trouble, seconds: float) -> None:
        passed = trouble.verdict is Verdict.ACCEPTED
        meta = spec.meta
        result = CheckResult(
            id=meta.id,
            title=meta.title,
            points=meta.max_points if passed else 0,
            max_points=meta.max_points,
            passed=passed,
            message="" if passed else trouble.message,
            verdict=trouble.verdict,
            mistake=None,
            elapsed_ms=round(seconds * 1000, 3),
            line=trouble.line,
        )
        self.results[meta.id] = result
        self._tell(CheckDone(result))

    async def _send(self, channel: socket.socket, parts: list[wire.Buffer]) -> None:
        loop = asyncio.get_running_loop()
        channel.setblocking(False)
        try:
            async with asyncio.timeout(_PACK_SECONDS):
                await loop.sock_sendall(channel, b"".join(parts))
        except (OSError, TimeoutError):
            raise PairLost(None, "ended before it began") from None

    async def _ask(self, pair: Pair, command: Tree, seconds: float, late: Trouble) -> Tree:
        """Send the checker a command and wait for its report.

        Raises:
            PairLost: none came in time, or it was no report.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                await loop.sock_sendall(pair.control, b"".join(wire.pack(command, caps=NARROW)))
                prefix = await self._exactly(pair, wire.LENGTHS.size)
                head, body = wire.lengths(prefix, NARROW)
                return wire.unpack(await self._exactly(pair, head), await self._exactly(pair, body), NARROW).tree
        except TimeoutError:
            raise PairLost(late) from None
        except WireError:
            raise PairLost(_garbage()) from None
        except (OSError, EOFError):
            raise PairLost(None, "ended") from None

    async def _exactly(self, pair: Pair, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        data = bytearray()
        while len(data) < size:
            part = await loop.sock_recv(pair.control, size - len(data))
            if not part:
                raise EOFError
            data += part
        return bytes(data)

    async def _why(self, lost: PairLost, ending: asyncio.Future[Ended]) -> Trouble:
        ended = await asyncio.shield(ending)
        if self.output.overflowed:
            return Trouble(Verdict.OUTPUT_LIMIT, f"more than {self._limits.output_kb} KB were printed")
        return lost.trouble or tell_death(ended, lost.reason)


def tell_death(ended: Ended, reason: str) -> Trouble:
    """What the learner's process died of."""
    status = ended.learner
    if not ended.learner_by_itself:
        return Trouble(Verdict.RUNTIME_ERROR, f"lost contact with your code: it {reason}")
    if not _signalled(status):
        code = status >> 8
        return Trouble(
            Verdict.RUNTIME_ERROR, f"your code ended the whole process (exit status {code}), not only itself"
        )
    number = status & 0x7F
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    if number == signal.SIGXCPU:
        return Trouble(Verdict.TIME_LIMIT, "all of the run's processor time is used up")
    if number == signal.SIGKILL:
        return Trouble(Verdict.RUNTIME_ERROR, "your code's process was killed (SIGKILL)")
    return Trouble(Verdict.RUNTIME_ERROR, f"your code's process crashed ({name})")


def _signalled(status: int) -> bool:
    return status & 0x7F != 0


def _garbage() -> Trouble:
    return Trouble(Verdict.INTERNAL_ERROR, "the exercise's checks sent something that is no report")


def _clean(text: str, most: int = _MESSAGE) -> str:
    return plain(text[:most])


__all__ = ["Run", "Spec", "Trouble", "ZygoteLostError"]
