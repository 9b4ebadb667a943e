"""What belongs to the journal and is at hand everywhere: a line for today's entry, and opening what a search found."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from studytui.errors import StudyError
from studytui.tui.later import later
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.status_line import OneLine

if TYPE_CHECKING:
    from studytui.study.context import Context
    from studytui.study.search import Hit


class NoteKeys(App[int]):
    """The part of the app that takes notes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n", "note", "Note", show=False, tooltip="A line for today's entry: enter saves it, esc keeps it for later"
        ),
    ]

    ctx: "Context"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A slash in a text is a slash."""
        if action == "search_all":
            return self.focused is None or not self.focused.has_class("writing")
        return super().check_action(action, parameters)

    def action_note(self) -> None:
        """Ask for a line where the footer stands."""
        screen = self.screen
        if isinstance(screen, StudyScreen) and not screen.query(OneLine):
            self.run_worker(self._take_note(screen), group="note", exclusive=True)

    async def _take_note(self, screen: StudyScreen) -> None:
        from studytui.study import jots

        try:
            text = await screen.ask("Note:", hint="a line for today's entry", keep=jots.NOTE)
            if text:
                jots.take_down(self.ctx, text)
                screen.refresh_data()
                screen.say("Noted.")
        except StudyError as error:
            screen.say(str(error))

    def action_search_all(self) -> None:
        """Search everything."""
        self.push_screen(later("search", "SearchScreen")())

    async def open_in_journal(self, *screens: Screen[Any]) -> None:
        """Show these screens in Journal, one above the other, in place of what stands there."""
        await self.switch_mode("journal")
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        for screen in screens:
            await self.push_screen(screen)

    async def open_found(self, hit: "Hit") -> None:
        """Show the place that a search found.

        Raises:
            UsageError: it stands in a plan that is not the main one, or is no longer there.
        """
        from studytui.tui import found

        await found.show(self, hit)
