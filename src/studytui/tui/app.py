"""The app: five modes, one clock, and what belongs to no single screen."""

import asyncio
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Key
from textual.screen import Screen

from studytui.errors import StudyError
from studytui.study import plans, settings
from studytui.study.context import Context
from studytui.study.engine import open_engine
from studytui.tui import palette
from studytui.tui.clock_keys import ClockKeys
from studytui.tui.later import READ_AHEAD_AFTER, later, read_ahead, workbench
from studytui.tui.note_keys import NoteKeys
from studytui.tui.screens.today import TodayScreen
from studytui.tui.themes import DARK, LIGHT
from studytui.tui.widgets.clock_header import MODE_NAMES

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from studytui.study.engine import Engine


class StudyApp(NoteKeys, ClockKeys):
    """Today, Practice, Journal, Progress and Plan behind the keys 1 to 5."""

    CSS_PATH = "studytui.tcss"
    TITLE = "studytui"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "practice": later("practice", "PracticeScreen"),
        "journal": later("journal", "JournalScreen"),
        "progress": later("progress", "ProgressScreen"),
        "plan": later("plan", "PlanScreen"),
    }
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"mode('{mode}')", name, show=False, tooltip=f"Go to {name}")
            for number, (mode, name) in enumerate(MODE_NAMES.items(), start=1)
        ),
        Binding("question_mark", "help", "Help", tooltip="Every key of every screen"),
        Binding("d", "daylight", "Light or dark", show=False),
        Binding("q,ctrl+q", "quit", "Quit", show=False, tooltip="Quit; the clock runs on"),
    ]

    def __init__(
        self, ctx: Context, open_engine: Callable[[], "AbstractAsyncContextManager[Engine]"] = open_engine
    ) -> None:
        super().__init__()
        self.ctx = ctx
        self._open_engine = open_engine
        self._engine: asyncio.Future[Engine] | None = None
        self.unsaved: list[str] = []
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        # Before the first style sheet is read this costs nothing; setting `theme` would have everything parsed twice.
        self.set_reactive(App.theme, LIGHT.name if ctx.config.daylight else DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        """Today, which is no entry of MODES: from there Textual would read all styles twice before the first frame."""
        return TodayScreen()

    def on_mount(self) -> None:
        """Start the second hand; without a plan ask for one first."""
        self.add_mode("today", TodayScreen)
        self.set_interval(1.0, self.tick)
        self.set_timer(READ_AHEAD_AFTER, partial(self.run_worker, read_ahead, thread=True, group="ahead"))
        if plans.current(self.ctx) is None:
            self.action_choose_plan()

    async def engine(self) -> "Engine":
        """The grader, started when first asked for and closed with the app."""
        if self._engine is None:
            self._engine = asyncio.Future()
            self.run_worker(self._keep_engine(self._engine), group="engine")
        return await asyncio.shield(self._engine)

    async def _keep_engine(self, ready: "asyncio.Future[Engine]") -> None:
        async with self._open_engine() as engine:
            ready.set_result(engine)
            await asyncio.Event().wait()

    def tell_of(self, loss: str) -> None:
        """Say, now and after quitting, what became of work that its screen could not save."""
        self.unsaved.append(loss)
        self.notify(loss, timeout=12, markup=False)

    async def open_exercise(self, exercise: str, *, editor: bool = False, review: bool = False) -> None:
        """Show the workbench of an exercise, or of its review, in Practice, in place of one that stands there."""
        opened = workbench(self.ctx, exercise, editor=editor, review=review)
        await self.switch_mode("practice")
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(opened)

    async def on_event(self, event: Event) -> None:
        """A key is a sign of life."""
        if isinstance(event, Key) and not event.is_forwarded:
            self.touched(working=self.focused is not None and self.focused.has_class("writing"))
        await super().on_event(event)

    async def run_action(self, *args: Any, **kwargs: Any) -> bool:
        """Run an action; what cannot be done becomes one sentence in the footer."""
        self.say("")
        try:
            return await super().run_action(*args, **kwargs)
        except StudyError as error:
            self.say(str(error))
            return True

    async def action_mode(self, mode: str) -> None:
        """Go to a mode."""
        if plans.current(self.ctx) is not None:
            await self.switch_mode(mode)

    def action_choose_plan(self) -> None:
        """Choose the plan and its first Monday."""
        self.push_screen(later("first_run", "FirstRunScreen")())

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(later("help", "HelpScreen")(self.screen))

    def action_daylight(self) -> None:
        """Change between the light and the dark colours, for the next start too."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        settings.keep_daylight(self.ctx, self.theme == LIGHT.name)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers."""
        return palette.commands(self, screen, [*ClockKeys.BINDINGS, *NoteKeys.BINDINGS, *self.BINDINGS])


def run(ctx: Context) -> int:
    """Open the app and stay until the learner quits; the result is the exit code.

    Raises:
        StudyError: what is needed before the first screen cannot be read.
    """
    plans.current(ctx)
    app = StudyApp(ctx)
    app.run()
    for sentence in filter(None, (*app.unsaved, app.parting())):
        sys.stdout.write(sentence + "\n")
    return app.return_code or 0
