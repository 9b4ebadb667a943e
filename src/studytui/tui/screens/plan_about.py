"""About a plan: what its author wrote down beside weeks and goals."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.plan import Plan, WorkRules
from studytui.domain.unit import Named
from studytui.tui.marks import ACCENT, OPEN, QUIET, TITLE, plain, spread
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.lines import BLANK, Line, Lines

LABEL = 16


class AboutScreen(StudyScreen):
    """One page to read, of any plan, followed or not."""

    MODE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,a", "app.pop_screen", "Back")]

    def __init__(self, plan_id: str) -> None:
        super().__init__()
        self._plan_id = plan_id

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Read the plan and paint."""
        plan = self.ctx.library.plan(self._plan_id)
        self.query_one(Lines).show(lambda width: list(_page(plan, width)))


def _page(plan: Plan, width: int) -> Iterator[Line]:
    weeks = f"{plan.weeks_total} weeks, {plan.minutes_per_day} minutes a day"
    yield Line(spread(plain(plan.title, TITLE), plain(weeks, QUIET), width))
    for text in (plan.summary, plan.role_target, plan.audience, plan.note):
        if text:
            yield Line(plain(text))
    yield from _section("Goals", plan.goals)
    yield from _section("Now", filter(None, (plan.current_focus, plan.weekly_goals)))
    yield from _section("In focus", _named(plan.focus_areas))
    yield from _phases(plan)
    yield from _section("How to work", _rules(plan.work_rules))
    yield from _table(
        "Core stack",
        ((group.group, _stack(group.items, group.optional_items, group.when)) for group in plan.core_stack),
    )
    yield from _section("Getting started", plan.getting_started)
    yield from _table("By time", _timeline(plan))
    yield from _table("Interviews", ((area.title, ", ".join(area.topics)) for area in plan.interview))
    yield from _section("Folders", _named(plan.folders))
    yield from _section(
        "Journal", (f"{field.label}: {field.hint}" if field.hint else field.label for field in plan.journal.fields)
    )
    yield from _section("Without a server", filter(None, (plan.automation.badge, plan.automation.email)))
    yield from _section("Made to measure", filter(None, (plan.tailoring,)))


def _phases(plan: Plan) -> Iterator[Line]:
    yield BLANK
    yield Line(plain("Phases", TITLE))
    for phase in plan.phases:
        span = "" if phase.weeks is None else f"W{phase.weeks[0]:02d}-{phase.weeks[1]:02d}"
        more = tuple(plain(text, QUIET) for text in (phase.goal, phase.note) if text)
        idea = phase.project_idea
        if idea is not None:
            more += (plain(f"{OPEN} project idea: {idea.title}", QUIET),)
        title = Content.assemble(
            (f"{span:<9}", QUIET), phase.title, (f"  {phase.months}" if phase.months else "", QUIET)
        )
        yield Line(title, hang=9, more=more)


def _timeline(plan: Plan) -> Iterator[tuple[str, str]]:
    titles = {phase.id: phase.title for phase in plan.phases}
    for row in plan.timeline:
        yield (
            row.months,
            "; ".join([*(titles.get(name, name) for name in row.phases), *([row.extra] if row.extra else [])]),
        )


def _rules(rules: WorkRules) -> Iterator[str]:
    yield f"{rules.building} % building, {rules.reading} % reading, {rules.notes} % notes"
    yield from (f"Every week: {text}" for text in rules.every_week)
    if rules.artefact_kinds:
        yield f"Something small to ship: {', '.join(rules.artefact_kinds)}"
    yield from (f"Per topic: {text}" for text in _named(rules.per_topic))
    yield from filter(None, (rules.motto, rules.pace_note))


def _stack(items: tuple[str, ...], optional: tuple[str, ...], when: str) -> str:
    text = ", ".join(items)
    if optional:
        text += f"; optional: {', '.join(optional)}"
    return text if when == "now" else f"{text}  ({when})"


def _named(items: Iterable[Named]) -> Iterator[str]:
    for item in items:
        yield f"{item.title}: {item.detail}" if item.detail else item.title


def _section(title: str, texts: Iterable[str]) -> Iterator[Line]:
    """A heading with its lines; nothing where there are none."""
    found = list(texts)
    if found:
        yield BLANK
        yield Line(plain(title, TITLE))
    for text in found:
        yield Line(Content.assemble((f"{OPEN} ", QUIET), text), hang=2)


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """A heading with named lines."""
    found = list(rows)
    if found:
        yield BLANK
        yield Line(plain(title, TITLE))
    for name, text in found:
        if len(name) < LABEL - 1:
            yield Line(Content.assemble((f"{name:<{LABEL}}", ACCENT), text), hang=LABEL)
        else:
            yield Line(plain(name, ACCENT), hang=LABEL, more=(plain(text),))
