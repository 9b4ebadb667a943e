"""Goals: what a plan asks for beside its weeks: choices, milestones, projects, portfolio, reading, counters."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.slug import slug
from studytui.errors import UsageError
from studytui.study import goals, options, skills, typed
from studytui.study.goals import GoalKind, GoalLine
from studytui.study.options import ChoiceView
from studytui.study.skills import CounterLine
from studytui.tui.marks import QUIET, TITLE, box, plain, spread
from studytui.tui.screens.base import asking, telling
from studytui.tui.screens.plan_room import ROOM_KEYS, PlanRoom
from studytui.tui.widgets.heatmap import bar
from studytui.tui.widgets.lines import BLANK, Line, Lines

HEADINGS = {
    GoalKind.MILESTONE: "Milestones",
    GoalKind.PROJECT: "Projects",
    GoalKind.PORTFOLIO: "Portfolio",
    GoalKind.READING: "Reading",
}
OWN = "Count something of your own: problems solved, posts written"


class GoalsScreen(PlanRoom):
    """Boxes to tick, tracks to choose, problems to count."""

    ROOM = "Goals"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", tooltip="Tick the goal or choose the option, or take that back"),
        Binding("plus,equals_sign", "count(1)", "Count", key_display="+ -", tooltip="Count one more, or one less"),
        Binding("plus,equals_sign", "new", "New counter", key_display="+", tooltip=OWN),
        Binding("minus", "count(-1)", "One less", show=False),
        *ROOM_KEYS,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[ChoiceView, ...] = ()
        self._goals: tuple[GoalLine, ...] = ()
        self._counters: tuple[CounterLine, ...] = ()

    def load(self) -> None:
        """Read them and paint."""
        super().load()
        self._choices = options.of_plan(self.ctx, self.plan_id)
        self._goals = goals.goals(self.ctx, self.plan_id)
        self._counters = skills.counters(self.ctx, self.plan_id)
        self.paint()

    def rows(self, width: int) -> Iterator[Line]:
        """Choices first, since they decide what else weighs."""
        for choice in self._choices:
            yield from _choice(choice, width)
        for kind, heading in HEADINGS.items():
            found = [line for line in self._goals if line.kind is kind]
            if found:
                done = f"{sum(line.done for line in found)} of {len(found)}"
                yield Line(spread(plain(heading, TITLE), plain(done, QUIET), width))
                yield from _goals(found)
                yield BLANK
        yield Line(plain("Counters", TITLE))
        for counter in self._counters:
            yield _counter(counter)
        yield Line(plain("+ counts something else: problems solved, posts written", QUIET), key="new")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A box is ticked, a counter counted."""
        kind = self.page.cursor.partition(":")[0] if self.is_mounted else ""
        if action in {"count", "new"}:
            return (kind == "count") == (action == "count")
        if action == "tick":
            return kind in {"goal", "choice"}
        return super().check_action(action, parameters)

    def action_tick(self) -> None:
        """Tick or choose what the cursor is on, or take that back."""
        kind, _, name = self.page.cursor.partition(":")
        if kind == "goal":
            done = next(line.done for line in self._goals if line.address == name)
            goals.tick(self.ctx, name, done=not done, plan_id=self.plan_id)
        elif kind == "choice":
            chosen = next(item.chosen for view in self._choices for item in view.options if item.id == name)
            try:
                options.choose(self.ctx, self.plan_id, name, chosen=not chosen)
            except UsageError:
                most = next(view.most for view in self._choices for item in view.options if item.id == name)
                self.say(f"{most} at most; take one back first.")
        self.refresh_data()

    @telling
    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line ticks it."""
        self.action_tick()

    def action_count(self, by: int) -> None:
        """Count up or down."""
        name = self.page.cursor.removeprefix("count:")
        skills.count(self.ctx, name, by, plan_id=self.plan_id)
        self.refresh_data()

    @asking
    async def action_new(self) -> None:
        """A counter of the learner's own."""
        name = await self.ask("Count:", hint="what, such as posts written")
        if not name:
            return
        target = await self.ask("Target:", hint="5-8, or one number")
        if target:
            skills.count(self.ctx, slug(name, longest=60), 0, target=typed.target(target), plan_id=self.plan_id)
            self.refresh_data()


def _choice(choice: ChoiceView, width: int) -> Iterator[Line]:
    count = f"choose {choice.least}" if choice.least == choice.most else f"choose {choice.least} to {choice.most}"
    count = count if choice.least else "those chosen count"
    yield Line(spread(plain(choice.title, TITLE), plain(count, QUIET), width))
    for item in choice.options:
        text = Content.assemble((f"{box(item.chosen)} ", QUIET), item.title)
        yield Line(text, key=f"choice:{item.id}", hang=4)
    yield BLANK


def _goals(lines: list[GoalLine]) -> Iterator[Line]:
    group = ""
    for line in lines:
        if line.kind is GoalKind.READING and line.group != group:
            group = line.group
            yield Line(plain(f"    {group}", QUIET))
        text = Content.assemble((f"{box(line.done)} ", QUIET), (line.title, QUIET if line.done else ""))
        more = (plain(line.detail, QUIET),) if line.detail and line.kind is not GoalKind.READING else ()
        optional = plain("optional" if line.optional else "", QUIET)
        yield Line(text, key=f"goal:{line.address}", hang=4, more=more, right=optional)


def _counter(line: CounterLine) -> Line:
    bounds = [str(number) for number in dict.fromkeys((line.target_min, line.target_max)) if number is not None]
    target = f" of {' to '.join(bounds)}" if bounds else ""
    wanted = line.target_min or line.target_max or 0
    right = Content.assemble(bar(min(line.count, wanted), wanted, 20), (f"  {line.count}{target:<14}", QUIET))
    return Line(plain(line.title), key=f"count:{line.id}", hang=2, right=right)
