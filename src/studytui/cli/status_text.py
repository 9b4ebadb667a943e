"""The clock in a line. Imports no parser: see `hot`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.cli.output import say
from studytui.domain.plural import several
from studytui.domain.rhythm import Weekday
from studytui.domain.schedule import Standing
from studytui.domain.session import SessionState, clock_text, whole_minutes

if TYPE_CHECKING:
    from studytui.domain.schedule import Schedule
    from studytui.domain.session import Session
    from studytui.study.context import Context


def print_status(*, short: bool) -> int:
    """Print where the learner is and what the clock says.

    Raises:
        UsageError: no plan is chosen.
    """
    from studytui.cli.opened import opened
    from studytui.study import clock, enrolled

    with opened() as ctx:
        place = _place(enrolled.required(ctx).schedule, ctx)
        session = clock.status(ctx)
        if short:
            say(f"{place} {_short_clock(ctx, session)}" if session else place)
        else:
            say(f"{place}  {session_line(ctx, session)}" if session else f"{place}  no clock is running")
    return 0


def session_line(ctx: Context, session: Session) -> str:
    """`23:41 left of 60 minutes, code`, or how far past the end, or that it is paused."""
    now = ctx.now()
    remaining = clock_text(session.remaining(now))
    planned = several(whole_minutes(session.planned), "minute")
    text = f"{remaining} past {planned}" if session.in_overtime(now) else f"{remaining} left of {planned}"
    paused = ", paused" if session.state is SessionState.PAUSED else ""
    return f"{text}, {session.kind.value}{paused}"


def _short_clock(ctx: Context, session: Session) -> str:
    paused = " paused" if session.state is SessionState.PAUSED else ""
    return clock_text(session.remaining(ctx.now())) + paused


def _place(schedule: Schedule, ctx: Context) -> str:
    """`W07 Wed` on a study day; on others what the day is."""
    today = ctx.today()
    position = schedule.position(today)
    weekday = list(Weekday)[today.weekday()].short
    match position.standing:
        case Standing.STUDY:
            return f"W{position.week:02d} {weekday}"
        case Standing.REST:
            return f"W{position.week:02d} next"
        case Standing.PAUSED:
            return f"W{position.week:02d} pause"
        case Standing.BEFORE:
            return f"W01 from {schedule.start.isoformat()}"
        case Standing.AFTER:
            return f"W{position.week:02d} done"
