"""Papers: Tuesday's room: the notes, and the questions that are still open."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.paper import OpenQuestion, PaperNote
from studytui.domain.plural import several
from studytui.study import papers
from studytui.tui.links import open_link
from studytui.tui.marks import OPEN, QUIET, TITLE, plain, spread
from studytui.tui.screens.base import asking, telling
from studytui.tui.screens.day_keys import answer_name
from studytui.tui.screens.journal_room import DROP, JOURNAL_KEYS, LEAVE, JournalRoom
from studytui.tui.screens.paper_note import PaperNoteScreen
from studytui.tui.widgets.lines import BLANK, Line, Lines


class PapersScreen(JournalRoom):
    """A note opens with enter; a question is answered, or closed."""

    ROOM = "Papers"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Open the note"),
        Binding("enter", "answer", "Answer", tooltip="Answer the question, which closes it"),
        Binding("space", "close", "Close", tooltip="Close the question without an answer"),
        Binding("plus,equals_sign", "new", "New note", key_display="+", tooltip="Begin a note about a paper"),
        Binding("o", "link", "Link", tooltip="Open the paper's link; over ssh it is copied"),
        Binding(DROP, "drop", "Drop", key_display="del", tooltip="Let the note go"),
        Binding("u", "undo", "Undo", tooltip="Have the note back that was let go last, or the question open again"),
        *JOURNAL_KEYS,
        LEAVE,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._notes: tuple[PaperNote, ...] = ()
        self._questions: tuple[OpenQuestion, ...] = ()
        self._gone: PaperNote | OpenQuestion | None = None

    def load(self) -> None:
        """Read them and paint."""
        self._notes = papers.every(self.ctx)
        self._questions = papers.open_questions(self.ctx)
        self.paint()
        self.refresh_bindings()

    @property
    def beside(self) -> str:
        """How many notes there are."""
        return several(len(self._notes), "note") if self._notes else ""

    def rows(self, width: int) -> Iterator[Line]:
        """The notes, the newest first; below them what they left open."""
        for note in self._notes:
            more = (plain(" ".join(note.claim.split()), QUIET),) if note.claim.strip() and note.title else ()
            right = plain(f"{note.about.day} {note.about:%b %Y}", QUIET)
            yield Line(plain(note.headline), key=f"note:{note.id}", hang=2, more=more, right=right)
        if not self._notes:
            yield Line(plain("No notes yet. + begins one about a paper.", QUIET))
        if self._questions:
            yield BLANK
            beside = plain("they come back on Thursday", QUIET)
            yield Line(spread(plain("Open questions", TITLE), beside, width))
        for number, item in enumerate(self._questions):
            paper = Content(item.paper).truncate(max(12, width // 3), ellipsis=True)
            text = Content.assemble((f"{OPEN} ", QUIET), item.question)
            yield Line(text, key=f"question:{number}", hang=2, right=paper.stylize(QUIET))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Notes are opened, questions answered."""
        if action in {"open", "drop"}:
            return self.note is not None
        if action in {"answer", "close"}:
            return self.question is not None
        if action == "link":
            return self.note is not None and bool(self.note.link)
        if action == "undo":
            return self._gone is not None
        return super().check_action(action, parameters)

    @property
    def note(self) -> PaperNote | None:
        """The note under the cursor."""
        return next((note for note in self._notes if self._under(f"note:{note.id}")), None)

    @property
    def question(self) -> OpenQuestion | None:
        """The question under the cursor."""
        found = (item for number, item in enumerate(self._questions) if self._under(f"question:{number}"))
        return next(found, None)

    def _under(self, key: str) -> bool:
        return self.is_mounted and self.page.cursor == key

    @telling
    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        if self.note is not None:
            self.action_open()
        else:
            self.action_answer()

    def action_open(self) -> None:
        """Open the note."""
        if self.note is not None:
            self.app.push_screen(PaperNoteScreen(self.note))

    def action_new(self) -> None:
        """Begin a note."""
        self.app.push_screen(PaperNoteScreen(papers.begin(self.ctx)))

    def action_link(self) -> None:
        """Open or copy the paper's link."""
        self.say(open_link(self.app, self.note.link if self.note else ""))

    def action_drop(self) -> None:
        """Let the note go."""
        if self.note is not None:
            self._gone = self.note
            papers.drop(self.ctx, self.note)
            self._changed("Let go.")

    @asking
    async def action_answer(self) -> None:
        """Answer the question."""
        item = self.question
        if item is None:
            return
        text = await self.ask("Answer:", hint="esc leaves it open", keep=answer_name(item))
        if text:
            self._gone = item
            papers.answer(self.ctx, item.note, item.question, text)
            self.answered(answer_name(item))
            self._changed("Answered.")

    def action_close(self) -> None:
        """Close the question without an answer."""
        if self.question is not None:
            self._gone = self.question
            papers.answer(self.ctx, self.question.note, self.question.question, "")
            self._changed("Closed.")

    def _changed(self, sentence: str) -> None:
        self.refresh_data()
        self.say(f"{sentence} u takes it back.")

    def action_undo(self) -> None:
        """Take the last of these back."""
        gone, self._gone = self._gone, None
        if isinstance(gone, PaperNote):
            papers.restore(self.ctx, gone)
            self.refresh_data()
            self.paint(f"note:{gone.id}")
        elif gone is not None:
            papers.reopen(self.ctx, gone.note, gone.question)
            self.refresh_data()
            # The note may have been edited since: its title and the question's number are no longer the same.
            asked = ((item.note, item.question) for item in self._questions)
            place = next((number for number, item in enumerate(asked) if item == (gone.note, gone.question)), None)
            self.paint(None if place is None else f"question:{place}")
