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
    seen: set[str] = set()
    for binding, node in offered:
        own = isinstance(node, Screen | App) and binding.action not in TEXTUALS
        if not own or binding.system or binding.action in seen:
            continue
        seen.add(binding.action)
        words = f"{binding.tooltip or binding.description} ({key_name(binding.key)})"
        yield SystemCommand(binding.description, words, partial(app.run_action, binding.action, node))
