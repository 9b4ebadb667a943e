"""A screen on which reviews stand: snooze and retire are a key each, and so is taking that back."""

from textual.binding import Binding, BindingType

from studytui.study import reviews
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.lines import Lines

REVIEW = "review:"
REVIEW_KEYS: list[BindingType] = [
    Binding("z", "snooze", "Snooze", tooltip="Let the review wait a week; on a resting one: have it back"),
    Binding("t", "retire", "Retire", tooltip="Let it come back no more; on a resting one: have it back"),
]
"""For the BINDINGS of such a screen."""


class ReviewKeys(StudyScreen):
    """A screen whose page may hold lines of the key `review:<exercise>`."""

    rested = ""
    """The exercise that was put to rest last, so that it can be taken back."""

    def current_review(self) -> str:
        """The exercise whose review the cursor is on; empty on another line."""
        cursor = self.query_one(Lines).cursor if self.is_mounted else ""
        return cursor.removeprefix(REVIEW) if cursor.startswith(REVIEW) else ""

    def is_resting(self, exercise: str) -> bool:
        """Whether that line is one of those put to rest."""
        return any(card.exercise == exercise and card.resting for card in reviews.cards(self.ctx))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a review is offered on one."""
        if action in {"snooze", "retire"}:
            return bool(self.current_review())
        return super().check_action(action, parameters)

    def action_snooze(self) -> None:
        """Let the review under the cursor wait a week."""
        exercise = self.current_review()
        if self.is_resting(exercise):
            self.take_back(exercise)
            return
        until = reviews.snooze(self.ctx, exercise)
        self._rests(exercise, f"Snoozed until {until:%A} {until.day} {until:%B}.")

    def action_retire(self) -> None:
        """Let the exercise under the cursor come back no more."""
        exercise = self.current_review()
        if self.is_resting(exercise):
            self.take_back(exercise)
            return
        reviews.retire(self.ctx, exercise)
        self._rests(exercise, "Retired; it comes back no more.")

    def take_back(self, exercise: str) -> None:
        """Have an exercise back that was snoozed or retired."""
        reviews.resume(self.ctx, exercise)
        self.rested = ""
        self.refresh_data()
        self.say("It comes back as before.")

    def _rests(self, exercise: str, sentence: str) -> None:
        self.rested = exercise
        self.refresh_data()
        self.say(f"{sentence} {self.how_back()}")

    def how_back(self) -> str:
        """How to take it back here."""
        return "The same key takes it back."
