"""Choices that a plan leaves: one or two tracks of five, one capstone or both. What is not chosen is optional."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain.unit import UnitKind
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import choices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.domain.plan import Phase, Plan
    from studytui.study.context import Context

CLOSING = frozenset({UnitKind.MILESTONE, UnitKind.CHECKPOINT, UnitKind.CAPSTONE})
"""These close a phase whichever of its tracks were chosen."""

GOALS = "goals"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `id` is what `choose` takes."""

    id: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice with its options and how many to take; for a plan's optional goals any number will do."""

    id: str
    title: str
    options: tuple[Option, ...]
    least: int
    most: int


def of_plan(ctx: Context, plan_id: str) -> tuple[ChoiceView, ...]:
    """The choices that a plan leaves: those of its phases, then its optional projects and portfolio goals."""
    plan = ctx.library.plan(plan_id)
    chosen = choices.of_plan(ctx.store, plan_id)
    views = [
        ChoiceView(phase.id, phase.title, _options(tracks(phase), chosen), phase.choose.min, phase.choose.max)
        for phase in plan.phases
        if phase.choose is not None
    ]
    goals = {goal.id: goal.title for goal in (*plan.projects, *plan.portfolio) if goal.optional}
    if goals:
        views.append(ChoiceView(GOALS, "Optional goals", _options(goals, chosen), 0, len(goals)))
    return tuple(views)


def choose(ctx: Context, plan_id: str, option: str, *, chosen: bool = True) -> ChoiceView:
    """Choose one option of a plan, or take that back; returns the choice as it stands then.

    Raises:
        UsageError: the plan has no such option, or enough of them are chosen.
    """
    found = next((view for view in of_plan(ctx, plan_id) if option in {item.id for item in view.options}), None)
    if found is None:
        known = [item.id for view in of_plan(ctx, plan_id) for item in view.options]
        listed = f"it has {', '.join(known)}" if known else "it leaves none"
        raise UsageError(f"{plan_id} has no choice called {option}; {listed}")
    taken = {item.id for item in found.options if item.chosen} | ({option} if chosen else set())
    if chosen and len(taken) > found.most:
        raise UsageError(f"{found.title}: {found.most} at most; take one back first with --not")
    choices.choose(ctx.store, ctx.moment(), plan_id, option, chosen=chosen)
    return next(view for view in of_plan(ctx, plan_id) if view.id == found.id)


def optional(plan: Plan, chosen: set[str]) -> set[str]:
    """The units and goals of a plan that do not weigh: optional ones, and what was left out of a choice once made."""
    found = {unit.id for _, unit in plan.units() if unit.optional}
    found |= {goal.id for goal in (*plan.projects, *plan.portfolio) if goal.optional and goal.id not in chosen}
    for phase in plan.phases:
        if phase.choose is not None and chosen & set(tracks(phase)):
            found |= {unit.id for unit in phase.units if _open(unit.kind) and (unit.group or unit.id) not in chosen}
    return found


def tracks(phase: Phase) -> dict[str, str]:
    """What there is to choose in a phase: its groups of units, or units without a group, by id, with their titles."""
    return {unit.group or unit.id: unit.group or unit.title for unit in phase.units if _open(unit.kind)}


def _open(kind: UnitKind) -> bool:
    return kind not in CLOSING


def _options(titles: dict[str, str], chosen: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(name, title, name in set(chosen)) for name, title in titles.items())
