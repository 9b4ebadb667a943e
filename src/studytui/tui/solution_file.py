"""The learner's file while it is open: saved as they type, and watched for saves by other programs."""

from typing import TYPE_CHECKING

from studytui.errors import StudyError
from studytui.study import practice
from studytui.study.practice import EditedOutside, FileState, Solution
from studytui.study.saves import saves
from studytui.tui.messages import OutsideEdit
from studytui.tui.soon import Soon

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.tui.screens.base import StudyScreen
    from studytui.tui.widgets.areas import Area


class SolutionFile:
    """Joins the code on screen and the file on disk; neither ever overwrites what the other does not know of."""

    def __init__(self, screen: "StudyScreen") -> None:
        self._screen = screen
        self._area: Area | None = None
        self._solution: Solution | None = None
        self._soon = Soon(screen, self.flush)
        self._missing = False
        self.conflict = False

    def open(self, area: "Area", solution: Solution) -> None:
        """Show the file and begin to watch it."""
        self._area, self._solution = area, solution
        area.load_text(solution.text)
        self._screen.run_worker(self._watch(), group="watch", exclusive=True)
        self._screen.set_interval(1.0, self.look)

    @property
    def path(self) -> "Path":
        """Where the file is."""
        return self._known.path

    @property
    def source(self) -> bytes:
        """The code as it stands on the screen."""
        return self._text.encode()

    @property
    def _known(self) -> Solution:
        if self._solution is None:
            raise RuntimeError("the solution file is used before it was opened")
        return self._solution

    @property
    def _text(self) -> str:
        return self._area.text if self._area is not None else ""

    @property
    def dirty(self) -> bool:
        """Whether the screen holds something that the file does not."""
        # By lines: a text area knows one kind of line end, and opening a file must not count as changing it.
        return self._solution is not None and self._text.splitlines() != self._solution.text.splitlines()

    def typed(self) -> None:
        """Something was typed: save it within a second, however long the typing goes on."""
        if self.dirty:
            self._soon.start()

    def flush(self) -> bool:
        """Save now what is not saved yet, and say whether all of it is.

        Of two versions the screen asks, again if the question was left open.
        """
        self._soon.stop()
        if not self.dirty:
            return True
        try:
            self._write()
        except EditedOutside:
            self.conflict = True
            self._screen.post_message(OutsideEdit())
        except StudyError as error:
            self._screen.say(f"Not saved: {error}")
        return not self.dirty

    def close(self) -> str:
        """Save for the last time; what cannot be saved is put aside, and the result says where."""
        if self.flush():
            return ""
        known, ctx = self._known, self._screen.ctx
        name = f"{known.path.name}.unsaved"
        for place in (known.path.with_name(name), ctx.paths.kept / name):
            try:
                practice.write_file(ctx, place, self._text, known.stamp, overwrite=True)
            except StudyError:
                continue
            return f"{known.path.name} could not be saved; what you typed is in {place}."
        return f"{known.path.name} could not be saved, neither in its folder nor in {ctx.paths.kept}."

    def _write(self, *, overwrite: bool = False) -> None:
        known = self._known
        stamp = practice.write_file(self._screen.ctx, known.path, self._text, known.stamp, overwrite=overwrite)
        self._solution = Solution(known.path, self._text, stamp)
        self._missing = self.conflict = False

    def reload(self) -> None:
        """Take what the file holds."""
        self.conflict = False
        self._solution = practice.read_file(self.path)
        if self._area is not None:
            self._area.take(self._solution.text)

    def overwrite(self) -> None:
        """Keep what stands on the screen; the other version is put aside."""
        self.conflict = False
        self._write(overwrite=True)

    async def _watch(self) -> None:
        async for source in saves(self._known.path):
            if source == self._known.text.encode() or self.conflict:
                continue
            self.conflict = self.dirty
            self._soon.stop()
            self._screen.post_message(OutsideEdit())

    def look(self) -> None:
        """Say once when the file is gone."""
        try:
            state = practice.file_state(self.path, self._known.stamp)
        except StudyError as error:
            self._screen.say(str(error))
            return
        missing = state is FileState.DELETED
        if missing and not self._missing:
            self._screen.say(f"{self._known.path.name} was deleted outside; your next change writes it again.")
        self._missing = missing
