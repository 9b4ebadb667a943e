"""One experiment: predict, run, watch, conclude."""

import asyncio
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from studytui.domain import prediction as predictions
from studytui.domain.experiment import Outcome
from studytui.errors import StudyError, UsageError
from studytui.frozen import replace
from studytui.study import experiment_control, experiment_reruns, experiment_runs, experiments
from studytui.study.experiment_control import Progress
from studytui.study.experiment_view import ExperimentView
from studytui.tui.later import later
from studytui.tui.screens.base import StudyScreen, asking
from studytui.tui.screens.experiment_page import RUN, page
from studytui.tui.widgets.lines import Lines

LOOK_EVERY = 1.0


class ExperimentScreen(StudyScreen):
    """A page of lines; what is written is asked for in the footer and kept while it is typed."""

    MODE = "journal"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hypothesis", "Hypothesis", tooltip="Write what you think, and why"),
        Binding("p", "predict", "Predict", tooltip="Write what you expect, before the run"),
        Binding("r", "run", "Run", tooltip="Run a script over a grid and seeds, in the background"),
        Binding("r", "resume", "Resume", tooltip="Go on with the runs that are missing"),
        Binding("c", "cancel", "Cancel", tooltip="End the script that runs; what is over stays"),
        Binding("o", "conclude", "Conclude", tooltip="Write what it showed"),
        Binding("m", "metric", "Metric", tooltip="Draw the next metric"),
        Binding("enter", "open", "Output", tooltip="What the run printed"),
        Binding("g", "repeat", "Repeat", tooltip="Run this one again, and see whether its numbers are the same"),
        Binding("escape", "app.pop_screen", "Back", show=False),
    ]

    def __init__(self, experiment: str) -> None:
        super().__init__()
        self._experiment = experiment
        self._metric = ""
        self._view: ExperimentView | None = None
        self._progress: Progress | None = None
        self._written: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def on_mount(self) -> None:
        """Follow the runs while they go on."""
        self.set_interval(LOOK_EVERY, self._look)

    def load(self) -> None:
        """Read the experiment and paint."""
        self._view = experiments.view(self.ctx, self._experiment, self._metric)
        self._paint()

    def _paint(self) -> None:
        view = self._view
        if view is None:
            return
        progress = experiment_control.progress_of(self.ctx, self._experiment, view.record.title, view.runs)
        self._written = {field: experiments.text_of(self.ctx, self._experiment, field) for field in experiments.FIELDS}
        self._show(view, progress)

    def _show(self, view: ExperimentView, progress: Progress) -> None:
        self._progress = progress
        written = self._written
        self.query_one(Lines).show(lambda width: list(page(view, progress, written, width)))
        self.refresh_bindings()

    def _look(self) -> None:
        """Read again when a run ended or began; while nothing runs this is one question to the kernel."""
        before = self._progress
        if before is None or self.app.screen is not self:
            return
        try:
            if not before.running and not experiment_control.is_running(self.ctx.paths, self._experiment):
                return
            now = experiment_control.progress(self.ctx, self._experiment)
            if self._view is None or replace(now, left=None) != replace(before, left=None):
                self.load()
            elif now != before:
                self._show(self._view, now)
        except StudyError as error:
            self.say(str(error))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the runs, and on the line."""
        view, progress = self._view, self._progress
        if view is None or progress is None:
            return not action.startswith(("run", "resume", "cancel", "metric", "open", "repeat"))
        on_run = self.is_mounted and self.query_one(Lines).cursor.startswith(RUN)
        offered = {
            "run": not progress.running and not progress.missing,
            "resume": not progress.running and bool(progress.missing),
            "cancel": progress.running or bool(progress.missing),
            "metric": len(view.metrics) > 1,
            "open": on_run,
            "repeat": on_run,
        }
        return offered[action] if action in offered else super().check_action(action, parameters)

    def on_lines_moved(self, _: Lines.Moved) -> None:
        """What can be done depends on the line."""
        self.refresh_bindings()

    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        self.action_open()

    # writing

    @asking
    async def action_hypothesis(self) -> None:
        """Ask for the hypothesis."""
        text = await self._write("hypothesis", "Hypothesis:", "what you think, and why")
        if text is not None:
            experiments.change(self.ctx, self._experiment, hypothesis=text)
            self.refresh_data()

    @asking
    async def action_predict(self) -> None:
        """Ask for the prediction, again where the line cannot be read."""
        standing = self._view.record.prediction if self._view else None
        value = predictions.written(standing) if standing else ""
        hint, name = "acc 0.8..0.9 80%; acc > 0.9; loss falls with lr", f"prediction {self._experiment}"
        while True:
            line = await self.ask("Predict:", value=value, hint=hint, keep=name)
            if line is None:
                return
            try:
                experiments.predict(self.ctx, self._experiment, line)
            except UsageError as error:
                self.notify(str(error), markup=False)
            else:
                break
        self.answered(name)
        self.refresh_data()

    @asking
    async def action_conclude(self) -> None:
        """Ask for the conclusion, then for the outcome, the likely one first; esc at either concludes nothing."""
        text = await self._write("conclusion", "Conclusion:", "what it showed")
        if text is None:
            return
        likely = self._view.judgement.outcome if self._view and self._view.judgement else None
        keys = {outcome.value[0]: outcome for outcome in Outcome}
        named = {key: f"{outcome}{' (likely)' if outcome is likely else ''}" for key, outcome in keys.items()}
        key = await self.choose("The prediction is", named) if likely else None
        if key is not None or likely is None:
            experiments.conclude(self.ctx, self._experiment, text, keys[key] if key else None)
        self.refresh_data()

    async def _write(self, field: str, label: str, hint: str) -> str | None:
        """One line for a field, kept as a draft from the first letter on."""
        standing = " ".join(experiments.text_of(self.ctx, self._experiment, field).split())
        keep = partial(experiments.keep_draft, self.ctx, self._experiment, field)
        answer = await self.ask(label, value=standing, hint=hint, keep=keep)
        if answer is None:
            self.refresh_data()
        return answer

    # running

    @asking
    async def action_run(self) -> None:
        """Ask for the script, then for grid and seeds, and start the runner."""
        standing = self._view.record.script if self._view else ""
        script = await self.ask("Script:", value=standing, hint=f"a file, as {self.ctx.paths.workspace}/train.py")
        if not script:
            return
        words = await self.ask("Grid:", hint="lr=0.1,0.01 seeds=5; enter alone runs three seeds")
        if words is None:
            return
        axes = [word for word in words.split() if not word.startswith("seeds=")]
        seeds = next((word.removeprefix("seeds=") for word in words.split() if word.startswith("seeds=")), "3")
        experiment_runs.plan(self.ctx, Path(script), axes=axes, seeds=seeds, experiment=self._experiment)
        await self._launch()

    @asking
    async def action_resume(self) -> None:
        """Go on with what is missing."""
        experiment_runs.missing(self.ctx, self._experiment)
        await self._launch()

    @asking
    async def action_repeat(self) -> None:
        """Run the one under the cursor again."""
        experiment_reruns.rerun(self.ctx, self.query_one(Lines).cursor.removeprefix(RUN))
        await self._launch()

    @asking
    async def action_cancel(self) -> None:
        """End the script that runs, or no longer want what is missing."""
        running = self._progress is not None and self._progress.running
        choices = {"c": "end it"} if running else {}
        key = await self.choose("Cancel?", {**choices, "f": "forget what is missing"})
        if key is None:
            return
        await asyncio.to_thread(experiment_control.cancel, self.ctx.paths, self._experiment)
        if key == "f":
            experiment_runs.forget(self.ctx, self._experiment)
        self.refresh_data()

    async def _launch(self) -> None:
        await asyncio.to_thread(experiment_control.launch, self.ctx.paths, self._experiment)
        self.refresh_data()

    # looking

    def action_metric(self) -> None:
        """Draw the next metric."""
        if self._view is not None:
            names = self._view.metrics
            self._metric = names[(names.index(self._view.metric) + 1) % len(names)]
            self.refresh_data()

    def action_open(self) -> None:
        """Show what the run under the cursor printed."""
        self.app.push_screen(later("experiment_run", "RunScreen")(self.query_one(Lines).cursor.removeprefix(RUN)))
