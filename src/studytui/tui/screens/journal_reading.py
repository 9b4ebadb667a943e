"""Reading: Monday's room: the questions to recall, and the week's reading list."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.reading import ReadingState
from studytui.study import enrolled, readings, recall
from studytui.study.readings import ReadingView
from studytui.study.recall import RecallView
from studytui.tui.links import open_link
from studytui.tui.marks import ACCENT, DONE, FAILED, OPEN, QUIET, TITLE, box, plain, spread
from studytui.tui.screens.base import asking, telling
from studytui.tui.screens.journal_room import DROP, JOURNAL_KEYS, LEAVE, JournalRoom
from studytui.tui.widgets.lines import BLANK, Line, Lines

WAS_IT_THERE = {"y": "yes", "n": "no"}
QUESTION, ANSWER = "recall question", "recall answer"
"""What the lines of a new one are kept under."""
SIGNS = {None: OPEN, True: DONE, False: FAILED}


class ReadingScreen(JournalRoom):
    """A question is asked, answered in the head, then its answer shown; a reading is begun, finished, summed up."""

    ROOM = "Reading"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "ask", "Show answer", tooltip="Answer the question to yourself first; then say if it was there"
        ),
        Binding("enter", "start", "Start", tooltip="Begin with the reading"),
        Binding("space", "finish", "Tick", tooltip="The reading is finished, which ticks its task; or take that back"),
        Binding("w", "words", "Its line", tooltip="Write what the reading gave, or reword a question of your own"),
        Binding("o", "link", "Link", tooltip="Open the reading's link; over ssh it is copied"),
        Binding("plus,equals_sign", "new", "Question", key_display="+", tooltip="Add a recall question of your own"),
        Binding(DROP, "drop", "Drop", key_display="del", tooltip="Let a question of your own go"),
        Binding("left_square_bracket", "week(-1)", "Week", key_display="[ ]", tooltip="The week before or after"),
        Binding("right_square_bracket", "week(1)", "Week after", show=False),
        *JOURNAL_KEYS,
        LEAVE,
    ]

    def __init__(self, week: int = 0, cursor: str | None = None) -> None:
        super().__init__()
        self.week = week
        self._first: str | None = cursor
        self._readings: tuple[ReadingView, ...] = ()
        self._questions: tuple[RecallView, ...] = ()
        self._again: tuple[RecallView, ...] = ()
        self._shown = ""

    def load(self) -> None:
        """Read the week and paint it."""
        self.week = self.week or enrolled.week_now(self.ctx)
        self._readings = readings.of_week(self.ctx, self.week)
        self._questions = recall.of_week(self.ctx, self.week)
        self._again = recall.again(self.ctx, self.week)
        self.paint(self._first)
        self._first = None
        self.refresh_bindings()

    @property
    def beside(self) -> str:
        """Which week this is."""
        return f"Week {self.week}"

    def rows(self, width: int) -> Iterator[Line]:
        """Questions first: they are answered before the book is open."""
        asked = sum(view.recalled is not None for view in self._questions)
        yield _heading("Recall", f"{asked} of {len(self._questions)} asked", width)
        yield from map(self._question, self._questions)
        if not self._questions:
            yield Line(plain("No questions. + adds one of your own.", QUIET))
        if self._again:
            yield BLANK
            yield Line(plain("Again", TITLE))
            yield from map(self._question, self._again)
        yield BLANK
        done = sum(view.finished for view in self._readings)
        yield _heading("Reading list", f"{done} of {len(self._readings)} finished", width)
        yield from map(_reading, self._readings)
        if not self._readings:
            yield Line(plain("Nothing to read. a on Today adds something.", QUIET))

    def _question(self, view: RecallView) -> Line:
        sign = Content.styled(f"{SIGNS[view.recalled]} ", ACCENT if view.recalled else QUIET)
        more = (plain(view.answer),) if self._shown == view.key else ()
        said = {None: "", True: "recalled", False: "not recalled"}[view.recalled]
        right = "  ".join(filter(None, ("yours" if view.own else "", said)))
        return Line(
            Content.assemble(sign, view.question),
            key=f"recall:{view.key}",
            hang=2,
            more=more,
            right=plain(right, QUIET),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the line."""
        question, reading = self.question, self.reading
        match action:
            case "ask":
                return question is not None
            case "start":
                return reading is not None and reading.state is ReadingState.OPEN
            case "finish":
                return reading is not None
            case "words":
                return reading is not None or (question is not None and question.own)
            case "link":
                return reading is not None and bool(reading.link)
            case "drop":
                return question is not None and question.own
        return super().check_action(action, parameters)

    @property
    def question(self) -> RecallView | None:
        """The question under the cursor."""
        return next((view for view in (*self._questions, *self._again) if self._under(f"recall:{view.key}")), None)

    @property
    def reading(self) -> ReadingView | None:
        """The reading under the cursor."""
        return next((view for view in self._readings if self._under(f"reading:{view.address}")), None)

    def _under(self, key: str) -> bool:
        return self.is_mounted and self.page.cursor == key

    @telling
    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        if self.question is not None:
            self.action_ask()
        elif self.reading is not None and self.reading.state is ReadingState.OPEN:
            self.action_start()

    @asking
    async def action_ask(self) -> None:
        """Show the answer, ask whether it was there, and go to the next question."""
        view = self.question
        if view is None:
            return
        self._shown = view.key
        self.paint()
        try:
            there = await self.choose("Was it there?", WAS_IT_THERE)
        finally:
            self._shown = ""
        coming = None
        if there is not None:
            recall.answered(self.ctx, view.key, recalled=there == "y")
            due = recall.due(self.ctx, self.week)
            coming = next((f"recall:{one.key}" for one in due), None)
        self.refresh_data()
        self.paint(coming)

    def action_start(self) -> None:
        """Begin with the reading."""
        if self.reading is not None:
            readings.mark(self.ctx, self.reading.address, ReadingState.STARTED)
            self.refresh_data()

    @asking
    async def action_finish(self) -> None:
        """Finish the reading and ask what it gave; or take that back."""
        view = self.reading
        if view is None:
            return
        if view.finished:
            readings.mark(self.ctx, view.address, ReadingState.STARTED)
            self.refresh_data()
            return
        readings.mark(self.ctx, view.address, ReadingState.FINISHED)
        self.refresh_data()
        await self._sum_up(view)

    @asking
    async def action_words(self) -> None:
        """What the reading gave, or other words for a question of one's own."""
        view, question = self.reading, self.question
        if view is not None:
            await self._sum_up(view)
        elif question is not None:
            names = f"{QUESTION} {question.key}", f"{ANSWER} {question.key}"
            text = await self.ask("Question:", value=question.question, keep=names[0])
            answer = await self.ask("Answer:", value=question.answer, keep=names[1]) if text else None
            if text and answer:
                recall.change(self.ctx, question.key, text, answer)
                for name in names:
                    self.answered(name)
                self.refresh_data()

    async def _sum_up(self, view: ReadingView) -> None:
        name = f"gave {view.address}"
        line = await self.ask("It gave:", value=view.line, hint="in one line; esc leaves it", keep=name)
        if line is not None:
            readings.mark(self.ctx, view.address, line=line)
            self.answered(name)
            self.refresh_data()

    def action_link(self) -> None:
        """Open or copy the reading's link."""
        self.say(open_link(self.app, self.reading.link if self.reading else ""))

    @asking
    async def action_new(self) -> None:
        """A question of one's own."""
        question = await self.ask("Question:", hint="what you want to know by heart", keep=QUESTION)
        answer = await self.ask("Answer:", keep=ANSWER) if question else None
        if question and answer:
            made = recall.add(self.ctx, question, answer, self.week)
            self.answered(QUESTION)
            self.answered(ANSWER)
            self.refresh_data()
            self.paint(f"recall:{made.key}")

    @asking
    async def action_drop(self) -> None:
        """Let a question of one's own go, after asking."""
        if (question := self.question) is not None and await self.choose("Let it go?", {"y": "let it go"}) == "y":
            recall.drop(self.ctx, question.key)
            self.refresh_data()

    def action_week(self, step: int) -> None:
        """Look at another week."""
        self.week = max(1, min(self.week + step, self.study.weeks_total))
        self.refresh_data()


def _heading(text: str, beside: str, width: int) -> Line:
    return Line(spread(plain(text, TITLE), plain(beside, QUIET), width))


def _reading(view: ReadingView) -> Line:
    title = ", ".join(filter(None, (view.title, view.section)))
    text = Content.assemble(
        (f"{box(view.finished)} {view.weekday.short}  ", QUIET), (title, QUIET if view.finished else "")
    )
    signs = ("optional" if view.optional else "", "started" if view.state is ReadingState.STARTED else "")
    right = "  ".join(filter(None, (*signs, f"{view.minutes} min" if view.minutes else "")))
    more = (plain(view.line),) if view.line else ()
    free = (plain(f"{OPEN} free: {view.free}", QUIET),) if view.free and not view.finished else ()
    return Line(text, key=f"reading:{view.address}", hang=9, more=(*more, *free), right=plain(right, QUIET))
