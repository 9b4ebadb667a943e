"""What every screen shares: header, footer, one line to ask in, and a sentence where the terminal is too small."""

from collections.abc import Callable, Coroutine, Mapping
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import Static

from studytui.errors import StudyError
from studytui.study.context import Context
from studytui.tui.widgets.clock_header import ClockHeader
from studytui.tui.widgets.status_line import OneLine, StatusLine

if TYPE_CHECKING:
    from studytui.tui.roles import Study

SMALLEST = (60, 15)
TALL = 36
WIDE = 110
ACROSS = [(0, "-tiny"), (SMALLEST[0], "-narrow"), (WIDE, "-wide")]
DOWN = [(0, "-flat"), (SMALLEST[1], "-short"), (TALL, "-tall")]

S = TypeVar("S", bound="StudyScreen")
A = TypeVar("A")


def asking(method: Callable[[S], Coroutine[Any, Any, None]]) -> Callable[[S], None]:
    """Let an action wait for the learner's answer in a worker; a StudyError becomes one sentence in the footer."""

    @wraps(method)
    def start(screen: S) -> None:
        async def guarded() -> None:
            try:
                await method(screen)
            except StudyError as error:
                screen.say(str(error))

        screen.run_worker(guarded(), group="ask", exclusive=True)

    return start


def telling(method: Callable[[S, A], None]) -> Callable[[S, A], None]:
    """Let a handler's StudyError become one sentence in the footer; Textual would end the app."""

    @wraps(method)
    def handle(screen: S, message: A) -> None:
        try:
            method(screen, message)
        except StudyError as error:
            screen.say(str(error))

    return handle


class StudyScreen(Screen[None]):
    """A screen with the header on top and the footer at the bottom, each one line."""

    MODE: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = ACROSS
    VERTICAL_BREAKPOINTS = DOWN

    def compose(self) -> ComposeResult:
        """Header, body, footer."""
        yield ClockHeader(self.MODE)
        yield from self.body()
        yield StatusLine()
        yield Static(id="too-small", markup=False)

    def body(self) -> ComposeResult:
        """The 22 lines between header and footer."""
        yield from ()

    def load(self) -> None:
        """Read what the screen shows; called whenever it comes to the front."""

    @property
    def study(self) -> "Study":
        """The app, in its role for screens."""
        return cast("Study", self.app)

    @property
    def ctx(self) -> Context:
        """What the use cases need."""
        return self.study.ctx

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Other screens, or another window, may have changed what stands here."""
        self.study.tick()
        self.refresh_data()

    def refresh_data(self) -> None:
        """Read again and paint; what cannot be read becomes one sentence. A screen that goes away paints no more."""
        if not self.query(StatusLine):
            return
        try:
            self.load()
        except StudyError as error:
            self.say(str(error))

    @telling
    def on_resize(self, event: Resize) -> None:
        """Say in words when there is too little room."""
        width, height = event.size
        if width < SMALLEST[0] or height < SMALLEST[1]:
            sentence = f"studytui needs {SMALLEST[0]}x{SMALLEST[1]}; this is {width}x{height}. Nothing is lost."
            self.query_one("#too-small", Static).update(Content(sentence))
        else:
            self.fit()

    def fit(self) -> None:
        """Lay out again what depends on the width; pages of lines do so themselves."""

    def say(self, sentence: str) -> None:
        """Show one sentence in the footer."""
        for line in self.query(StatusLine):
            line.say(sentence)

    async def ask(
        self,
        label: str,
        *,
        value: str = "",
        hint: str = "",
        keep: str | Callable[[str], None] = "",
        follow: Callable[[str], None] | None = None,
    ) -> str | None:
        """Ask for one line of text where the footer stands; None if esc was pressed.

        What is typed in a line that has a name to `keep` it under is there again the next time, until it is answered.
        A function takes it where it has a place of its own. `follow` is told each change of a line that is not kept.
        """
        back, footer = self.focused, self.query_one(StatusLine)
        asked = self._kept_line(label, value, hint, keep) if keep else OneLine(label, value, hint, follow)
        for open_line in self.query(OneLine):
            open_line.action_leave()
        footer.display = False
        await self.mount(asked)
        try:
            return await asked.answer
        finally:
            # Before the line goes: Textual would else pass its focus on, and the next key would be text in some field.
            self.set_focus(back if back is not None and back.is_attached else None)
            footer.display = True
            await asked.remove()

    def _kept_line(self, label: str, value: str, hint: str, place: str | Callable[[str], None]) -> OneLine:
        from studytui.study import jots
        from studytui.tui.widgets.kept_line import KeptLine

        if isinstance(place, str):
            value = jots.typed(self.ctx, place) or value
            place = partial(jots.keep, self.ctx, place)

        def keep(text: str) -> None:
            try:
                place(text)
            except StudyError as error:
                self.say(str(error))

        return KeptLine(label, value, hint, keep)

    def answered(self, name: str) -> None:
        """What was typed under that name has been saved."""
        from studytui.study import jots

        jots.forget(self.ctx, name)

    async def choose(self, question: str, choices: Mapping[str, str]) -> str | None:
        """Offer some keys in the footer; None if esc was pressed."""
        return await self.query_one(StatusLine).choose(question, choices)
