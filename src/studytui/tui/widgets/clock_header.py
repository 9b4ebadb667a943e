"""The one header line of every mode: where you are, and the clock."""

from datetime import datetime

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from studytui.domain.session import Session, SessionState, clock_text
from studytui.tui.marks import ACCENT, HERE, OPEN, QUIET, spread

MODE_NAMES = {"today": "Today", "practice": "Practice", "journal": "Journal", "progress": "Progress", "plan": "Plan"}


def clock_line(session: Session | None, now: datetime, minutes: int = 0) -> Content:
    """The clock in words: `· 60:00` before it starts, `▸ 41:07`, `paused 41:07`, `▸ over +03:20`."""
    if session is None:
        return Content.styled(f"{OPEN} {minutes:02d}:00" if minutes else "", QUIET)
    text = clock_text(session.remaining(now))
    if session.state is SessionState.PAUSED:
        return Content.styled(f"paused {text}", QUIET)
    over = "over " if session.in_overtime(now) else ""
    return Content.assemble((f"{HERE} {over}{text}", f"bold {ACCENT}"))


class ClockHeader(Widget):
    """`1 Today  2 Practice ...` with the present mode underlined, then week, day and clock."""

    clock: reactive[Content] = reactive(Content(""), layout=False)
    place: reactive[str] = reactive("", layout=False)

    def __init__(self, mode: str) -> None:
        super().__init__()
        self._mode = mode

    def render(self) -> Content:
        """The line, cut to the width there is."""
        names: list[Content] = []
        for number, (mode, name) in enumerate(MODE_NAMES.items(), start=1):
            here = mode == self._mode
            names.append(Content.styled(f"{number} {name}", f"bold underline {ACCENT}" if here else QUIET))
        right = Content.assemble((self.place, QUIET), "  " if self.place else "", self.clock)
        return spread(Content("  ").join(names), right, self.size.width)
