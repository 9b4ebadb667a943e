"""Experiments: Thursday's records, the newest first."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.judgement import Place
from studytui.domain.plural import several
from studytui.domain.prediction import written
from studytui.study import calibration, experiments
from studytui.study.experiment_control import is_running
from studytui.study.experiment_view import ExperimentView
from studytui.tui.later import later
from studytui.tui.marks import ACCENT, QUIET, TITLE, plain
from studytui.tui.screens.base import asking
from studytui.tui.screens.journal_room import DROP, JOURNAL_KEYS, LEAVE, JournalRoom
from studytui.tui.widgets.lines import BLANK, Line, Lines

TITLE_LINE = "new experiment"
"""What the line of a new one's title is kept under."""


class ExperimentsScreen(JournalRoom):
    """A line each; enter opens one, `+` begins one."""

    ROOM = "Experiments"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Open the experiment"),
        Binding("plus,equals_sign", "new", "New", key_display="+", tooltip="Begin a record, before anything runs"),
        Binding(DROP, "drop", "Drop", key_display="del", tooltip="Take the record out of the list; nothing is deleted"),
        *JOURNAL_KEYS,
        LEAVE,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[ExperimentView, ...] = ()
        self._at_work: set[str] = set()
        self._held = ""

    @property
    def beside(self) -> str:
        """How often predictions held."""
        return self._held

    def load(self) -> None:
        """Read them and paint."""
        self._views = experiments.listed(self.ctx)
        keys = (view.record.id for view in self._views if view.missing)
        self._at_work = {key for key in keys if is_running(self.ctx.paths, key)}
        found = calibration.of_year(self.ctx)
        self._held = f"{found.held} of {found.count} as predicted" if found.count else ""
        self.paint()

    def rows(self, width: int) -> Iterator[Line]:  # noqa: ARG002 - every room's signature
        """A line per record."""
        for view in self._views:
            right = Content.assemble(
                _standing(view, running=view.record.id in self._at_work), (f"  {_day(view):>6}", QUIET)
            )
            style = "" if view.record.concluded else TITLE
            here = view.record.id == self.page.cursor
            more = tuple(plain(text, QUIET) for text in _about(view)) if here else ()
            yield Line(plain(view.record.title, style), key=view.record.id, hang=2, right=right, more=more)
        if not self._views:
            yield Line(plain("No experiment yet.", TITLE))
            yield BLANK
            yield Line(plain("+ begins one: what you think, what you expect, then the runs.", QUIET))

    def on_lines_moved(self, message: Lines.Moved) -> None:
        """The record under the cursor says what it is about."""
        super().on_lines_moved(message)
        self.paint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is about a record needs one."""
        if action in {"open", "drop"}:
            return bool(self._views)
        return super().check_action(action, parameters)

    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        self.action_open()

    def action_open(self) -> None:
        """Show the experiment under the cursor."""
        self.app.push_screen(later("experiment", "ExperimentScreen")(self.page.cursor))

    @asking
    async def action_new(self) -> None:
        """Ask for a title, and open the record for the rest."""
        title = await self.ask("New experiment:", hint="in a few words, what is tried", keep=TITLE_LINE)
        if title:
            record = experiments.new(self.ctx, title)
            self.answered(TITLE_LINE)
            self.app.push_screen(later("experiment", "ExperimentScreen")(record.id))

    @asking
    async def action_drop(self) -> None:
        """Take the record out of the list, after asking."""
        key = self.page.cursor
        if await self.choose("Drop this record?", {"y": "drop it"}) == "y":
            experiments.drop(self.ctx, key)
            self.refresh_data()


def _standing(view: ExperimentView, *, running: bool) -> Content:
    record, total = view.record, len(view.counting)
    if running:
        return plain(f"running, {total - view.missing} of {total}", ACCENT)
    if record.outcome:
        return plain(record.outcome.value)
    if total and view.missing:
        return plain(f"{several(view.missing, 'run')} missing", QUIET)
    if view.judgement and view.judgement.place is not Place.OPEN:
        return plain(f"{view.judgement.outcome}?", QUIET)
    return plain(several(total, "run") if total else "no runs yet", QUIET)


def _about(view: ExperimentView) -> Iterator[str]:
    if view.record.hypothesis:
        yield view.record.hypothesis.splitlines()[0]
    if predicted := view.prediction or view.record.prediction:
        yield f"predicted {written(predicted)}"


def _day(view: ExperimentView) -> str:
    return f"{view.record.about.day} {view.record.about:%b}"
