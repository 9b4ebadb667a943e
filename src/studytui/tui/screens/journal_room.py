"""What the rooms of Journal share: the strip with their names, and one page of lines."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from studytui.tui.screens.rooms import Room, Rooms, room_keys
from studytui.tui.widgets.lines import BLANK, Line, Lines

ROOMS: Rooms = {
    "Entries": ("journal", "JournalScreen"),
    "Reading": ("journal_reading", "ReadingScreen"),
    "Papers": ("journal_papers", "PapersScreen"),
    "Experiments": ("experiments", "ExperimentsScreen"),
    "Friday": ("journal_friday", "FridayScreen"),
}
SEARCH = Binding(
    "slash", "app.search_all", "Search", tooltip="Search entries, lessons, papers, readings, experiments, code"
)
JOURNAL_KEYS: list[BindingType] = [*room_keys(ROOMS), SEARCH]
"""For the BINDINGS of each room, after its own."""
LEAVE = Binding("escape", "leave", "Back", show=False)
"""For every room but the first."""


class JournalRoom(Room):
    """One of the rooms beside the entries; tab leads to the next, esc back to the entries."""

    MODE = "journal"
    ROOMS = ROOMS

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    @property
    def page(self) -> Lines:
        """The page."""
        return self.query_one(Lines)

    @property
    def beside(self) -> str:
        """What stands beside the names of the rooms."""
        return ""

    def rows(self, width: int) -> Iterator[Line]:
        """What stands below the strip."""
        raise NotImplementedError

    def paint(self, cursor: str | None = None) -> None:
        """Lay the page again."""
        beside = self.beside
        self.page.show(lambda width: [Line(self.strip(beside, width)), BLANK, *self.rows(width)], cursor=cursor)

    def on_lines_moved(self, _: Lines.Moved) -> None:
        """What can be done depends on the line."""
        self.refresh_bindings()
