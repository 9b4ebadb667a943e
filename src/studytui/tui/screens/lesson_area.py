"""The lesson of a week, written in the place of the page; kept while it is typed."""

from collections.abc import Iterator

from textual.content import Content
from textual.events import ScreenSuspend
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from studytui.errors import StudyError
from studytui.study import lesson
from studytui.tui.marks import TITLE
from studytui.tui.screens.base import StudyScreen, telling
from studytui.tui.screens.three_lines import SAVE_AFTER
from studytui.tui.widgets.areas import Area


class LessonArea(StudyScreen):
    """A screen with an area for the lesson of its `week`, shown while the class `-lesson` is set."""

    week = 0
    _unsaved: Timer | None = None

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
        area.take(lesson.own_of_week(self.ctx, self.week) or lesson.of_week(self.ctx, self.week))
        self.query_one("#taught", Static).update(Content.styled(f"What week {self.week} taught", TITLE))
        self.add_class("-lesson")
        area.focus()
        area.move_cursor(area.document.end)
        self.refresh_bindings()

    @telling
    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Keep what was typed within a second, however long the typing goes on."""
        if self.writing_lesson and self._unsaved is None:
            self._unsaved = self.set_timer(SAVE_AFTER, self._keep_lesson)

    def _keep_lesson(self) -> None:
        if self._unsaved is None:
            return
        self._unsaved.stop()
        self._unsaved = None
        try:
            lesson.keep_draft(self.ctx, self.week, self.query_one("#lesson", Area).text)
        except StudyError as error:
            self.say(str(error))

    @telling
    def on_screen_suspend(self, _: ScreenSuspend) -> None:
        """Another mode comes to the front."""
        self.settle_lesson()

    def on_unmount(self) -> None:
        """The app closes."""
        self._keep_lesson()

    def settle_lesson(self) -> None:
        """Make an entry of the lesson that is being written."""
        if self.writing_lesson:
            self._keep_lesson()
            lesson.save(self.ctx, self.week, self.query_one("#lesson", Area).text)
            self.remove_class("-lesson")
            self.set_focus(None)
            self.refresh_bindings()
