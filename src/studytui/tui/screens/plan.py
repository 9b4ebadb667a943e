"""Plan: phases and weeks with their boxes."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.plan import Week
from studytui.study import plans
from studytui.study.plans import PhaseView, WeekLine
from studytui.tui.marks import ACCENT, HERE, QUIET, TITLE, box, plain, spread
from studytui.tui.screens.base import StudyScreen, telling
from studytui.tui.widgets.lines import BLANK, Line, Lines


class PlanScreen(StudyScreen):
    """The whole plan; enter opens a week where it stands."""

    MODE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Show the week's days and tasks, or fold them"),
        Binding("space", "tick", "Tick", tooltip="Mark the week as done, or not"),
        Binding("c", "app.choose_plan", "Choose plan", tooltip="Follow another plan, or another start"),
        Binding("w", "current", "This week", tooltip="Go to the current week"),
        Binding("escape", "fold", "Fold", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._phases: tuple[PhaseView, ...] = ()
        self._opened: str = ""

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Read the plan and paint it; the first time the cursor stands on this week."""
        first = not self._phases
        self._phases = plans.outline(self.ctx)
        self._paint(self._current() if first else None)

    def _paint(self, cursor: str | None = None) -> None:
        enrolment = plans.required(self.ctx)
        title = self.ctx.library.plan_header(enrolment.plan).title
        week = self._week()
        start = enrolment.schedule.start
        facts = f"from {start.day} {start:%B %Y}"
        self.query_one(Lines).show(
            lambda width: [
                Line(spread(plain(title, TITLE), plain(facts, QUIET), width)),
                *_page(self._phases, self._opened, week, width),
            ],
            cursor=cursor,
        )

    def _lines(self) -> Iterator[WeekLine]:
        for phase in self._phases:
            yield from phase.weeks

    def _current(self) -> str:
        return next((line.unit_id for line in self._lines() if line.current), "")

    def _week(self) -> Week | None:
        line = next((line for line in self._lines() if line.unit_id == self._opened), None)
        if line is None or line.week is None:
            return None
        return self.ctx.library.week(plans.required(self.ctx).plan, line.week, (line.unit_id,))

    def action_open(self) -> None:
        """Open the week under the cursor, or fold it."""
        cursor = self.query_one(Lines).cursor
        self._opened = "" if self._opened == cursor else cursor
        self._paint()

    @telling
    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        self.action_open()

    def action_fold(self) -> None:
        """Fold what is open."""
        self._opened = ""
        self._paint()

    def action_tick(self) -> None:
        """Tick the unit under the cursor."""
        cursor = self.query_one(Lines).cursor
        line = next((line for line in self._lines() if line.unit_id == cursor), None)
        if line is not None:
            plans.tick_week(self.ctx, line.unit_id, not line.done)
            self.refresh_data()

    def action_current(self) -> None:
        """Go to the current week."""
        self._paint(self._current())
        self.query_one(Lines).watch_cursor(self._current())


def _page(phases: tuple[PhaseView, ...], opened: str, week: Week | None, width: int) -> Iterator[Line]:
    for phase in phases:
        yield BLANK
        yield Line(spread(plain(phase.title, ACCENT), plain(f"{phase.done} of {phase.total}", QUIET), width))
        for line in phase.weeks:
            yield _line(line, _details(line, week) if line.unit_id == opened else ())


def _line(line: WeekLine, more: tuple[Content, ...]) -> Line:
    number = "" if line.week is None else f"W{line.week:02d}"
    if line.last_week is not None and line.last_week != line.week:
        number += f"-{line.last_week:02d}"
    style = QUIET if line.done else ("bold" if line.current else "")
    here = f"  {HERE} this week" if line.current else ""
    optional = "  optional" if line.optional else ""
    text = Content.assemble((f"{box(line.done)} ", QUIET), (f"{number:<5}", QUIET), (line.title, style))
    text = Content.assemble(text, (here, ACCENT), (optional, QUIET))
    return Line(text, key=line.unit_id, hang=9, more=more)


def _details(line: WeekLine, week: Week | None) -> tuple[Content, ...]:
    rows: list[Content] = []
    if line.deliverable:
        rows.append(Content.assemble(("Ships  ", QUIET), line.deliverable))
    for day in week.days if week else ():
        rows.append(Content.assemble((f"{day.day.short}  ", ACCENT), (day.title, "bold")))
        rows.extend(Content.assemble("     · ", task.text) for task in day.tasks)
    return (*rows, Content(""))
