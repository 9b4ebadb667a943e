"""Reviews: every exercise that may come back, the most at risk first."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.review import MINUTES
from studytui.study import reviews
from studytui.study.reviews import ReviewCard
from studytui.tui.marks import OPEN, QUIET, TITLE, plain
from studytui.tui.screens.progress_reviews import likely
from studytui.tui.screens.review_keys import REVIEW, REVIEW_KEYS, ReviewKeys
from studytui.tui.widgets.lines import BLANK, Line, Lines


class ReviewsScreen(ReviewKeys):
    """What a week asks for, what waits, and what rests."""

    MODE = "practice"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "review", "Rebuild", tooltip="Rebuild the core of the exercise under the cursor"),
        *REVIEW_KEYS,
        Binding("u", "undo", "Undo", tooltip="Take back what was snoozed or retired last"),
        Binding("escape,v", "app.pop_screen", "Back"),
    ]

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Read every card."""
        cards = {card.exercise: card for card in reviews.cards(self.ctx)}
        asked = [cards.pop(name) for name in reviews.due(self.ctx, self.ctx.today()) if name in cards]
        resting = [card for card in cards.values() if card.resting]
        waiting = [card for card in cards.values() if not card.resting]
        self.query_one(Lines).show(lambda _: list(_page(asked, waiting, resting)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A review is opened from its line."""
        if action == "review":
            return bool(self.current_review())
        if action == "undo":
            return bool(self.rested)
        return super().check_action(action, parameters)

    def on_lines_moved(self, _: Lines.Moved) -> None:
        """The keys are those of what the cursor is on."""
        self.refresh_bindings()

    async def action_review(self) -> None:
        """Open the review under the cursor."""
        await self.study.open_exercise(self.current_review(), review=True)

    async def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        await self.study.run_action("review", self)


def _page(asked: list[ReviewCard], waiting: list[ReviewCard], resting: list[ReviewCard]) -> Iterator[Line]:
    yield Line(plain("Reviews", TITLE))
    yield Line(plain(f"The core of what was accepted, rebuilt from memory in {MINUTES} minutes.", QUIET))
    if not (asked or waiting or resting):
        yield BLANK
        yield Line(plain("Nothing yet: what you build comes back here once it is accepted.", QUIET))
    parts = (("Today asks for", asked, likely), ("The others, most at risk first", waiting, likely),
             ("Resting", resting, _rest))  # fmt: skip
    for heading, cards, facts in parts:
        if cards:
            yield BLANK
            yield Line(plain(heading, TITLE))
        for card in cards:
            text = Content.assemble((f"{OPEN} ", QUIET), card.title)
            yield Line(text, key=f"{REVIEW}{card.exercise}", hang=2, right=plain(facts(card), QUIET))


def _rest(card: ReviewCard) -> str:
    if card.retired or card.snoozed_until is None:
        return "retired"
    return f"snoozed until {card.snoozed_until.day} {card.snoozed_until:%b}"
