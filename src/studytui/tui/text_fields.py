"""Text fields without the keys that belong to tmux and the terminal."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

RESERVED = frozenset({"ctrl+a", "ctrl+b", "ctrl+s"})
"""Two prefixes of tmux and screen, and the terminal's flow control."""


def without_reserved(bindings: Iterable[BindingType]) -> list[BindingType]:
    """The bindings less the reserved keys."""
    return [binding for binding in Binding.make_bindings(bindings) if binding.key not in RESERVED]


class OneLineInput(Input, inherit_bindings=False):
    """A one-line field."""

    BINDINGS: ClassVar[list[BindingType]] = without_reserved(Input.BINDINGS)
