"""The workbench of a review: the core to rebuild, ten minutes, and a rating that is proposed and kept."""

from textual.events import Mount

from studytui.domain.plural import several
from studytui.domain.review import MINUTES, Rating
from studytui.study import reviews
from studytui.tui.screens.base import asking, telling
from studytui.tui.screens.workbench import WorkbenchScreen

OVER = "Ten minutes are over. Go on, leave it for another day with esc, or give up with r."


class ReviewScreen(WorkbenchScreen):
    """One accepted exercise with its core cut out; nothing here touches its practice."""

    _open = True

    @telling
    def on_mount(self, _: Mount) -> None:
        """Say when the ten minutes are over, once; a core that is rebuilt already waits for its rating."""
        self.set_timer(MINUTES * 60, self._over)
        self.call_after_refresh(self.accepted, again=True)

    def _over(self) -> None:
        if self._open:
            self.say(OVER)

    def accepted(self, *, again: bool) -> None:  # noqa: ARG002 - a rating is asked for until it is kept
        """The core is rebuilt: propose a rating."""
        if reviews.proposal(self.ctx, self.exercise) is not None:
            self.ask_rating()

    @asking
    async def ask_rating(self) -> None:
        """One line in the footer: 1 to 4 change the rating, enter keeps it."""
        found = reviews.proposal(self.ctx, self.exercise)
        if found is None:
            return
        rating = found.rating
        why = f"{found.failed or 'none'} failed, {several(found.hints, 'hint') if found.hints else 'no hint'}"
        while True:
            others = {str(int(each)): each.word for each in Rating if each is not rating}
            key = await self.choose(f"{rating.word.capitalize()}? {why}", {"enter": "keep", **others})
            if key is None:
                self.say("Not rated yet; g asks again.")
                return
            if key == "enter":
                break
            rating = Rating(int(key))
        self._ended(reviews.rate(self.ctx, self.exercise, rating))

    @asking
    async def action_reference(self) -> None:
        """Reference and notes; before the core is rebuilt only on giving up, which is rated again."""
        if self._open and reviews.proposal(self.ctx, self.exercise) is None:
            if await self.choose("Not rebuilt yet; giving up is rated again", {"y": "show it"}) is None:
                return
            self._ended(reviews.give_up(self.ctx, self.exercise))
        self.show_reference()

    def _ended(self, kept: reviews.Kept) -> None:
        self._open = False
        self.say(f"Kept as {kept.rating.word}; it may come back on {kept.back:%A} {kept.back.day} {kept.back:%B}.")
