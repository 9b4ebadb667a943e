"""The rooms of a mode: screens beside one another, a strip with their names, tab to go round."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from studytui.tui.later import later
from studytui.tui.marks import ACCENT, QUIET, plain, spread
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.lines import BLANK, Line, Lines
from studytui.tui.widgets.status_line import OneLine

Rooms = Mapping[str, tuple[str, str]]
"""Each room's name with the module and the class of its screen; the first one lies below the others."""


def room_keys(rooms: Rooms) -> tuple[Binding, ...]:
    """For the BINDINGS of each room, after its own."""
    return (
        Binding("tab", "room(1)", "Rooms", tooltip=f"{', '.join(rooms)}; shift+tab goes back"),
        Binding("shift+tab", "room(-1)", "Room before", show=False),
    )


class Room(StudyScreen):
    """One of the rooms of its mode."""

    ROOMS: ClassVar[Rooms] = {}
    ROOM: ClassVar[str] = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A room is not left while a line is being written in it."""
        if action == "room":
            return len(self.ROOMS) > 1 and not self.query(OneLine)
        return super().check_action(action, parameters)

    def action_room(self, step: int) -> None:
        """The next room, or the one before."""
        names = list(self.ROOMS)
        self.enter_room(names[(names.index(self.ROOM) + step) % len(names)])

    def enter_room(self, name: str) -> None:
        """Show that room: the first one lies below, any other takes the place of the one before it."""
        first = next(iter(self.ROOMS))
        if name == first:
            self.app.pop_screen()
        elif first == self.ROOM:
            self.app.push_screen(later(*self.ROOMS[name])())
        else:
            self.app.switch_screen(later(*self.ROOMS[name])())

    def action_leave(self) -> None:
        """Back to the first room."""
        self.enter_room(next(iter(self.ROOMS)))

    def strip(self, beside: str, width: int) -> Content:
        """The names of the rooms with the present one marked, and a few words beside them as far as they fit."""
        names = Content("  ").join(
            Content.styled(name, f"bold underline {ACCENT}" if name == self.ROOM else QUIET) for name in self.ROOMS
        )
        room = max(8, width - names.cell_length - 3)
        return spread(names, plain(beside, QUIET).truncate(room, ellipsis=True), width)


class PageRoom(Room):
    """A room of one page of lines below the strip."""

    def body(self) -> ComposeResult:
        """The page."""
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
