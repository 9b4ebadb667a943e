"""Typing is kept within a second, however long it goes on: one timer, set by the first keypress and ended by saving."""

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

SAVE_AFTER = 0.4


class Soon:
    """Calls `save` soon after it was asked to; saving at once stops it."""

    def __init__(self, owner: MessagePump, save: Callable[[], object]) -> None:
        self._owner = owner
        self._save = save
        self._timer: Timer | None = None

    def start(self) -> None:
        """Something was typed."""
        if self._timer is None:
            self._timer = self._owner.set_timer(SAVE_AFTER, self._save)

    def stop(self) -> None:
        """It is being saved."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
