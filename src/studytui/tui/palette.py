"""The command palette: every action of the screen in front and of the app, by the name it has in the footer."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from studytui.tui.widgets.status_line import key_name

TEXTUALS = {"app.focus_next", "app.focus_previous", "screen.copy_text", "command_palette", "help_quit"}
"""Actions that Textual binds on every screen and that say nothing here."""


def commands(app: App[Any], screen: Screen[Any], everywhere: Iterable[BindingType]) -> Iterator[SystemCommand]:
    """Each action once; `everywhere` are the app's own bindings, kept although a screen may have taken their key."""
    offered: list[tuple[Binding, DOMNode]] = [
        (active.binding, active.node) for active in screen.active_bindings.values() if active.enabled
    ]
    offered += [(binding, app) for binding in Binding.make_bindings(everywhere) if app.check_action(binding.action, ())]
    seen: set[tuple[str, bool]] = set()
    for binding, node in offered:
        own = isinstance(node, Screen | App) and binding.action not in TEXTUALS
        action = binding.action, isinstance(node, App)  # a room may finish a reading, the app finishes the session
        if not own or binding.system or action in seen:
            continue
        seen.add(action)
        words = f"{binding.tooltip or binding.description} ({key_name(binding.key)})"
        yield SystemCommand(binding.description, words, partial(app.run_action, binding.action, node))
    yield from _rooms(app)


def _rooms(app: App[Any]) -> Iterator[SystemCommand]:
    """The rooms of Journal and Plan, from wherever one is."""
    from studytui.tui.screens import journal_room, plan_room
    from studytui.tui.screens.rooms import Room

    async def enter(mode: str, name: str) -> None:
        await app.run_action(f"app.mode('{mode}')")
        while len(app.screen_stack) > 1 and not isinstance(app.screen, Room):
            await app.pop_screen()
        if isinstance(app.screen, Room) and name != app.screen.ROOM:
            app.screen.enter_room(name)

    for mode, key, rooms in (("journal", 3, journal_room.ROOMS), ("plan", 5, plan_room.ROOMS)):
        for name in rooms:
            words = f"That room of {mode.capitalize()} ({key}, then tab)"
            yield SystemCommand(f"{mode.capitalize()}: {name.lower()}", words, partial(enter, mode, name))
