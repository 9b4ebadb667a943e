"""A screen on which reviews stand: snooze and retire are a key each, and so is taking that back."""

from textual.binding import Binding, BindingType

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
        from studytui.study import reviews  # which the first frame can do without, here and below

        return any(card.exercise == exercise and card.resting for card in reviews.cards(self.ctx))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a review is offered on one."""
        if action in {"snooze", "retire"}:
            return bool(self.current_review())
        if action == "undo" and self.rested:
            return True
        return super().check_action(action, parameters)

    def action_snooze(self) -> None:
        """Let the review under the cursor wait a week."""
        from studytui.study import reviews

        exercise = self.current_review()
        if self.is_resting(exercise):
            self.take_back(exercise)
            return
        until = reviews.snooze(self.ctx, exercise)
        self._rests(exercise, f"Snoozed until {until:%A} {until.day} {until:%B}.")

    def action_retire(self) -> None:
        """Let the exercise under the cursor come back no more."""
        from studytui.study import reviews

        exercise = self.current_review()
        if self.is_resting(exercise):
            self.take_back(exercise)
            return
        reviews.retire(self.ctx, exercise)
        self._rests(exercise, "Retired; it comes back no more.")

    def take_back(self, exercise: str) -> None:
        """Have an exercise back that was snoozed or retired."""
        from studytui.study import reviews

        reviews.resume(self.ctx, exercise)
        self.rested = ""
        self.refresh_data()
        self.say("It comes back as before.")

    def action_undo(self) -> None:
        """Take back what was put to rest last."""
        if self.rested:
            self.take_back(self.rested)

    def _rests(self, exercise: str, sentence: str) -> None:
        """The line goes elsewhere; the cursor stays where it was."""
        lines = self.query_one(Lines)
        known = lines.keys()
        after = known[known.index(lines.cursor) :][1:2]
        self.rested = exercise
        self.refresh_data()
        lines.cursor = next((key for key in after if key in lines.keys()), lines.cursor)  # noqa: SIM118 - no mapping
        self.say(f"{sentence} u takes it back.")
