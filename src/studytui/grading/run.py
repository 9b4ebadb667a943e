"""One graded run, seen from the program: it drives a pair of children check by check, and owns clocks and kills."""

import asyncio
import socket
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studytui.domain.report import CheckBegan, CheckDone, CheckMeta, CheckResult, GradeEvent, Listed, Verdict
from studytui.grading import endings, wire
from studytui.grading.endings import PairLost, Stopped, Trouble
from studytui.grading.job import Order
from studytui.grading.memory import Watermark
from studytui.grading.outcome import Outcome
from studytui.grading.output import Output, plain
from studytui.grading.pairs import Ended, Pair
from studytui.grading.spares import Source
from studytui.grading.wire import NARROW, Tree, WireError

PACK_SECONDS = 20.0
"""What an exercise's own files may take to load."""

_LONGEST_CHECK = 600
_MOST_MEMORY_MB = 10**6
_MESSAGE = 2500


@dataclass(frozen=True, slots=True)
class Spec:
    """A check as the checker announced it."""

    meta: CheckMeta
    seconds: float
    memory_mb: int | None


class Run:
    """A run of one order. After `go`: `specs`, `results`, `stopped`, `output`, and `answers` of failed checks by id."""

    def __init__(self, nursery: Source, order: Order, on_event: Callable[[GradeEvent], None] = lambda _: None) -> None:
        self._nursery = nursery
        self._order = order
        self._tell = on_event
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
                self._finish(spec, endings.not_run(self.stopped), 0.0)

    def _next(self) -> Spec | None:
        only = self._order.only
        waiting = (spec for spec in self.specs if spec.meta.id not in self.results)
        return next((spec for spec in waiting if only in (None, spec.meta.id)), None)

    async def _with_fresh_pair(self) -> None:
        pair = self._pair = await self._nursery.pair()
        room = Path(tempfile.mkdtemp(prefix="studytui-")) if self._order.files.exercise.scratch else None
        self.output.begin()
        self.output.watch(pair.output)
        current: Spec | None = None
        started = time.monotonic()
        ending: asyncio.Future[Ended] | None = None
        try:
            await self._prepare(pair, room)
            while (current := self._next()) is not None:
                started = time.monotonic()
                await self._check(pair, current)
        except PairLost as lost:
            natural = lost.trouble is None and not self.output.overflowed
            ending = self._retire(pair, natural=natural)
            trouble = await self._why(lost, ending)
            if current is None:
                raise Stopped(trouble) from None
            self._finish(current, trouble, time.monotonic() - started)
        finally:
            self._pair = None
            ending = ending or self._retire(pair)
            try:
                await asyncio.shield(ending)
            finally:
                self._nursery.forget(pair)
                self._nursery.ask_ahead()
                if room is not None:
                    from studytui.grading.sandbox import rooms

                    await asyncio.to_thread(rooms.remove, room)  # it may hold more than the screen should wait for

    def _retire(self, pair: Pair, *, natural: bool = False) -> asyncio.Future[Ended]:
        self.output.unwatch(pair.output)
        return self._nursery.end(pair, natural=natural)

    def _overflow(self) -> None:
        """Too much was printed: kill at once; whoever waits for a report sees the channel close."""
        if self._pair is not None:
            self._nursery.kill(self._pair)

    async def _prepare(self, pair: Pair, room: Path | None) -> None:
        """Give the children their jobs, learn the checks, and wait until the submission is loaded."""
        try:
            jobs = self._order.for_learner(None if room is None else str(room)), self._order.for_checker()
        except WireError as error:
            raise Stopped(Trouble(Verdict.COMPILE_ERROR, str(error))) from None
        await self._send(pair.job, jobs[0])
        await self._send(pair.control, jobs[1])
        late = Trouble(Verdict.INTERNAL_ERROR, f"the exercise's own files did not load within {PACK_SECONDS:g} s")
        match await self._ask(pair, ["list"], PACK_SECONDS, late):
            case ["listed", list(rows)]:
                if not self.specs:
                    self._list(rows)
            case ["broken", str(message)]:
                raise Stopped(Trouble(Verdict.INTERNAL_ERROR, _clean(message)))
            case _:
                raise PairLost(endings.garbage())
        await self._load(pair)

    async def _load(self, pair: Pair) -> None:
        seconds = self._limits.check_seconds
        late = Trouble(Verdict.TIME_LIMIT, f"your file did not load within {seconds:g} s")
        match await self._ask(pair, ["load"], seconds, late):
            case ["loaded"]:
                return
            case ["stopped", str(verdict), str(message), int() | None as line] if verdict in endings.STOPS:
                raise Stopped(Trouble(Verdict(verdict), _clean(message), line))
            case ["lost", str(reason)]:
                raise PairLost(None, reason)
        raise PairLost(endings.garbage())

    def _list(self, rows: list[Tree]) -> None:
        for row in rows[:100]:
            match row:
                case [
                    str(name),
                    str(title),
                    int(points),
                    int() | float() | None as seconds,
                    int() | None as memory,
                ] if _sound(seconds, _LONGEST_CHECK) and _sound(memory, _MOST_MEMORY_MB):
                    limit = self._limits.check_seconds if seconds is None else float(seconds)
                    meta = CheckMeta(_clean(name, 100), _clean(title, 200), min(max(points, 1), 1000))
                    self.specs.append(Spec(meta, limit, memory))
                case _:
                    raise PairLost(endings.garbage())
        if not self.specs:
            raise PairLost(endings.garbage())
        self._tell(Listed(tuple(spec.meta for spec in self.specs)))

    async def _check(self, pair: Pair, spec: Spec) -> None:
        name = spec.meta.id
        seconds = min(spec.seconds, self._deadline - time.monotonic())
        if seconds <= 0:
            total = self._limits.total_seconds
            raise Stopped(Trouble(Verdict.TIME_LIMIT, f"the run as a whole took more than {total:g} s"))
        self.output.begin()
        self._tell(CheckBegan(name, seconds))
        memory = Watermark(pair.learner)
        if spec.memory_mb is not None:
            memory.begin()
        started = time.monotonic()
        late = Trouble(Verdict.TIME_LIMIT, f"no answer within {seconds:.3g} s")
        told = await self._ask(pair, ["simplify" if self._order.simplify else "check", name], seconds, late)
        took = time.monotonic() - started
        match told:
            case ["done", str(done), Outcome.LOST, str(reason), None, None] if done == name:
                raise PairLost(None, reason)
            case ["done", str(done), str(outcome), str(message), int() | None as line, str() | None as answers] if (
                done == name and outcome in endings.VERDICTS
            ):
                if answers is not None:
                    self.answers[name] = answers[:64]
                trouble = Trouble(endings.VERDICTS[Outcome(outcome)], _clean(message), line)
                self._finish(spec, _over_budget(spec, memory) or trouble, took)
            case _:
                raise PairLost(endings.garbage())

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
        channel.setblocking(False)
        try:
            async with asyncio.timeout(PACK_SECONDS):
                await asyncio.get_running_loop().sock_sendall(channel, b"".join(parts))
        except (OSError, TimeoutError):
            raise PairLost(None) from None

    async def _ask(self, pair: Pair, command: Tree, seconds: float, late: Trouble) -> Tree:
        """Send the checker a command and wait for its report.

        Raises:
            PairLost: none came in time, or it was no report.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._send(pair.control, wire.pack(command, caps=NARROW))
                head, body = wire.lengths(await _exactly(pair.control, wire.PREFIX.size), NARROW)
                return wire.unpack(await _exactly(pair.control, head + body), b"", NARROW).tree
        except TimeoutError:
            raise PairLost(late) from None
        except WireError:
            raise PairLost(endings.garbage()) from None
        except (OSError, EOFError):
            raise PairLost(endings.checker_gone()) from None

    async def _why(self, lost: PairLost, ending: asyncio.Future[Ended]) -> Trouble:
        ended = await asyncio.shield(ending)
        if self.output.overflowed:
            return Trouble(Verdict.OUTPUT_LIMIT, f"more than {self._limits.output_kb} KB were printed")
        return lost.trouble or endings.death(ended, lost.reason)


def _sound(limit: float | None, most: int) -> bool:
    """Whether a limit that a pack announced is none, or a number within reason; NaN is not."""
    return limit is None or 0 < limit <= most


def _over_budget(spec: Spec, memory: Watermark) -> Trouble | None:
    grown = memory.growth_mb() if spec.memory_mb is not None else None
    if grown is None or spec.memory_mb is None or grown <= spec.memory_mb:
        return None
    return Trouble(Verdict.MEMORY_LIMIT, f"memory grew by {grown:.0f} MB; {spec.memory_mb} MB are allowed")


async def _exactly(channel: socket.socket, size: int) -> bytes:
    loop = asyncio.get_running_loop()
    data = bytearray()
    while len(data) < size:
        part = await loop.sock_recv(channel, size - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


def _clean(text: str, most: int = _MESSAGE) -> str:
    return plain(text[:most])
