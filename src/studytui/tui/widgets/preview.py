"""Markdown as a page that scrolls."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.highlight import HighlightTheme, highlight
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownFence


class CalmHighlight(HighlightTheme):
    """Keywords in the accent, strings and comments quiet, the rest as it is."""

    STYLES = {  # noqa: RUF012 - typed by its base
        token: ("$text-muted" if "Comment" in str(token) else "$accent" if "Keyword" in str(token) else "")
        for token in HighlightTheme.STYLES
    }


class Fence(MarkdownFence):
    """A block of code: highlighted if it says in which language, else as it stands."""

    @classmethod
    def highlight(cls, code: str, language: str, ansi: bool = False, dark: bool = False) -> Content:  # noqa: ARG003
        """The code as content; the colours are the theme's, whatever `ansi` and `dark` say."""
        return highlight(code, language=language, theme=CalmHighlight) if language else Content(code)


class Document(Markdown):
    """A document with such blocks."""

    BLOCKS = {**Markdown.BLOCKS, "fence": Fence, "code_block": Fence}  # noqa: RUF012 - likewise


class Preview(VerticalScroll, can_focus=True, inherit_bindings=False):
    """A page of Markdown with the keys of every list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False, system=True),
        Binding("k,up", "scroll_up", "Up", show=False, system=True),
        Binding("pagedown,ctrl+d", "page_down", "Page down", show=False, system=True),
        Binding("pageup,ctrl+u", "page_up", "Page up", show=False, system=True),
        Binding("G,end", "scroll_end", "Last", show=False, system=True),
        Binding("home", "scroll_home", "First", show=False, system=True),
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._text = ""

    def compose(self) -> ComposeResult:
        """One document."""
        yield Document(open_links=False)

    async def show(self, text: str) -> None:
        """Show another document."""
        if text != self._text:
            self._text = text
            await self.query_one(Document).update(text)

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """A click opens a web address only; nothing else is followed."""
        event.stop()
        if event.href.startswith(("http://", "https://")):
            self.app.open_url(event.href)
