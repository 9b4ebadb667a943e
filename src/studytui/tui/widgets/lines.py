"""A page of plain lines, some of which can be chosen: what most screens are made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from studytui.tui.marks import ACCENT, HERE

GUTTER = 3
NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; one with a `key` can be chosen.

    `hang` is how many cells a wrapped continuation is set in; `right` stands at the right end of the first row, the
    text is wrapped beside it; `more` are lines that belong to it and follow below.
    """

    text: Content
    key: str = ""
    hang: int = 0
    more: tuple[Content, ...] = ()
    right: Content = NOTHING


BLANK = Line(NOTHING)


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling page of lines with one cursor among those that can be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False, system=True),
        Binding("k,up", "move(-1)", "Up", show=False, system=True),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, system=True),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, system=True),
        Binding("G,end", "edge(1)", "Last", show=False, system=True),
        Binding("home", "edge(-1)", "First", show=False, system=True),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor"}

    cursor: reactive[str] = reactive("")

    class Chosen(Message):
        """The line with that key was chosen with enter or a click."""

        def __init__(self, lines: "Lines", key: str) -> None:
            super().__init__()
            self.lines = lines
            self.key = key

        @property
        def control(self) -> "Lines":
            """The page the line stands on."""
            return self.lines

    class Moved(Message):
        """The cursor stands on another line."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, widest: int = 116, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._build: Callable[[int], Sequence[Line]] = lambda _width: ()
        self._lines: Sequence[Line] = ()
        self._rows: list[tuple[int, Content]] = []
        self._tops: dict[str, int] = {}
        self._heights: dict[str, int] = {}
        self._widest = widest

    def show(self, build: Callable[[int], Sequence[Line]], *, cursor: str | None = None) -> None:
        """Paint the page from `build(width)`, called again whenever the width changes; the cursor stays on its line."""
        self._build = build
        if cursor is not None:
            self.set_reactive(Lines.cursor, cursor)
        self._lay()

    def keys(self) -> list[str]:
        """Keys of the lines that can be chosen, from the top."""
        return [line.key for line in self._lines if line.key]

    def _lay(self) -> None:
        full = self.size.width
        if full <= GUTTER + 4:
            return
        width = min(full - GUTTER - 1, self._widest)
        self._lines = self._build(width)
        self._rows, self._tops, self._heights = [], {}, {}
        for index, line in enumerate(self._lines):
            rows = _wrapped(line, width)
            if line.key:
                self._tops[line.key], self._heights[line.key] = len(self._rows), len(rows)
            self._rows.extend((index, row) for row in rows)
        known = self.keys()
        if known and self.cursor not in known:
            self.set_reactive(Lines.cursor, known[0])
            self.post_message(self.Moved(known[0]))
        self.virtual_size = Size(full, len(self._rows))
        self.refresh()

    def on_resize(self, _: events.Resize) -> None:
        """Wrap the lines again."""
        self._lay()
        self._reveal()

    def on_focus(self) -> None:
        """The cursor shows only where keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor shows only where keys go."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The strip at that line of the window."""
        row = self.scroll_offset.y + y
        style = self.visual_style
        lit = self.get_visual_style("lines--cursor")
        if row >= len(self._rows):
            return Strip.blank(self.size.width, style.rich_style)
        index, text = self._rows[row]
        line = self._lines[index]
        first = row == 0 or self._rows[row - 1][0] != index
        here = bool(line.key) and line.key == self.cursor and self.has_focus
        gutter = Content.styled(f" {HERE} ", ACCENT) if here and first else Content(" " * GUTTER)
        content = Content.assemble(gutter, text)
        return Visual.to_strips(self, content, self.size.width, 1, lit if here else style, pad=True)[0]

    def watch_cursor(self, key: str) -> None:
        """Keep the cursor in the window and say where it stands."""
        if not self.is_mounted:
            return
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(key))

    def _reveal(self) -> None:
        if self.cursor not in self._tops:
            return
        top, height = self._tops[self.cursor], self._heights[self.cursor]
        if self.keys()[0] == self.cursor:
            top, height = 0, top + height
        self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True, immediate=True)

    def action_move(self, step: int) -> None:
        """Move the cursor, or scroll where nothing can be chosen."""
        known = self.keys()
        if self.cursor not in known:
            self.scroll_relative(y=step, animate=False)
            return
        at = known.index(self.cursor) + step
        if at == len(known):
            self.scroll_end(animate=False)
        self.cursor = known[max(0, min(at, len(known) - 1))]

    def action_page(self, step: int) -> None:
        """Move by a window's height."""
        if self.cursor not in self._tops:
            self.scroll_relative(y=step * self.size.height, animate=False)
            return
        wanted = self._tops[self.cursor] + step * max(1, self.size.height - 2)
        self.cursor = min(self._tops, key=lambda key: abs(self._tops[key] - wanted))

    def action_edge(self, end: int) -> None:
        """Go to the first or the last line."""
        if known := self.keys():
            self.cursor = known[-1 if end > 0 else 0]
        self.scroll_to(y=self.max_scroll_y if end > 0 else 0, animate=False)

    def action_choose(self) -> None:
        """Choose the line under the cursor."""
        if self.cursor in self._tops:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; one on the cursor's line chooses it."""
        offset = event.get_content_offset(self)
        row = self.scroll_offset.y + offset.y if offset is not None else len(self._rows)
        if row >= len(self._rows):
            return
        key = self._lines[self._rows[row][0]].key
        if key and key == self.cursor:
            self.action_choose()
        elif key:
            self.cursor = key


def _wrapped(line: Line, width: int) -> list[Content]:
    room = width - line.right.cell_length - 2 if line.right else width
    first, *rest = line.text.wrap(max(8, room)) if line.text else [line.text]
    if rest:
        tail = line.text[len(first.plain) :]
        stripped = len(tail.plain) - len(tail.plain.lstrip())
        rest = [row.pad_left(line.hang) for row in tail[stripped:].wrap(max(8, room - line.hang))]
    if line.right:
        gap = max(2, width - first.cell_length - line.right.cell_length)
        first = Content.assemble(first, " " * gap, line.right)
    for more in line.more:
        rest.extend(row.pad_left(line.hang) for row in _hung(more, max(8, width - line.hang)))
    return [first, *rest]


def _hung(text: Content, width: int) -> list[Content]:
    """Rows of an indented or pointed text: each continuation stands under the first letter."""
    indent = len(text.plain) - len(text.plain.lstrip(" ·"))
    rows = text[indent:].wrap(max(8, width - indent))
    return [Content.assemble(text[:indent], rows[0]), *(row.pad_left(indent) for row in rows[1:])]
