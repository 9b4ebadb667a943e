"""What screens ask of the app: a role, so that they need not import it."""

from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen

from studytui.domain.session import Session
from studytui.study.context import Context
from studytui.study.engine import Engine

if TYPE_CHECKING:
    from studytui.study.search import Hit


class Study(Protocol):
    """The app as its screens know it."""

    ctx: Context
    session: Session | None
    weeks_total: int
    shown_plan: str
    """The plan that the rooms of Plan show; empty for the main one."""

    def tick(self) -> None:
        """Ask for the session and paint the clock."""

    def begin(self, minutes: int | None = None) -> None:
        """Start the clock if none runs."""

    def touched(self, *, working: bool) -> None:
        """Remember that the learner was here."""

    def place_changed(self) -> None:
        """Another plan, day or calendar: the header says where this is."""

    def tell_of(self, loss: str) -> None:
        """Say, now and after quitting, what became of work that its screen could not save."""

    async def engine(self) -> Engine:
        """The grader."""

    async def open_exercise(self, exercise: str, *, editor: bool = False, review: bool = False) -> None:
        """Show the workbench of an exercise, or of its review."""

    async def open_in_journal(self, *screens: Screen[Any]) -> None:
        """Show these screens in Journal, one above the other."""

    async def open_found(self, hit: "Hit") -> None:
        """Show the place that a search found."""

    async def run_action(self, *args: Any, **kwargs: Any) -> bool:
        """Run an action; what cannot be done becomes one sentence in the footer."""
