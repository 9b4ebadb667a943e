"""The lesson of a week, written in the place of the page; kept while it is typed."""

from collections.abc import Iterator

from textual.content import Content
from textual.events import ScreenSuspend
from textual.widget import Widget
from textual.widgets import Static, TextArea

from studytui.errors import StudyError
from studytui.study import lesson
from studytui.tui.marks import TITLE
from studytui.tui.screens.base import StudyScreen, telling
from studytui.tui.soon import Soon
from studytui.tui.widgets.areas import Area


class LessonArea(StudyScreen):
    """A screen with an area for the lesson of its `week`, shown while the class `-lesson` is set."""

    week = 0
    _typed_lesson: str | None = None
    """What was typed since it was last kept."""
    _standing = ""
    """What stood there before."""
    _edited = False

    def __init__(self) -> None:
        super().__init__()
        self._lesson_soon = Soon(self, self._keep_lesson)

    def lesson_area(self) -> Iterator[Widget]:
        """The area and what stands above it, for the body."""
        yield Static(id="taught", markup=False)
        yield Area(id="lesson", compact=True, highlight_cursor_line=False, placeholder="in a sentence, or more")

    @property
    def writing_lesson(self) -> bool:
        """Whether it stands in front."""
        return self.has_class("-lesson")

    def action_lesson(self) -> None:
        """Write the lesson in the place of the page."""
        area = self.query_one("#lesson", Area)
        self._standing = lesson.own_of_week(self.ctx, self.week) or lesson.of_week(self.ctx, self.week)
        self._edited = False
        area.take(self._standing)
        self.query_one("#taught", Static).update(Content.styled(f"What week {self.week} taught", TITLE))
        self.add_class("-lesson")
        area.focus()
        area.move_cursor(area.document.end)
        self.refresh_bindings()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Keep what was typed within a second, however long the typing goes on."""
        text = message.text_area.text
        if not self.writing_lesson or (text == self._standing and not self._edited):
            return
        self._edited, self._typed_lesson = True, text
        self._lesson_soon.start()

    def _keep_lesson(self) -> None:
        self._lesson_soon.stop()
        if self._typed_lesson is None:
            return
        try:
            lesson.keep_draft(self.ctx, self.week, self._typed_lesson)
        except StudyError as error:
            self.say(str(error))
            return
        self._typed_lesson = None

    @telling
    def on_screen_suspend(self, _: ScreenSuspend) -> None:
        """Another mode comes to the front."""
        self.settle_lesson()

    def on_unmount(self) -> None:
        """The app closes; the area may be gone already."""
        self._keep_lesson()

    def settle_lesson(self) -> None:
        """Make an entry of the lesson that is being written, if anything was."""
        if not self.writing_lesson or not self.query("#lesson"):
            return
        self._keep_lesson()
        if self._edited:
            lesson.save(self.ctx, self.week, self.query_one("#lesson", Area).text)
        self.remove_class("-lesson")
        self.set_focus(None)
        self.refresh_bindings()
