"""The one footer line of every mode: the keys that act now, or one sentence, or a choice."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from studytui.tui.marks import QUIET
from studytui.tui.text_fields import OneLineInput

SECONDS_SHOWN = 8.0
KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "minus": "-",
    "plus": "+",
}


def key_name(key: str) -> str:
    """How a key is written in the footer, the help and the palette."""
    return KEY_NAMES.get(key, key)


class StatusLine(Widget):
    """Shows the keys of what has the focus; a sentence takes their place for some seconds or until answered."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = ""
        self._question = ""
        self._timer: Timer | None = None
        self._choices: Mapping[str, str] = {}
        self._answer: asyncio.Future[str | None] | None = None
        self._listening = False

    def on_mount(self) -> None:
        """Follow the keys as the focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, _: Screen[object]) -> None:
        self.refresh()

    def say(self, sentence: str) -> None:
        """Show one sentence in place of the keys; one with a long path may take a second line."""
        if not sentence and not self._sentence:
            return
        self._sentence = " ".join(sentence.split())
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS_SHOWN, self.hush) if sentence else None
        self.refresh(layout=True)

    def hush(self) -> None:
        """Show the keys again."""
        self._sentence = ""
        self.refresh(layout=True)

    async def choose(self, question: str, choices: Mapping[str, str]) -> str | None:
        """Ask for one of the keys of `choices`; None if esc was pressed instead."""
        back = self.screen.focused
        self._question, self._choices, self._listening = question, choices, False
        self._answer = asyncio.get_running_loop().create_future()
        self.can_focus = True
        self.focus()
        self.refresh()
        try:
            return await self._answer
        finally:
            self._choices, self._answer = {}, None
            if self.has_focus:
                self.screen.set_focus(back)
            self.can_focus = False
            self.refresh()

    def on_focus(self) -> None:
        """From here on keys are answers."""
        self._listening = True

    def on_blur(self) -> None:
        """A click elsewhere is no answer; the end of an earlier question, told late, says nothing of this one."""
        if self._listening and self._answer is not None and not self._answer.done():
            self._answer.set_result(None)

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """While a choice is open every key belongs to it."""
        return bool(self._choices)

    def on_key(self, event: events.Key) -> None:
        """Answer the open choice."""
        if self._answer is None or self._answer.done():
            return
        event.stop()
        event.prevent_default()
        key = event.character if event.character in self._choices else event.key
        if key == "escape" or key in self._choices:
            self._answer.set_result(None if key == "escape" else key)

    def render(self) -> Content:
        """The line, as much of it as fits."""
        width = self.size.width
        if self._choices:
            keys = _keys_text(self._choices.items(), [("esc", "back")], width - len(self._question) - 3)
            return Content.assemble(self._question, "   ", keys)
        if self._sentence:
            return Content(self._sentence)
        here, everywhere = self._bound()
        return _keys_text(here, everywhere, width)

    def _bound(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The keys of the screen, and those of the app."""
        here: dict[str, tuple[str, str]] = {}
        everywhere: dict[str, tuple[str, str]] = {}
        for key, active in self.screen.active_bindings.items():
            binding: Binding = active.binding
            if binding.show and active.enabled:
                pair = (binding.key_display or key_name(key), binding.description)
                (everywhere if active.node is self.app else here).setdefault(binding.action, pair)
        return [*here.values()], [*everywhere.values()]


def _keys_text(keys: Iterable[tuple[str, str]], last: Iterable[tuple[str, str]], width: int) -> Content:
    """`key label` pairs; where they do not all fit those before the last go."""
    front, back = (
        [Content.assemble((key, "bold"), " ", (label, QUIET)) for key, label in pairs] for pairs in (keys, last)
    )
    room = width + 2 - sum(item.cell_length + 2 for item in back)
    kept: list[Content] = []
    for item in front:
        room -= item.cell_length + 2
        if room < 0:
            break
        kept.append(item)
    return Content("  ").join([*kept, *back])


class OneLine(Horizontal):
    """A label and one line of text, standing where the footer stands until answered."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]

    def __init__(
        self, label: str, value: str = "", hint: str = "", follow: Callable[[str], None] | None = None
    ) -> None:
        super().__init__()
        self._label = label
        self._value = value
        self._hint = hint
        self._follow = follow
        self.answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

    def compose(self) -> ComposeResult:
        """Label and field."""
        yield Static(Content(self._label), markup=False)
        yield OneLineInput(self._value, placeholder=self._hint, compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed, for a search that follows it."""
        event.stop()
        if self._follow is not None:
            self._follow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers."""
        event.stop()
        self._settle(event.value.strip())

    def action_leave(self) -> None:
        """Esc leaves without an answer."""
        self._settle(None)

    def on_unmount(self) -> None:
        """Going away is no answer."""
        self._settle(None)

    def _settle(self, text: str | None) -> None:
        if not self.answer.done():
            self.answer.set_result(text)
