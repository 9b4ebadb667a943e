"""Grading from the workbench: one run at a time, check by check, cancelled by the next."""

from time import monotonic

from textual.worker import Worker

from studytui.domain.exercise import Backend
from studytui.domain.report import GradeEvent, Report
from studytui.errors import StudyError
from studytui.tui.bench import Bench
from studytui.tui.messages import Graded
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.results import Progress, Results

PAINT_AFTER = 0.1
"""Seconds: a run that is over before paints once; the old result stays until then."""
PAINT_EVERY = 0.1
WAITING_AFTER = 0.5
"""Seconds after which a grader that still starts says so."""


class Grader:
    """The runs of one exercise."""

    def __init__(self, screen: StudyScreen, bench: Bench) -> None:
        self._screen = screen
        self._bench = bench
        self._worker: Worker[None] | None = None
        self._progress = Progress()
        self._asked = self._began = self._check_began = 0.0
        self._asking = self._waiting = False
        self.report: Report | None = None

    def warm(self, backend: Backend) -> None:
        """Start what grades this exercise while the learner reads."""
        self._screen.run_worker(self._warm(backend), group="warm", exclusive=True)

    async def _warm(self, backend: Backend) -> None:
        try:
            engine = await self._screen.study.engine()
            await engine.warm(backend)
        except StudyError as error:
            self._screen.say(str(error))

    def grade(self, source: bytes) -> None:
        """Grade `source`; a run on its way is cancelled."""
        self._worker = self._screen.run_worker(self._grade(source), group="grade", exclusive=True)

    def stop(self) -> None:
        """Cancel the run on its way, if there is one."""
        if self._worker is not None:
            self._worker.cancel()

    async def _grade(self, source: bytes) -> None:
        self._progress, self._waiting = Progress(), False
        self._asked, self._asking = monotonic(), True
        painting = self._screen.set_interval(PAINT_EVERY, self.paint)
        try:
            outcome = await self._bench.grade(await self._screen.study.engine(), source, self._take)
        except StudyError as error:
            self._screen.say(str(error))
            return
        finally:
            painting.stop()
            self._asking = False
        self.report = outcome.report
        self._screen.post_message(Graded(outcome.report, unchanged=outcome.unchanged, lost=outcome.lost))

    def _take(self, event: GradeEvent) -> None:
        if not self._progress.checks:
            self._began, self._asking = monotonic(), False
        self._progress = self._progress.after(event)
        self._check_began = monotonic()

    def paint(self) -> None:
        """Show how far a run that takes longer than a moment has come."""
        now = monotonic()
        if self._progress.checks and now - self._began >= PAINT_AFTER:
            self._screen.query_one(Results).show_progress(self._progress, now - self._check_began)
        elif self._asking and not self._waiting and now - self._asked >= WAITING_AFTER:
            self._waiting = True
            self._screen.say("The grader starts; the first verdict takes a moment.")
