"""What the rooms of Journal share: their names and the keys between them."""

from textual.binding import Binding, BindingType

from studytui.tui.screens.rooms import PageRoom, Rooms, room_keys

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
DROP = "delete,backspace"
"""The keys that let something of one's own go, in every room: `x` exports in this mode."""
LEAVE = Binding("escape", "leave", "Back", show=False)
"""For every room but the first."""


class JournalRoom(PageRoom):
    """One of the rooms beside the entries; tab leads to the next, esc back to the entries."""

    MODE = "journal"
    ROOMS = ROOMS
