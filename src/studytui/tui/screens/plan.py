"""Plan: phases and weeks with their boxes, the first of its rooms."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.overlay import PlacedTask
from studytui.domain.rhythm import Weekday
from studytui.domain.unit import PlanDay, Unit
from studytui.study import laid, marking, plans
from studytui.study.laid import LaidWeek
from studytui.study.plans import PhaseView, WeekLine
from studytui.tui.marks import ACCENT, DONE, HERE, OPEN, QUIET, box, plain, spread
from studytui.tui.screens.base import telling
from studytui.tui.screens.plan_room import ROOM_KEYS, PlanRoom
from studytui.tui.widgets.lines import BLANK, Line, Lines


class PlanScreen(PlanRoom):
    """The whole plan; enter opens a week where it stands."""

    ROOM = "Weeks"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Show the week's days and tasks, or fold them"),
        Binding("space", "tick", "Tick", tooltip="Mark the week as done, or not"),
        Binding("w", "current", "This week", tooltip="Go to the current week"),
        Binding("c", "plans", "Choose plan", tooltip="Follow another plan, import or tailor one"),
        *ROOM_KEYS,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._phases: tuple[PhaseView, ...] = ()
        self._shown = ""
        self._start = date.min
        self._opened = ""
        self._details: tuple[Content, ...] = ()

    def load(self) -> None:
        """Read the plan and paint it; the first time the cursor stands on this week."""
        super().load()
        first = self._shown != self.plan_id
        self._shown = self.plan_id
        self._phases = plans.outline(self.ctx, self.plan_id)
        self._start = plans.followed(self.ctx, self.plan_id).schedule.start
        self._details = self._read_details(self._opened)
        self.paint(self._current() if first else None)

    def rows(self, width: int) -> Iterator[Line]:
        """Phases and weeks; none before a plan could be read."""
        if not self._phases:
            return
        start = self._start
        done, total = (sum(numbers) for numbers in zip(*((p.done, p.total) for p in self._phases), strict=True))
        yield Line(plain(f"From {start.day} {start:%B %Y}   {done} of {total} done", QUIET))
        for phase in self._phases:
            yield BLANK
            yield Line(spread(plain(phase.title, ACCENT), plain(f"{phase.done} of {phase.total}", QUIET), width))
            for line in phase.weeks:
                yield _line(line, self._details if line.unit_id == self._opened else ())

    def _lines(self) -> Iterator[WeekLine]:
        for phase in self._phases:
            yield from phase.weeks

    def _current(self) -> str:
        return next((line.unit_id for line in self._lines() if line.current), "")

    def _read_details(self, opened: str) -> tuple[Content, ...]:
        """What the unit is about and ships, and its days with their tasks as the learner has them."""
        line = next((line for line in self._lines() if line.unit_id == opened), None)
        if line is None:
            return ()
        plan = self.ctx.library.plan(self.plan_id)
        unit = next(unit for _, unit in plan.units() if unit.id == line.unit_id)
        rows = list(_about(unit))
        if line.week is None:
            return (*rows, Content(""))
        changes = laid.lay(self.ctx, self.plan_id, line.week).changes
        week = LaidWeek(self.ctx.library.week(self.plan_id, line.week, (line.unit_id,)), changes)
        done = marking.done_in(self.ctx, self.plan_id, (week,))
        days: dict[Weekday, PlanDay] = {day.day: day for day in week.week.days}
        for weekday in Weekday:
            tasks = week.tasks_on(weekday)
            if weekday in days or tasks:
                title = days[weekday].title if weekday in days else ""
                rows.append(Content.assemble((f"{weekday.short}  ", ACCENT), (title, "bold")))
                rows.extend(_task(task, done) for task in tasks)
        return (*rows, Content(""))

    def action_open(self) -> None:
        """Open the week under the cursor, or fold it."""
        opened = "" if self._opened == self.page.cursor else self.page.cursor
        self._details, self._opened = self._read_details(opened), opened
        self.paint()

    @telling
    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        self.action_open()

    def action_leave(self) -> None:
        """Fold what is open."""
        self._opened = ""
        self.paint()

    def action_tick(self) -> None:
        """Tick the unit under the cursor."""
        line = next((line for line in self._lines() if line.unit_id == self.page.cursor), None)
        if line is not None:
            plans.tick_week(self.ctx, line.unit_id, not line.done, plan_id=self.plan_id)
            self.refresh_data()

    def action_current(self) -> None:
        """Go to the current week."""
        self.paint(self._current())
        self.page.watch_cursor(self._current())

    def action_plans(self) -> None:
        """Go to the room of plans."""
        self.enter_room("Plans")


def _line(line: WeekLine, more: tuple[Content, ...]) -> Line:
    number = "" if line.week is None else f"W{line.week:02d}"
    if line.last_week is not None and line.last_week != line.week:
        number += f"-{line.last_week:02d}"
    style = QUIET if line.done else ("bold" if line.current else "")
    here = f"  {HERE} this week" if line.current else ""
    signs = "" if line.kind in {"week", "topic"} else f"  {line.kind}"
    signs += "  optional" if line.optional else ""
    text = Content.assemble((f"{box(line.done)} ", QUIET), (f"{number:<5}", QUIET), (line.title, style))
    text = Content.assemble(text, (here, ACCENT), (signs, QUIET))
    return Line(text, key=line.unit_id, hang=9, more=more)


def _about(unit: Unit) -> Iterator[Content]:
    """What its author wrote about a unit, a line for each kind."""
    parts = {
        "Targets": unit.targets,
        "Study": unit.study,
        "Build": unit.build,
        "Assess": unit.assess,
        "Holds": unit.details,
        "Ships": (unit.deliverable,) if unit.deliverable else (),
        "Done when": unit.checklist,
    }
    for name, texts in parts.items():
        if texts:
            yield Content.assemble((f"{name}  ", QUIET), "; ".join(texts))


def _task(placed: PlacedTask, done: set[str]) -> Content:
    ticked = placed.address in done
    sign = "  yours" if placed.own else "  moved" if placed.moved else "  reworded" if placed.edited else ""
    return Content.assemble(
        (f"     {DONE if ticked else OPEN} ", QUIET), (placed.task.text, QUIET if ticked else ""), (sign, QUIET)
    )
