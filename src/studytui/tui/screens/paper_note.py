"""A paper note: seven fields, kept while they are typed, and what became of its questions."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import ScreenSuspend
from textual.widgets import Static, TextArea

from studytui.domain.paper import PAPER_FIELDS, PaperNote
from studytui.domain.plan import JournalField
from studytui.errors import StudyError
from studytui.study import papers
from studytui.tui.links import open_link
from studytui.tui.marks import ACCENT, HERE, QUIET, TITLE, plain, spread
from studytui.tui.screens.base import StudyScreen, telling
from studytui.tui.screens.journal_room import SEARCH
from studytui.tui.soon import Soon
from studytui.tui.widgets.areas import Area, labelled_areas


class PaperNoteScreen(StudyScreen):
    """The note in front; esc leaves the field, then the note, and saves it."""

    MODE = "journal"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,enter", "write", "Write", tooltip="Write in the field; esc leaves it"),
        Binding("j,down", "field(1)", "Next field", show=False),
        Binding("k,up", "field(-1)", "Field before", show=False),
        Binding("o", "link", "Link", tooltip="Open the paper's link; over ssh it is copied"),
        SEARCH,
        Binding("escape", "leave", "Done", tooltip="Out of the field, or back to the notes"),
    ]

    def __init__(self, note: PaperNote) -> None:
        super().__init__()
        self.note = note
        self._at = 0
        self._soon = Soon(self, self.keep)
        self._typed = False

    def body(self) -> ComposeResult:
        """Title and day, the fields, and what became of the questions."""
        yield Static(id="week", markup=False)
        with VerticalScroll(id="entry", can_focus=False):
            yield from labelled_areas(JournalField(*field) for field in PAPER_FIELDS)
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """A note begun just now is written in at once."""
        for name, text in self.note.fields.items():
            self.query_one(f"#field-{name}", Area).take(text)
        self._typed = papers.has_draft(self.ctx, self.note)
        if self.note.empty:
            self.call_after_refresh(self.action_write)

    def load(self) -> None:
        """Paint the line on top, the labels and the answers."""
        self.fit()

    def fit(self) -> None:
        """What depends on the width."""
        self._paint_head()
        for index, (name, label, _) in enumerate(PAPER_FIELDS):
            here = index == self._at
            text = Content.styled(f"{HERE if here else ' '} {label}", f"bold {ACCENT}" if here else TITLE)
            self.query_one(f"#label-{name}", Static).update(text)
        self.query_one("#answers", Static).update(Content("\n").join(self._answers()))

    def _paint_head(self) -> None:
        day = f"{self.note.about:%A} {self.note.about.day} {self.note.about:%B}"
        head = spread(plain(self.note.headline, TITLE), plain(day, QUIET), self.app.size.width - 4)
        self.query_one("#week", Static).update(head)

    def _answers(self) -> list[Content]:
        rows = []
        for question, said in papers.questions(self.ctx, self.note):
            if said is not None and said.closed:
                what = said.answer or "closed without an answer"
                rows.append(Content.assemble((f"   {question}  ", QUIET), what))
        return rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While writing there is only the way out."""
        if action in {"write", "field", "link"}:
            return not isinstance(self.focused, Area)
        return super().check_action(action, parameters)

    def on_area_entered(self, message: Area.Entered) -> None:
        """The field in use is the marked one."""
        self._at = list(self.query(Area)).index(message.area)
        self.fit()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Keep what was typed within a second, however long the typing goes on."""
        name = (message.text_area.id or "").removeprefix("field-")
        if getattr(self.note, name) == message.text_area.text:
            return
        self.note = self.note.with_fields({name: message.text_area.text})
        self._typed = True
        self._paint_head()
        self._soon.start()

    @telling
    def on_screen_suspend(self, _: ScreenSuspend) -> None:
        """Another mode comes to the front."""
        self.settle()

    def on_unmount(self) -> None:
        """The app closes."""
        self.keep()

    def keep(self) -> None:
        """Save the draft."""
        self._soon.stop()
        if not self._typed:
            return
        try:
            papers.keep_draft(self.ctx, self.note)
        except StudyError as error:
            self.say(str(error))

    def settle(self) -> None:
        """Make a version of what was typed."""
        self.keep()
        if self._typed:
            self.note = papers.save(self.ctx, self.note)
            self._typed = False

    def action_write(self) -> None:
        """Put the cursor into the marked field."""
        list(self.query(Area))[self._at].focus()

    def action_field(self, step: int) -> None:
        """Mark another field."""
        areas = list(self.query(Area))
        self._at = max(0, min(self._at + step, len(areas) - 1))
        areas[self._at].scroll_visible(animate=False)
        self.fit()

    def action_link(self) -> None:
        """Open or copy the paper's link."""
        self.say(open_link(self.app, self.note.link))

    def action_leave(self) -> None:
        """Out of the field, or back to the notes."""
        self.settle()
        if isinstance(self.focused, Area):
            self.set_focus(None)
            self.fit()
        else:
            self.app.pop_screen()
