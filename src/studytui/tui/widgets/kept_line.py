"""A line whose text is kept while it is typed, so that neither esc nor a crash loses it."""

from collections.abc import Callable

from textual.widgets import Input

from studytui.tui.soon import Soon
from studytui.tui.widgets.status_line import OneLine


class KeptLine(OneLine):
    """Hands its text to `keep` within a second of a keypress."""

    def __init__(self, label: str, value: str, hint: str, keep: Callable[[str], None]) -> None:
        super().__init__(label, value, hint)
        self._keep = keep
        self._seen = value
        self._unkept: str | None = None
        self._soon = Soon(self, self.save)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep it soon, however long the typing goes on; what stands there at first has its place already."""
        if event.value != self._seen:
            self._seen = self._unkept = event.value
            self._soon.start()

    def action_leave(self) -> None:
        """Esc leaves without an answer; the text is there the next time."""
        self.save()
        super().action_leave()

    def on_unmount(self) -> None:
        """The app closes."""
        self.save()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """An answer is kept whole until it is saved, which may fail; an empty one forgets what was."""
        if not event.value.strip():
            self._unkept = ""
        self.save()

    def save(self) -> None:
        """Keep it now."""
        self._soon.stop()
        text, self._unkept = self._unkept, None
        if text is not None:
            self._keep(text)
