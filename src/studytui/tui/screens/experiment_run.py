"""One run: how it was called, what it stood on, and what it printed."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.experiment import Run, named
from studytui.domain.spread import shown
from studytui.study import experiment_reruns
from studytui.tui.marks import QUIET, TITLE, plain, spread
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.lines import BLANK, Line, Lines

_LABEL = 12


class RunScreen(StudyScreen):
    """A page to read."""

    MODE = "journal"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, run: str) -> None:
        super().__init__()
        self._run = run

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Read the run and paint."""
        run = experiment_reruns.find(self.ctx, self._run)
        printed = experiment_reruns.output(self.ctx, self._run).splitlines()
        self.query_one(Lines).show(lambda width: list(_page(run, printed, width)))


def _page(run: Run, printed: list[str], width: int) -> Iterator[Line]:
    yield Line(spread(plain(named(run.parameters, run.seed), TITLE), plain(f"run {run.id}", QUIET), width))
    yield BLANK
    numbers = ", ".join(f"{name}={shown(value)}" for name, value in run.metrics.items())
    commit = f"{run.commit}{', with changes that are not in it' if run.dirty else ''}" if run.commit else ""
    state = f"{run.state.replace('_', ' ')} {run.note}".strip()
    facts = {
        "Metrics": numbers,
        "State": f"{state}, {run.seconds:.1f} s" if run.over else state,
        "Command": " ".join(run.command),
        "Commit": commit,
        "Script": run.script_sha[:12],
        "Repeats": run.rerun_of,
    }
    for label, text in facts.items():
        if text:
            yield Line(Content.assemble((f"{label:<{_LABEL}}", QUIET), text), hang=_LABEL)
    yield BLANK
    if not printed:
        yield Line(plain("Nothing it printed is kept on this machine.", QUIET))
    for line in printed:
        yield Line(plain(line.expandtabs(4)), hang=2)
