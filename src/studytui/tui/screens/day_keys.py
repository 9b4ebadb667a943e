"""What the day's own room brings to Today: recall and reading list on Monday, open questions on Thursday."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from studytui.study.day_lines import DayLines, Share
from studytui.study.today import TodayView
from studytui.tui.later import later
from studytui.tui.marks import OPEN, QUIET, TITLE, plain
from studytui.tui.screens.base import StudyScreen, asking
from studytui.tui.widgets.lines import BLANK, Line, Lines

if TYPE_CHECKING:
    from studytui.domain.paper import OpenQuestion

RECALL, READING, QUESTION, CHECKLIST = "recall", "reading", "question:", "checklist"
"""The keys of their lines."""
MOST_QUESTIONS = 3


class DayKeys(StudyScreen):
    """A screen on which these lines stand."""

    view: TodayView | None = None
    settled: "OpenQuestion | None" = None
    """The question that was answered or closed last."""

    def current_question(self) -> "OpenQuestion | None":
        """The question under the cursor."""
        number = self.query_one(Lines).cursor.removeprefix(QUESTION)
        return self.view.lines.questions[int(number)] if self.view and number.isdecimal() else None

    async def open_day_line(self, cursor: str) -> bool:
        """Open what the cursor is on, if it is one of these lines."""
        if cursor in {RECALL, READING}:
            await self.study.open_in_journal(later("journal_reading", "ReadingScreen")())
        elif cursor == CHECKLIST:
            await self.study.open_in_journal(later("journal_friday", "FridayScreen")())
        elif cursor.startswith(QUESTION):
            self.answer_question()
        else:
            return False
        return True

    @asking
    async def answer_question(self) -> None:
        """Ask for the answer, which closes the question."""
        question = self.current_question()
        if question is None:
            return
        text = await self.ask("Answer:", hint="esc leaves it open", keep=answer_name(question))
        if text:
            self.settle(question, text, "Answered.")
            self.answered(answer_name(question))

    def close_question(self, question: "OpenQuestion") -> None:
        """Close it without an answer."""
        self.settle(question, "", "Closed.")

    def settle(self, question: "OpenQuestion", text: str, sentence: str) -> None:
        """Answer or close a question and say so."""
        from studytui.study import papers

        papers.answer(self.ctx, question.note, question.question, text)
        self.settled = question
        self.refresh_data()
        self.say(f"{sentence} u takes it back.")

    def reopen(self, question: "OpenQuestion") -> None:
        """Ask it again."""
        from studytui.study import papers

        papers.reopen(self.ctx, question.note, question.question)
        self.settled = None
        self.refresh_data()


def answer_name(question: "OpenQuestion") -> str:
    """What the line of its answer is kept under."""
    return f"answer {question.note} {question.number}"


def day_rows(lines: DayLines, cursor: str) -> Iterator[Line]:
    """The lines, a blank one before them; nothing where there is nothing to do."""
    if lines.recall is not None or lines.reading is not None:
        yield BLANK
    if lines.recall is not None:
        yield _share("Recall", lines.recall, "asked", RECALL)
    if lines.reading is not None:
        yield _share("Reading list", lines.reading, "finished", READING)
    if lines.questions:
        yield BLANK
        yield Line(plain("Open questions", TITLE))
    for number, item in enumerate(lines.questions[:MOST_QUESTIONS]):
        text, key = Content.assemble((f"{OPEN} ", QUIET), item.question), f"{QUESTION}{number}"
        right = plain("enter answers, space closes" if key == cursor else "", QUIET)
        yield Line(text, key=key, hang=2, more=(plain(item.paper, QUIET),), right=right)
    if len(lines.questions) > MOST_QUESTIONS:
        yield Line(plain(f"  and {len(lines.questions) - MOST_QUESTIONS} more in Papers (3, tab)", QUIET))


def _share(name: str, share: Share, what: str, key: str) -> Line:
    right = plain(f"{share.done} of {share.total} {what}", QUIET)
    return Line(Content.assemble((f"{OPEN} ", QUIET), name), key=key, hang=2, right=right)
