"""What the rooms of Plan share: their names, the keys between them, the plan they show."""

from textual.binding import Binding, BindingType

from studytui.study import plans
from studytui.tui.later import later
from studytui.tui.screens.rooms import PageRoom, Rooms, room_keys

ROOMS: Rooms = {
    "Weeks": ("plan", "PlanScreen"),
    "Goals": ("plan_goals", "GoalsScreen"),
    "Skills": ("plan_skills", "SkillsScreen"),
    "Calendar": ("plan_calendar", "CalendarScreen"),
    "Plans": ("plan_list", "PlansScreen"),
}
ROOM_KEYS: list[BindingType] = [
    *room_keys(ROOMS),
    Binding("a", "about", "About", tooltip="What the plan's author wrote beside its weeks: rules, stack, timeline"),
    Binding("v", "other_plan", "Other plan", tooltip="Show the next plan in view"),
    Binding("escape", "leave", "Back", show=False),
]
"""For the BINDINGS of a room, after its own."""


class PlanRoom(PageRoom):
    """One of the rooms; tab leads to the next, esc back to the weeks."""

    MODE = "plan"
    ROOMS = ROOMS

    def __init__(self) -> None:
        super().__init__()
        self.plan_id = ""
        self._title = ""
        self._in_view: tuple[str, ...] = ()

    def load(self) -> None:
        """Read which plan this shows: one in view, the main one unless another was asked for."""
        self._in_view = tuple(enrolment.plan for enrolment in plans.in_view(self.ctx))
        asked = self.study.shown_plan
        self.plan_id = asked if asked in self._in_view else plans.required(self.ctx).plan
        self._title = self.ctx.library.plan_header(self.plan_id).title

    @property
    def beside(self) -> str:
        """The plan's title."""
        return self._title

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another plan can be shown where there is one."""
        if action == "other_plan":
            return self.ROOM != "Plans" and len(self._in_view) > 1
        return super().check_action(action, parameters)

    @property
    def plan_at_cursor(self) -> str:
        """The plan that is meant."""
        return self.plan_id

    def action_about(self) -> None:
        """Show what else its author wrote."""
        self.app.push_screen(later("plan_about", "AboutScreen")(self.plan_at_cursor))

    def action_other_plan(self) -> None:
        """The next of the plans in view."""
        self.study.shown_plan = self._in_view[(self._in_view.index(self.plan_id) + 1) % len(self._in_view)]
        self.refresh_data()
