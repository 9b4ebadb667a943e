"""What the rooms of Plan share: the strip with their names, the plan they show, one page of lines."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.study import plans
from studytui.tui.later import later
from studytui.tui.marks import ACCENT, QUIET, plain, spread
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.lines import BLANK, Line, Lines
from studytui.tui.widgets.status_line import OneLine

ROOMS = {
    "Weeks": ("plan", "PlanScreen"),
    "Goals": ("plan_goals", "GoalsScreen"),
    "Skills": ("plan_skills", "SkillsScreen"),
    "Calendar": ("plan_calendar", "CalendarScreen"),
    "Plans": ("plan_list", "PlansScreen"),
}
ROOM_KEYS: list[BindingType] = [
    Binding("tab", "room(1)", "Next room", tooltip="Weeks, Goals, Skills, Calendar, Plans; shift+tab goes back"),
    Binding("shift+tab", "room(-1)", "Room before", show=False),
    Binding("a", "about", "About", tooltip="What the plan's author wrote beside its weeks: rules, stack, timeline"),
    Binding("v", "other_plan", "Other plan", tooltip="Show the next plan in view"),
    Binding("escape", "leave", "Back", show=False),
]
"""For the BINDINGS of a room, after its own."""


class PlanRoom(StudyScreen):
    """One of the rooms; tab leads to the next, esc back to the weeks."""

    MODE = "plan"
    ROOM: ClassVar[str] = ""

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    @property
    def page(self) -> Lines:
        """The page."""
        return self.query_one(Lines)

    @property
    def plan_id(self) -> str:
        """The plan this shows: one in view, the main one unless another was asked for."""
        followed = [enrolment.plan for enrolment in plans.in_view(self.ctx)]
        return self.study.shown_plan if self.study.shown_plan in followed else plans.required(self.ctx).plan

    def rows(self, width: int) -> Iterator[Line]:
        """What stands below the strip."""
        raise NotImplementedError

    def paint(self, cursor: str | None = None) -> None:
        """Lay the page again."""
        title = self.ctx.library.plan_header(self.plan_id).title
        self.page.show(lambda width: [strip(self.ROOM, title, width), BLANK, *self.rows(width)], cursor=cursor)

    def on_lines_moved(self, _: Lines.Moved) -> None:
        """What can be done depends on the line."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A room is not left while a line is being written in it."""
        if action == "room":
            return not self.query(OneLine)
        if action == "other_plan":
            return self.ROOM != "Plans" and len(plans.in_view(self.ctx)) > 1
        return super().check_action(action, parameters)

    def action_room(self, step: int) -> None:
        """The next room, or the one before."""
        names = list(ROOMS)
        self.enter_room(names[(names.index(self.ROOM) + step) % len(names)])

    def enter_room(self, name: str) -> None:
        """Show that room: the weeks lie below, any other one takes the place of the one before it."""
        if name == "Weeks":
            self.app.pop_screen()
        elif self.ROOM == "Weeks":
            self.app.push_screen(later(*ROOMS[name])())
        else:
            self.app.switch_screen(later(*ROOMS[name])())

    @property
    def plan_at_cursor(self) -> str:
        """The plan that is meant."""
        return self.plan_id

    def action_about(self) -> None:
        """Show what else its author wrote."""
        self.app.push_screen(later("plan_about", "AboutScreen")(self.plan_at_cursor))

    def action_other_plan(self) -> None:
        """The next of the plans in view."""
        followed = [enrolment.plan for enrolment in plans.in_view(self.ctx)]
        self.study.shown_plan = followed[(followed.index(self.plan_id) + 1) % len(followed)]
        self.refresh_data()

    def action_leave(self) -> None:
        """Back to the weeks."""
        self.enter_room("Weeks")


def strip(here: str, title: str, width: int) -> Line:
    """The names of the rooms with the present one marked, and the plan's title as far as it fits."""
    names = Content("  ").join(
        Content.styled(name, f"bold underline {ACCENT}" if name == here else QUIET) for name in ROOMS
    )
    room = max(8, width - names.cell_length - 3)
    return Line(spread(names, plain(title, QUIET).truncate(room, ellipsis=True), width))
