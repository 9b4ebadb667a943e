"""The plans that are followed: the main one, those beside it, and the days of their weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studytui.errors import UsageError
from studytui.store import enrolments

if TYPE_CHECKING:
    from datetime import date

    from studytui.content.plan_shelf import PlanHeader
    from studytui.domain.enrolment import Enrolment
    from studytui.domain.rhythm import RhythmDay
    from studytui.study.context import Context

PRESELECTED = "plan52-agentic-recsys"
FAR = timedelta(days=20 * 365)


def current(ctx: Context) -> Enrolment | None:
    """The plan being followed, None before the first was chosen."""
    return enrolments.current(ctx.store)


def required(ctx: Context) -> Enrolment:
    """The plan being followed.

    Raises:
        UsageError: none was chosen yet.
    """
    enrolment = current(ctx)
    if enrolment is None:
        raise UsageError(f"no plan is chosen yet; `studytui plan use {PRESELECTED}` starts the 52-week plan")
    return enrolment


def followed(ctx: Context, plan: str | None) -> Enrolment:
    """The plan of that id if one is named, else the main one.

    Raises:
        UsageError: it is not followed.
    """
    if plan is None:
        return required(ctx)
    enrolment = enrolments.of_plan(ctx.store, plan)
    if enrolment is None:
        raise UsageError(f"you do not follow {plan} yet; `studytui plan use {plan}` or `plan also {plan}` does that")
    return enrolment


def week_now(ctx: Context, plan: str | None = None) -> int:
    """The week that is due today in the plan of that id if one is named, else in the main one."""
    return followed(ctx, plan).schedule.position(ctx.today()).week


def in_view(ctx: Context) -> tuple[Enrolment, ...]:
    """The plans that are followed, the main one first."""
    return enrolments.in_view(ctx.store)


def fitted(ctx: Context, enrolment: Enrolment, weeks_total: int) -> Enrolment:
    """The enrolment in a plan that has grown or shrunk since: its weeks stay where they are, the end moves."""
    if enrolment.schedule.weeks_total == weeks_total:
        return enrolment
    return enrolments.fit(ctx.store, enrolment.plan, weeks_total)


def rhythm(header: PlanHeader) -> tuple[RhythmDay, ...]:
    """The days of a plan's week, in order: the slots of its schedule."""
    return tuple(sorted(header.rhythm, key=lambda item: item.day.number))


def check_near(ctx: Context, day: date) -> None:
    """Raise a UsageError for a day so far off that no plan can mean it."""
    if abs(day - ctx.today()) > FAR:
        raise UsageError(f"{day.isoformat()} is more than twenty years away; write a day nearer than that")


def check_minutes(minutes: int) -> None:
    """Raise a UsageError where those minutes make no hour of study."""
    if not 5 <= minutes <= 600:
        raise UsageError(f"an hour of study lasts between 5 and 600 minutes, not {minutes}")
