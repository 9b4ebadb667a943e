"""A plan file as it was understood, before anything is saved."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.plural import several
from studytui.domain.unit import Unit
from studytui.errors import Problem
from studytui.study import plan_import
from studytui.study.plan_import import Preview
from studytui.tui.marks import ACCENT, QUIET, TITLE, box, plain, spread
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.lines import BLANK, Line, Lines


class ImportScreen(StudyScreen):
    """The preview; enter saves it."""

    MODE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Save", tooltip="Save it among your own plans"),
        Binding("escape", "leave", "Back, nothing saved", tooltip="Leave without saving"),
    ]

    def __init__(self, seen: Preview) -> None:
        super().__init__()
        self._seen = seen

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Paint it."""
        self.query_one(Lines).show(lambda width: list(_page(self._seen, width)))

    def action_save(self) -> None:
        """Save the plan, and tick what the file has ticked."""
        plan_import.take(self.ctx, self._seen)
        self.dismiss()
        self.app.call_later(self._told)

    def _told(self) -> None:
        screen = self.app.screen
        if isinstance(screen, StudyScreen):
            screen.refresh_data()
            screen.say(f"Saved as {self._seen.plan.id}; enter on it follows it.")

    def action_leave(self) -> None:
        """Nothing is saved."""
        self.dismiss()


class ProblemsScreen(StudyScreen):
    """Why a file is no plan, line by line."""

    MODE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "app.pop_screen", "Back")]

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._file = file
        self._problems = problems

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Paint them."""
        rows = [Line(plain("This file is no plan yet", TITLE)), Line(plain(self._file, QUIET)), BLANK]
        rows += [Line(Content.assemble((f"{each.where}  ", QUIET), each.what), hang=2) for each in self._problems]
        self.query_one(Lines).show(lambda _: rows)


def _page(seen: Preview, width: int) -> Iterator[Line]:
    plan = seen.plan
    yield Line(spread(plain(plan.title, TITLE), plain(plan.id, QUIET), width))
    tasks = sum(len(day.tasks) for _, unit in plan.units() for day in unit.days)
    units = sum(1 for _ in plan.units())
    facts = [several(plan.weeks_total, "week"), several(units, "unit"), several(tasks, "task")]
    yield Line(plain(", ".join([*facts, f"{len(seen.ticked)} ticked"]), QUIET))
    if seen.difference:
        yield Line(plain(seen.difference))
    for phase in plan.phases:
        yield BLANK
        yield Line(plain(phase.title, ACCENT))
        for unit in phase.units:
            yield _unit(unit, unit.id in seen.ticked)
    for title, goals in (("Projects", plan.projects), ("Portfolio", plan.portfolio)):
        if goals:
            yield BLANK
            yield Line(plain(title, ACCENT))
            for goal in goals:
                yield Line(Content.assemble((f"{box(goal.done)} ", QUIET), goal.title), key=goal.id, hang=4)
    if seen.notes:
        yield BLANK
        yield Line(plain("Kept as notes, not understood as part of the plan", TITLE))
        for number, (line, text) in enumerate(seen.notes):
            yield Line(Content.assemble((f"line {line}  ", QUIET), text), key=f"note:{number}", hang=2)


def _unit(unit: Unit, ticked: bool) -> Line:
    weeks = "" if unit.weeks is None else f"W{unit.weeks[0]:02d}"
    if unit.weeks is not None and unit.weeks[0] != unit.weeks[1]:
        weeks += f"-{unit.weeks[1]:02d}"
    tasks = sum(len(day.tasks) for day in unit.days)
    right = plain(several(tasks, "task") if tasks else "", QUIET)
    text = Content.assemble((f"{box(ticked or unit.done)} ", QUIET), (f"{weeks:<7}", QUIET), unit.title)
    return Line(text, key=unit.id, hang=11, right=right)
