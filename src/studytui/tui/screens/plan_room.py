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

    @property
    def plan_id(self) -> str:
        """The plan this shows: one in view, the main one unless another was asked for."""
        followed = [enrolment.plan for enrolment in plans.in_view(self.ctx)]
        return self.study.shown_plan if self.study.shown_plan in followed else plans.required(self.ctx).plan

    @property
    def beside(self) -> str:
        """The plan's title."""
        return self.ctx.library.plan_header(self.plan_id).title

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another plan can be shown where there is one."""
        if action == "other_plan":
            return self.ROOM != "Plans" and len(plans.in_view(self.ctx)) > 1
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
        followed = [enrolment.plan for enrolment in plans.in_view(self.ctx)]
        self.study.shown_plan = followed[(followed.index(self.plan_id) + 1) % len(followed)]
        self.refresh_data()
