"""The grader: an exercise's files and a submission in, a report out.

The program never executes or parses what it grades: it sends bytes to children and reads small reports.
"""

import secrets
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from studytui.domain.exercise import Backend, ExerciseFiles
from studytui.domain.report import GradeEvent, Report, SandboxLevel, SandboxReport, Verdict
from studytui.frozen import dataclass
from studytui.grading.diagnosis import diagnose as explain
from studytui.grading.endings import Trouble
from studytui.grading.job import Order
from studytui.grading.nursery import Nursery
from studytui.grading.pairs import ZygoteLostError
from studytui.grading.run import Run
from studytui.grading.spares import Source, Spares

_SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class Answers:
    """What a submission answered in one check: a name, the same for answers equal to six digits, and the calls made."""

    name: str
    calls: int


class Engine:
    """Grades submissions; an async context manager. Its helper processes live and die with it.

    Args:
        without: sandbox layers to leave out, to measure them and to see that a machine without them says so.
        forking: children are forked from a zygote; else they are started ahead one by one (macOS, where a process
            that has used NumPy must not fork).
    """

    def __init__(self, *, without: frozenset[str] = frozenset(), forking: bool = sys.platform != "darwin") -> None:
        self._without = without
        self._forking = forking
        self._nurseries: dict[str, Source] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End every helper process."""
        while self._nurseries:
            _, nursery = self._nurseries.popitem()
            await nursery.close()

    async def warm(self, backend: Backend) -> SandboxReport:
        """Start the helper process for a backend, so that the next verdict comes at once.

        Returns:
            What the sandbox was found to enforce.

        Raises:
            MissingError: PyTorch is not installed.
        """
        nursery = await self._nursery(backend)
        return await nursery.start()

    async def grade(
        self,
        files: ExerciseFiles,
        source: bytes,
        *,
        seed: int | None = None,
        filename: str = "submission.py",
        on_event: Callable[[GradeEvent], None] | None = None,
        diagnose: bool = True,
        only: str | None = None,
        until_failure: bool = False,
    ) -> Report:
        """Grade one submission. Cancelling kills the run and leaves no process.

        Args:
            files: the exercise.
            source: the submission, as it stands on disk.
            seed: replays a run; default a fresh one.
            filename: the name that tracebacks show.
            on_event: told of every check as it begins and ends.
            diagnose: after a wrong answer, look for the simplest failing input and for a known mistake.
            only: run this check alone; the report then holds no other.
            until_failure: end with the first check that does not pass; the report holds none after it.

        Raises:
            MissingError: the exercise needs a library that is not installed.
        """
        started = time.monotonic()
        seed = secrets.randbelow(_SEEDS) if seed is None else seed
        order = Order(files, source, seed, filename, only=only, until_failure=until_failure)
        sandbox = SandboxReport(SandboxLevel.RESOURCE_ONLY)
        try:
            nursery = await self._nursery(files.exercise.backend)
            sandbox = await nursery.start()
            run = Run(nursery, order, on_event or (lambda _: None))
            await run.go()
            if diagnose:
                await self._explain(nursery, order, run)
        except ZygoteLostError:
            lost = Trouble(Verdict.INTERNAL_ERROR, "the grader's helper process ended during the run; grade again")
            return _report(order, sandbox, started, None, lost)
        return _report(order, sandbox, started, run, run.stopped)

    async def answers(self, files: ExerciseFiles, source: bytes, *, seed: int) -> dict[str, Answers]:
        """What a submission answers in every check it passes, by the check's id; answers too large to keep left out.

        Raises:
            MissingError: the exercise needs a library that is not installed.
            ZygoteLostError: the helper process ended.
        """
        run = Run(await self._nursery(files.exercise.backend), Order(files, source, seed, witness=True))
        await run.go()
        passed = [name for name, result in run.results.items() if result.passed and name in run.answers]
        told = {name: run.answers[name].split(" ") for name in passed}
        return {name: Answers(parts[0], int(parts[1])) for name, parts in told.items() if parts[-1].isdecimal()}

    async def _explain(self, nursery: Source, order: Order, run: Run) -> None:
        ordered = (run.results[spec.meta.id] for spec in run.specs if spec.meta.id in run.results)
        first = next((result for result in ordered if not result.passed), None)
        if first is not None and run.stopped is None:
            run.results[first.id] = await explain(nursery, order, first, run.answers.get(first.id))

    async def _nursery(self, backend: Backend) -> Source:
        key = "torch" if backend is Backend.TORCH else "numpy"
        old = self._nurseries.get(key)
        if old is not None and old.alive:
            return old
        new = Nursery(backend, self._without) if self._forking else Spares(backend)
        self._nurseries[key] = new
        if old is not None:
            await old.close()
        return new


def _report(order: Order, sandbox: SandboxReport, started: float, run: Run | None, stopped: Trouble | None) -> Report:
    results = tuple(run.results[spec.meta.id] for spec in run.specs if spec.meta.id in run.results) if run else ()
    verdicts = [result.verdict for result in results if not result.passed]
    if stopped is not None:
        verdicts.insert(0, stopped.verdict)
    from_scratch = Verdict.NOT_FROM_SCRATCH not in verdicts
    verdict = verdicts[0] if verdicts else Verdict.ACCEPTED
    if not results and stopped is None:
        verdict = Verdict.INTERNAL_ERROR
    return Report(
        exercise=order.files.exercise.id,
        verdict=verdict if from_scratch else Verdict.NOT_FROM_SCRATCH,
        score=sum(result.points for result in results),
        max_score=sum(result.max_points for result in results),
        seed=order.seed,
        elapsed_ms=round((time.monotonic() - started) * 1000, 3),
        from_scratch=from_scratch,
        sandbox=sandbox,
        checks=results,
        output=run.output.text() if run else "",
        message=stopped.message if stopped else "",
        line=stopped.line if stopped else None,
    )
