"""Markdown as a page that scrolls."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Markdown


class Preview(VerticalScroll, can_focus=True):
    """A page of Markdown with the keys of every list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False, system=True),
        Binding("k,up", "scroll_up", "Up", show=False, system=True),
        Binding("ctrl+d", "page_down", "Page down", show=False, system=True),
        Binding("ctrl+u", "page_up", "Page up", show=False, system=True),
        Binding("G", "scroll_end", "Last", show=False, system=True),
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._text = ""

    def compose(self) -> "list[Markdown]":
        """One Markdown document."""
        return [Markdown(self._text, open_links=False)]

    async def show(self, text: str) -> None:
        """Show another document."""
        if text != self._text:
            self._text = text
            await self.query_one(Markdown).update(text)

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """A click opens a web address only; nothing else is followed."""
        event.stop()
        if event.href.startswith(("http://", "https://")):
            self.app.open_url(event.href)
