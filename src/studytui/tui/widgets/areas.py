"""Text areas: for code, and for words."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Focus
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea
from textual.widgets.text_area import TextAreaTheme

from studytui.domain.plan import JournalField
from studytui.tui.text_fields import without_reserved

KEYWORDS = (
    "keyword",
    "keyword.function",
    "keyword.return",
    "keyword.operator",
    "repeat",
    "exception",
    "include",
    "conditional",
)
NAMES = ("class", "type.class", "function", "method")
LITERALS = ("string", "number", "float", "boolean", "constant.builtin")


class Area(TextArea, inherit_bindings=False):
    """A text area that leaves ctrl+a, ctrl+b and ctrl+s alone."""

    # An area that indents with tab would take esc as "focus the next widget"; a priority binding is asked first.
    BINDINGS: ClassVar[list[BindingType]] = [
        *without_reserved(TextArea.BINDINGS),
        Binding("escape", "screen.leave", "Done", priority=True),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    class Entered(Message):
        """The area took the focus."""

        def __init__(self, area: "Area") -> None:
            super().__init__()
            self.area = area

        @property
        def control(self) -> "Area":
            """The area that was entered."""
            return self.area

    def on_mount(self) -> None:
        """What is typed here is work."""
        self.add_class("writing")

    def on_focus(self, _: Focus) -> None:
        """Say so."""
        self.post_message(self.Entered(self))

    def highlight(self, theme: str) -> None:
        """Colour the code as Python in that theme; preparing the grammar takes a while, so the text comes first."""
        for dark in (True, False):
            self.register_theme(code_theme(dark=dark))
        self.theme = theme if theme in self.available_themes else code_theme(dark=True).name
        if self.language is None:
            self.language = "python"

    def take(self, text: str) -> None:
        """Show another text, keeping cursor and view where they were as far as the text allows."""
        at, scroll = self.cursor_location, self.scroll_offset
        self.replace(text, (0, 0), self.document.end)
        row = min(at[0], self.document.line_count - 1)
        self.cursor_location = (row, min(at[1], len(self.document.get_line(row))))
        self.scroll_to(scroll.x, scroll.y, animate=False)


def labelled_areas(fields: Iterable[JournalField]) -> Iterator[Widget]:
    """A label and an area for each field of an entry."""
    for field in fields:
        yield Static(Content(field.label), classes="label", id=f"label-{field.id}", markup=False)
        yield Area(id=f"field-{field.id}", compact=True, placeholder=field.hint, highlight_cursor_line=False)


def code_area(**kwargs: Any) -> Area:
    """An editor for Python on the screen's own background; `highlight` colours it once it has its text."""
    return Area.code_editor("", theme="css", compact=True, **kwargs)  # type: ignore[return-value]


def code_theme(*, dark: bool) -> TextAreaTheme:
    """Keywords in the accent, names in bold, comments and strings quieter: the code stays the same page."""
    accent, text, quiet = ("#7fb8a4", "#b9c3a6", "#868e98") if dark else ("#1f6f5c", "#5d6b2f", "#686e76")
    styles = dict.fromkeys(KEYWORDS, Style(color=accent))
    styles |= dict.fromkeys(NAMES, Style(bold=True))
    styles |= dict.fromkeys(LITERALS, Style(color=text))
    styles |= dict.fromkeys(("comment", "string.documentation"), Style(color=quiet))
    return TextAreaTheme(name=f"studytui-{'dark' if dark else 'light'}", syntax_styles=styles)
