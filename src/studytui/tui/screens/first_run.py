"""The only question before the first hour: which plan, and which Monday."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.study import plans
from studytui.study.plans import PlanCard
from studytui.tui.marks import ACCENT, QUIET, TITLE, plain, spread
from studytui.tui.screens.base import StudyScreen, telling
from studytui.tui.widgets.lines import BLANK, Line, Lines


class FirstRunScreen(StudyScreen):
    """Plans to choose from and the week to begin with; both are preselected, so enter is enough."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin"),
        Binding("left,h", "week(-1)", "Monday", key_display="← →", tooltip="Begin a week earlier or later"),
        Binding("right,l", "week(1)", "A week later", show=False),
        Binding("escape", "leave", "Back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.start = date.min
        self.cards: tuple[PlanCard, ...] = ()

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines(widest=76)

    def load(self) -> None:
        """Read the plans; the current one, else the first, is preselected."""
        self.cards = plans.available(self.ctx)
        enrolment = plans.current(self.ctx)
        self.start = enrolment.schedule.start if enrolment else plans.default_start(self.ctx)
        chosen = next((card.id for card in self.cards if card.current), self.cards[0].id if self.cards else "")
        self._paint(chosen)

    def _paint(self, cursor: str | None = None) -> None:
        chosen = cursor or self.query_one(Lines).cursor
        self.query_one(Lines).show(lambda width: list(_page(self.cards, chosen, self.start, width)), cursor=cursor)

    def on_lines_moved(self, message: Lines.Moved) -> None:
        """The chosen plan says what it is."""
        self._paint(message.key)

    @telling
    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the chosen plan is enter."""
        self.action_begin()

    def action_week(self, step: int) -> None:
        """Another Monday."""
        self.start += timedelta(days=7 * step)
        self._paint()

    def action_begin(self) -> None:
        """Follow the plan from that Monday on."""
        plans.use(self.ctx, self.query_one(Lines).cursor, self.start)
        self.study.place_changed()
        self.dismiss()

    def action_leave(self) -> None:
        """Leave things as they are, if there is a plan to go back to."""
        if plans.current(self.ctx) is not None:
            self.dismiss()


def _page(cards: tuple[PlanCard, ...], chosen: str, start: date, width: int) -> Iterator[Line]:
    yield Line(plain("An hour a day, Monday to Friday.", TITLE))
    yield Line(plain("Which plan, and which Monday does it start?", QUIET))
    yield BLANK
    if not cards:
        yield Line(plain("No plan can be read; `studytui verify` says why."))
    for card in cards:
        here = card.id == chosen
        title = plain(card.title, f"bold {ACCENT}" if here else "")
        more = (plain(card.summary, QUIET),) if here and card.summary else ()
        yield Line(spread(title, plain(f"{card.weeks_total} weeks", QUIET), width), key=card.id, hang=2, more=more)
    yield BLANK
    monday = f"{start:%A} {start.day} {start:%B %Y}"
    yield Line(Content.assemble(("Starts  ", QUIET), ("← ", ACCENT), (monday, "bold"), (" →", ACCENT)))
    yield BLANK
    yield Line(Content.assemble(("enter", "bold"), (" begins. Both can be changed later, in Plan.", QUIET)))
