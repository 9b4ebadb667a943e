"""Plans: every plan there is, which one is followed, and ways to a plan of one's own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.errors import ContentError, UsageError
from studytui.study import plans, progress, typed
from studytui.study.plans import PlanCard
from studytui.tui.later import later
from studytui.tui.marks import ACCENT, QUIET, TITLE, plain
from studytui.tui.screens.base import asking
from studytui.tui.screens.plan_room import ROOM_KEYS, PlanRoom
from studytui.tui.widgets.lines import BLANK, Line, Lines


class PlansScreen(PlanRoom):
    """The list; the main plan gives Today its hours, others can be kept in view beside it."""

    ROOM = "Plans"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "follow", "Follow", tooltip="Make it the main plan"),
        Binding("b", "beside", "Beside", tooltip="Keep it in view beside the main plan, or no longer"),
        Binding("i", "import", "Import", tooltip="Make a plan of a Markdown or YAML file"),
        Binding("t", "tailor", "Tailor", tooltip="Make a plan to measure"),
        *ROOM_KEYS,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._cards: tuple[PlanCard, ...] = ()
        self._percent: dict[str, int] = {}

    def load(self) -> None:
        """Read the plans and paint."""
        super().load()
        first = not self._cards
        self._cards = plans.available(self.ctx)
        self._percent = {stats.plan_id: stats.share.percent for stats in progress.per_plan(self.ctx)}
        self.paint(next((card.id for card in self._cards if card.current), None) if first else None)

    def on_lines_moved(self, message: Lines.Moved) -> None:
        """The plan under the cursor says what it is."""
        super().on_lines_moved(message)
        self.paint()

    def rows(self, width: int) -> Iterator[Line]:  # noqa: ARG002 - every room's signature
        """A line per plan."""
        for card in self._cards:
            here = card.id == self.page.cursor
            state = "main" if card.current else "in view" if card.in_view else ""
            percent = f"{self._percent[card.id]} %" if card.id in self._percent else ""
            right = Content.assemble(
                (f"{state:>8}", ACCENT), (f"{percent:>6}", QUIET), (f"{card.weeks_total:>5} weeks", QUIET)
            )
            more = (plain(card.summary, QUIET),) if here and card.summary else ()
            yield Line(plain(card.title, TITLE if card.current else ""), key=card.id, hang=2, more=more, right=right)
        yield BLANK
        yield Line(plain("Switching loses nothing: ticks, entries and calendar of every plan stay.", QUIET))

    @property
    def card(self) -> PlanCard | None:
        """The plan under the cursor."""
        return next((card for card in self._cards if card.id == self.page.cursor), None)

    @property
    def plan_at_cursor(self) -> str:
        """The one under the cursor."""
        return self.card.id if self.card is not None else self.plan_id

    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        self.action_follow()

    @asking
    async def action_follow(self) -> None:
        """Make it the main plan, from a day that is asked for."""
        if self.card is not None and not self.card.current:
            await self._take_up(self.card, beside=False)
        elif self.card is not None:
            self.enter_room("Weeks")

    @asking
    async def action_beside(self) -> None:
        """Keep it in view, or take it out of view."""
        card = self.card
        if card is None:
            return
        if card.current:
            self.say("It is the main plan; enter on another one changes that.")
        elif card.in_view:
            plans.drop(self.ctx, card.id)
            self.refresh_data()
            self.say("Out of view; what you ticked in it stays.")
        else:
            await self._take_up(card, beside=True)

    async def _take_up(self, card: PlanCard, *, beside: bool) -> None:
        text = await self.ask("First day:", value=self._start_of(card).isoformat(), hint="2026-11-23")
        if not text:
            return
        (plans.also if beside else plans.use)(self.ctx, card.id, typed.day(text))
        self.study.shown_plan = card.id
        self.study.place_changed()
        self.study.tick()
        self.refresh_data()
        self.say(f"{card.title}: in view beside the main plan." if beside else f"You follow {card.title}.")

    def _start_of(self, card: PlanCard) -> date:
        """Where it lay when it was followed before, else this week's Monday."""
        try:
            return plans.followed(self.ctx, card.id).schedule.start
        except UsageError:
            return plans.default_start(self.ctx)

    @asking
    async def action_import(self) -> None:
        """Ask for a file and show what is understood of it."""
        from studytui.study import plan_import

        name = await self.ask("Plan file:", hint="~/plans/my-year.md, Markdown with headings and boxes, or YAML")
        if not name:
            return
        try:
            seen = plan_import.preview(self.ctx, Path(name))
        except ContentError as error:
            await self.app.push_screen(later("plan_import", "ProblemsScreen")(name, error.problems))
            return
        await self.app.push_screen(later("plan_import", "ImportScreen")(seen))

    def action_tailor(self) -> None:
        """The form for a plan to measure."""
        self.app.push_screen(later("tailor", "TailorScreen")())
