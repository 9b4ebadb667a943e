"""Choosing plans, the main one and others in view; seeing the whole of one, and ticking its weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.config import Config
from studytui.domain import moves
from studytui.domain.enrolment import monday_for
from studytui.domain.schedule import Schedule
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import enrolments
from studytui.study import marking
from studytui.study.enrolled import PRESELECTED, check_minutes, check_near, current, followed, in_view, required, rhythm
from studytui.study.outline import PhaseView, WeekLine, outline, tick_week

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studytui.domain.enrolment import Enrolment
    from studytui.domain.rhythm import Weekday
    from studytui.study.context import Context

__all__ = [
    "PRESELECTED",
    "PhaseView",
    "PlanCard",
    "WeekLine",
    "also",
    "available",
    "current",
    "default_start",
    "drop",
    "followed",
    "in_view",
    "outline",
    "required",
    "rhythm",
    "tick_week",
    "use",
]


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan in the list to choose from; `in_view` says that it is followed, `current` that it is the main one."""

    id: str
    title: str
    weeks_total: int
    current: bool
    summary: str = ""
    in_view: bool = False


def available(ctx: Context) -> tuple[PlanCard, ...]:
    """Every plan there is, the preselected one first."""
    followed = enrolments.in_view(ctx.store)
    names = [enrolment.plan for enrolment in followed]
    cards = []
    for plan in ctx.library.plan_headers():
        chosen, seen = plan.id in names[:1], plan.id in names
        cards.append(PlanCard(plan.id, plan.title, plan.weeks_total, chosen, plan.summary, in_view=seen))
    return tuple(sorted(cards, key=lambda card: card.id != PRESELECTED))


def default_start(ctx: Context) -> date:
    """This week's Monday; on a weekend the coming one."""
    return monday_for(ctx.today())


def use(
    ctx: Context,
    plan_id: str,
    start: date | None = None,
    *,
    study_days: Sequence[Weekday] = (),
    minutes: int | None = None,
) -> Enrolment:
    """Make a plan the main one. One followed before is taken up as it lies unless something else is given.

    Another start lays it anew and moves the dates of all its weeks; ticks, entries and holidays stay.

    Raises:
        UsageError: there is no such plan, or the minutes make no hour.
    """
    return _take_up(ctx, plan_id, start, study_days, minutes, use=True)


def also(
    ctx: Context,
    plan_id: str,
    start: date | None = None,
    *,
    study_days: Sequence[Weekday] = (),
    minutes: int | None = None,
) -> Enrolment:
    """Keep a plan in view beside the main one; otherwise as `use`.

    Raises:
        UsageError: it is the main plan already, or as `use`.
    """
    main = current(ctx)
    if main is not None and main.plan == plan_id:
        raise UsageError(f"{plan_id} is your main plan already; name another to keep beside it")
    return _take_up(ctx, plan_id, start, study_days, minutes, use=main is None)


def drop(ctx: Context, plan_id: str) -> None:
    """Take a plan out of view; its ticks, entries and calendar stay, and `use` or `also` brings it back.

    Raises:
        UsageError: it is not followed, or it is the main plan.
    """
    plans = [enrolment.plan for enrolment in in_view(ctx)]
    if plan_id not in plans:
        raise UsageError(f"{plan_id} is not in view; `studytui plan list` shows which plans are")
    if plan_id == plans[0]:
        raise UsageError(f"{plan_id} is your main plan; `studytui plan use` another one first")
    enrolments.drop(ctx.store, ctx.moment(), plan_id)


def _take_up(
    ctx: Context, plan_id: str, start: date | None, study_days: Sequence[Weekday], minutes: int | None, *, use: bool
) -> Enrolment:
    if minutes is not None:
        check_minutes(minutes)
    if start is not None:
        check_near(ctx, start)
    days = tuple(sorted({day.number for day in study_days}))
    known = enrolments.of_plan(ctx.store, plan_id)
    when = ctx.moment()
    if known is None:
        schedule, usual = _fresh(ctx, plan_id, start, days)
        taken = enrolments.add(ctx.store, when, plan_id, schedule, minutes or usual, use=use)
    else:
        schedule = known.schedule
        if start not in (None, schedule.start):
            schedule = moves.laid_anew(schedule, start)
        if days:
            schedule = moves.with_days(schedule, max(ctx.today(), schedule.start), days)
        if schedule != known.schedule or minutes is not None:
            enrolments.lay(ctx.store, when, plan_id, schedule, minutes)
        if use:
            enrolments.use(ctx.store, when, plan_id)
        else:
            enrolments.keep(ctx.store, when, plan_id)
        taken = followed(ctx, plan_id)
    marking.take_over(ctx, taken)
    return taken


def _fresh(ctx: Context, plan_id: str, start: date | None, study_days: tuple[int, ...]) -> tuple[Schedule, int]:
    """The schedule of a plan taken up for the first time, and the minutes of its hour."""
    plan = ctx.library.plan_header(plan_id)
    days = tuple(day.day.number for day in rhythm(plan))
    schedule = Schedule(start or default_start(ctx), plan.weeks_total, study_days or days, slots=len(days))
    own = ctx.config.minutes
    return schedule, own if own != Config().minutes else plan.minutes_per_day
