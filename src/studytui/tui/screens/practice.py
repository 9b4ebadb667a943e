"""Practice: the catalogue of exercises, by track or by week, with search."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.exercise import ExerciseState
from studytui.study import practice, today
from studytui.study.cards import ExerciseCard
from studytui.tui.later import later
from studytui.tui.marks import ACCENT, QUIET, TITLE, plain, spread
from studytui.tui.screens.base import StudyScreen, asking
from studytui.tui.screens.today_page import exercise_line
from studytui.tui.widgets.lines import BLANK, Line, Lines


class PracticeScreen(StudyScreen):
    """The catalogue; enter opens the workbench."""

    MODE = "practice"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Open the exercise: prompt, code and results"),
        Binding("slash", "search", "Search", tooltip="Search titles, ids and tracks"),
        Binding("w", "weeks", "By week", tooltip="Show one week's exercises, or all of them by track"),
        Binding("left_square_bracket", "week(-1)", "Week before", show=False),
        Binding("right_square_bracket", "week(1)", "Week after", show=False),
        Binding("v", "reviews", "Reviews", tooltip="Every exercise that may come back for review"),
        Binding("e", "editor", "Editor", tooltip="Open the exercise in your own editor"),
        Binding("escape", "clear", "Show all", show=False),
    ]

    text = ""
    week: int | None = None

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Read the catalogue as it is filtered now."""
        cards = practice.cards(self.ctx, week=self.week, text=self.text)
        head = self._head(cards)
        self.query_one(Lines).show(lambda width: list(_page(cards, head, width, grouped=self.week is None)))

    def _head(self, cards: tuple[ExerciseCard, ...]) -> tuple[str, str]:
        where = f"Exercises of week {self.week}" if self.week is not None else "Exercises"
        if self.text:
            where += f" matching “{self.text}”"
        accepted = sum(card.state is ExerciseState.ACCEPTED for card in cards)
        return where, f"{accepted} of {len(cards)} accepted"

    @asking
    async def action_search(self) -> None:
        """Search as you type; enter keeps the result, esc shows all again."""
        self._follow(await self.ask("/", value=self.text, follow=self._follow) or "")

    def _follow(self, text: str) -> None:
        self.text = text.strip()
        self.refresh_data()

    def action_weeks(self) -> None:
        """Change between the current week and all tracks."""
        self.week = today.today(self.ctx).week if self.week is None else None
        self.refresh_data()

    def action_week(self, step: int) -> None:
        """Look at another week."""
        current = self.week if self.week is not None else today.today(self.ctx).week - step
        last = self.study.weeks_total
        self.week = max(1, min(current + step, last))
        self.refresh_data()

    def action_clear(self) -> None:
        """Show all exercises again."""
        self.text, self.week = "", None
        self.refresh_data()

    async def action_open(self) -> None:
        """Open the workbench."""
        if key := self.query_one(Lines).cursor:
            await self.study.open_exercise(key)

    async def action_editor(self) -> None:
        """Open the workbench and the learner's editor."""
        if key := self.query_one(Lines).cursor:
            await self.study.open_exercise(key, editor=True)

    def action_reviews(self) -> None:
        """Every exercise that may come back."""
        self.app.push_screen(later("reviews", "ReviewsScreen")())

    async def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        await self.study.run_action("open", self)


def _page(cards: tuple[ExerciseCard, ...], head: tuple[str, str], width: int, *, grouped: bool) -> Iterator[Line]:
    yield Line(spread(plain(head[0], TITLE), plain(head[1], QUIET), width))
    if not cards:
        yield BLANK
        yield Line(Content.assemble(("Nothing here. ", QUIET), ("esc", "bold"), (" shows all exercises.", QUIET)))
    track = None if grouped else ""
    for card in cards:
        if grouped and card.track != track:
            track = card.track
            yield BLANK
            yield Line(plain(track.replace("-", " "), ACCENT))
        elif track == "":
            track = card.track
            yield BLANK
        yield exercise_line(card, width)
