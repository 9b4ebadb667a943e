"""The Monday check-in and the Friday review: three lines asked in the footer, kept while they are typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from studytui.domain.weekly import Opening
from studytui.errors import StudyError
from studytui.study.today import OpeningView
from studytui.tui.screens.base import StudyScreen

OPENING = "opening"
"""The key of their line."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Three lines on their way: the questions with their answers, and which one is asked."""

    lines: Sequence[tuple[str, str]]
    at: int


class ThreeLines(StudyScreen):
    """A screen on which the three lines stand as a task; esc leaves them at any time."""

    writing: Writing | None = None
    _which = Opening.CHECKIN
    _on: date | None = None

    def paint(self, cursor: str | None = None) -> None:
        """Lay the page again."""
        raise NotImplementedError

    def write(self, opening: OpeningView | None) -> None:
        """Ask for the three lines."""
        if opening is not None:
            self.write_lines(opening.which)

    def write_lines(self, which: Opening, on: date | None = None) -> None:
        """Ask for the three lines of a day, today's by default."""
        self._which, self._on = which, on
        self.run_worker(self._ask_all(), group="ask", exclusive=True)

    def skip_opening(self, opening: OpeningView | None) -> None:
        """Go without them today."""
        from studytui.study import weekly

        if opening is not None and not opening.done:
            weekly.skip(self.ctx, opening.which)

    async def _ask_all(self) -> None:
        from studytui.study import weekly

        try:
            for number in range(len(weekly.sheet(self.ctx, self._which, self._on).lines)):
                lines = weekly.sheet(self.ctx, self._which, self._on).lines
                self.writing = Writing(lines, number)
                self.paint(OPENING)
                answer = await self.ask(f"{number + 1} of {len(lines)}", value=lines[number][1], keep=self._keep)
                if answer is None:
                    return
                if answer:
                    weekly.save(self.ctx, self._which, [*[""] * number, answer], self._on)
        except StudyError as error:
            self.say(str(error))
        finally:
            self.writing = None
            self.refresh_data()

    def _keep(self, text: str) -> None:
        from studytui.study import weekly

        if self.writing is not None:
            lines, at = self.writing.lines, self.writing.at
            answers = [text if number == at else answer for number, (_, answer) in enumerate(lines)]
            weekly.keep_draft(self.ctx, self._which, answers, self._on)
