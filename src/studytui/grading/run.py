"""One graded run, seen from the program: it drives a pair of children check by check, and owns clocks and kills."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from studytui.domain.report import CheckBegan, CheckDone, CheckResult, GradeEvent, Listed, Verdict
from studytui.grading import endings, whereabouts
from studytui.grading.dialogue import Dialogue
from studytui.grading.endings import PairLost, Stopped, Trouble
from studytui.grading.job import Order
from studytui.grading.memory import Watermark
from studytui.grading.outcome import Outcome
from studytui.grading.output import Output
from studytui.grading.pairs import Ended, Pair
from studytui.grading.spares import Source
from studytui.grading.spec import Spec, clean, specs_of
from studytui.grading.wire import WireError

PACK_SECONDS = 20.0
"""What an exercise's own files may take to load."""


class Run:
    """A run of one order. After `go`: `specs`, `results`, `stopped`, `output`, and `answers` by check."""

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
            if spec.meta.id not in self.results and not self._order.in_part:
                self._finish(spec, endings.not_run(self.stopped), 0.0)

    def _next(self) -> Spec | None:
        only = self._order.only
        if self._order.until_failure and any(not result.passed for result in self.results.values()):
            return None
        waiting = (spec for spec in self.specs if spec.meta.id not in self.results)
        return next((spec for spec in waiting if only in (None, spec.meta.id)), None)

    async def _with_fresh_pair(self) -> None:
        pair = self._pair = await self._nursery.pair()
        talk = Dialogue(pair)
        room: Path | None = None
        self.output.begin()
        self.output.watch(pair.output)
        current: Spec | None = None
        started = time.monotonic()
        ending: asyncio.Future[Ended] | None = None
        served = False
        try:
            room = self._room()
            await self._prepare(pair, talk, room)
            while (current := self._next()) is not None:
                started = time.monotonic()
                await self._check(pair, talk, current)
            served = room is None
        except PairLost as lost:
            if lost.trouble is not None and lost.trouble.verdict is Verdict.TIME_LIMIT:
                lost.trouble = await whereabouts.added(lost.trouble, pair, self.output, self._order)
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
                if not served:  # else nothing more is to be learnt from their end: the verdict need not wait for it
                    await asyncio.shield(ending)
            finally:
                self._nursery.forget(pair)
                self._nursery.ask_ahead()
                if room is not None:
                    from studytui.grading.sandbox import rooms

                    await asyncio.to_thread(rooms.remove, room)  # it may hold more than the screen should wait for

    def _room(self) -> Path | None:
        """An empty folder for an exercise that needs files."""
        if not self._order.files.exercise.scratch:
            return None
        try:
            return Path(tempfile.mkdtemp(prefix="studytui-"))
        except OSError as error:
            reason = f"no temporary folder can be made for this exercise ({error.strerror}); free some space"
            raise Stopped(Trouble(Verdict.INTERNAL_ERROR, reason)) from None

    def _retire(self, pair: Pair, *, natural: bool = False) -> asyncio.Future[Ended]:
        self.output.unwatch(pair.output)
        return self._nursery.end(pair, natural=natural)

    def _overflow(self) -> None:
        """Too much was printed: kill at once; whoever waits for a report sees the channel close."""
        if self._pair is not None:
            self._nursery.kill(self._pair)

    async def _prepare(self, pair: Pair, talk: Dialogue, room: Path | None) -> None:
        """Give the children their jobs, learn the checks, and wait until the submission is loaded."""
        try:
            jobs = self._order.for_learner(None if room is None else str(room)), self._order.for_checker()
        except WireError as error:
            raise Stopped(Trouble(Verdict.COMPILE_ERROR, str(error))) from None
        await talk.give(pair.job, jobs[0])
        await talk.give(pair.control, jobs[1])
        late = Trouble(Verdict.INTERNAL_ERROR, f"the exercise's own files did not load within {PACK_SECONDS:g} s")
        match await talk.ask(["list"], PACK_SECONDS, late):
            case ["listed", list(rows)]:
                if not self.specs:
                    self.specs = specs_of(rows, self._limits)
                    self._tell(Listed(tuple(spec.meta for spec in self.specs)))
            case ["broken", str(message)]:
                raise Stopped(Trouble(Verdict.INTERNAL_ERROR, clean(message)))
            case _:
                raise PairLost(endings.garbage())
        await self._load(talk)

    async def _load(self, talk: Dialogue) -> None:
        seconds = self._limits.check_seconds
        late = Trouble(Verdict.TIME_LIMIT, f"your file did not load within {seconds:g} s")
        match await talk.ask(["load"], seconds, late):
            case ["loaded"]:
                return
            case ["stopped", str(verdict), str(message), int() | None as line] if verdict in endings.STOPS:
                raise Stopped(Trouble(Verdict(verdict), clean(message), line))
            case ["lost", str(reason)]:
                raise PairLost(None, reason)
        raise PairLost(endings.garbage())

    async def _check(self, pair: Pair, talk: Dialogue, spec: Spec) -> None:
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
        told = await talk.ask([self._command(), name], seconds, late)
        took = time.monotonic() - started
        match told:
            case ["done", str(done), Outcome.LOST, str(reason), None, None] if done == name:
                raise PairLost(None, reason)
            case ["done", str(done), str(outcome), str(message), int() | None as line, str() | None as answers] if (
                done == name and outcome in endings.VERDICTS
            ):
                if answers is not None:
                    self.answers[name] = answers[:64]
                trouble = Trouble(endings.VERDICTS[Outcome(outcome)], clean(message), line)
                self._finish(spec, spec.over_budget(memory) or trouble, took)
            case _:
                raise PairLost(endings.garbage())

    def _command(self) -> str:
        return "simplify" if self._order.simplify else "witness" if self._order.witness else "check"

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

    async def _why(self, lost: PairLost, ending: asyncio.Future[Ended]) -> Trouble:
        ended = await asyncio.shield(ending)
        if self.output.overflowed:
            return Trouble(Verdict.OUTPUT_LIMIT, f"more than {self._limits.output_kb} KB were printed")
        return lost.trouble or endings.death(ended, lost.reason)
