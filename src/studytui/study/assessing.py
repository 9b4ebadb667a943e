"""The week's assess items, ticked against their rubric with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain import assessment
from studytui.domain.rhythm import Weekday
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import evidence as kept
from studytui.store.ticks import TickSource
from studytui.study import enrolled, laid, marking, twins

if TYPE_CHECKING:
    from studytui.domain.assessment import AssessItem
    from studytui.domain.evidence import Evidence
    from studytui.domain.plan import Week
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class AssessView:
    """An item, whether it is ticked, and what stands for it."""

    address: str
    text: str
    rubric: tuple[str, ...]
    done: bool
    evidence: tuple[Evidence, ...] = ()


def of_week(ctx: Context, number: int, plan_id: str | None = None) -> tuple[AssessView, ...]:
    """The items of a week of the main plan, or of the one named.

    Raises:
        UsageError: the plan has no such week.
    """
    plan = enrolled.followed(ctx, plan_id).plan
    return _views(ctx, plan, laid.week_of(ctx, plan, number))


def find(ctx: Context, number: int, address: str) -> AssessView:
    """An item of a week of the main plan, by its address.

    Raises:
        UsageError: the week has no such item.
    """
    known = of_week(ctx, number)
    found = next((one for one in known if one.address == address), None)
    if found is None:
        listed = ", ".join(one.address for one in known) or "none"
        raise UsageError(f"week {number} has no item {address} to assess; its items are: {listed}")
    return found


def tick(ctx: Context, number: int, address: str, *, done: bool) -> AssessView:
    """Tick an item of the main plan's week, or untick it; what stands for it stays.

    Raises:
        UsageError: the week has no such item.
    """
    item = find(ctx, number, address)
    plan = enrolled.required(ctx).plan
    if marking.set_done(ctx, plan, item.address, TickSource.HAND, done=done):
        marking.follow_last_day(ctx, plan, item.address)
    return find(ctx, number, address)


def in_note(ctx: Context, plan_id: str, week: Week) -> tuple[str, ...]:
    """The ticked items with what stands for them, a line each."""
    lines = []
    for item in _views(ctx, plan_id, week):
        if item.done:
            shown = ", ".join(one.text or one.value for one in item.evidence)
            lines.append(f"{item.text.rstrip('.')}: {shown}" if shown else item.text)
    return tuple(lines)


def _views(ctx: Context, plan_id: str, week: Week) -> tuple[AssessView, ...]:
    items: list[AssessItem] = []
    for unit in week.units:
        prefix = f"{unit.id}/"
        tasks = [each for day in Weekday for each in marking.tasks_on(week, day) if each[0].startswith(prefix)]
        items += assessment.items_of(unit, tasks)
    said = twins.said(ctx, plan_id, [item.address for item in items], twins.twins_of(week.units))
    stands: dict[str, list[Evidence]] = {}
    for one in kept.of_week(ctx.store, plan_id, week.number):
        stands.setdefault(one.address, []).append(one)
    return tuple(
        AssessView(
            item.address, item.text, item.rubric, item.address in said and said[item.address].done,
            tuple(stands.get(item.address, ())),
        )
        for item in items
    )  # fmt: skip
