"""The session: start, pause, finish, and study done elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from studytui.domain.plural import several
from studytui.domain.rhythm import DayKind
from studytui.domain.session import Session, SessionState, whole_minutes
from studytui.errors import StudyError, UsageError
from studytui.frozen import dataclass
from studytui.store import sessions
from studytui.study import enrolled

if TYPE_CHECKING:
    from studytui.study.context import Context

TOUCH_EVERY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class FinishChoice:
    """A moment at which a session may end."""

    label: str
    at: datetime


def start(ctx: Context, minutes: int | None = None, kind: DayKind | None = None) -> Session:
    """Start the clock; if one is on already, in this window or another, that one is returned.

    Minutes default to the plan's, the kind to what the day is for. A clock that was left on is settled first.
    """
    settle(ctx)
    enrolment = enrolled.current(ctx)
    usual = enrolment.minutes if enrolment else ctx.config.minutes
    planned = usual if minutes is None else minutes
    _check_minutes(planned)
    plan = enrolment.plan if enrolment else ""
    return sessions.start(ctx.store, ctx.moment(), plan, kind or kind_of(ctx, ctx.today()), timedelta(minutes=planned))


def settle(ctx: Context) -> Session | None:
    """End a clock that was left on where its study ended; returns that session, None if there was none."""
    session, now = status(ctx), ctx.now()
    end = session.left_on(now, same_day=session.day == ctx.today()) if session is not None else None
    if session is None or end is None:
        return None
    return sessions.finish(ctx.store, session, end)


def settled_text(ctx: Context, session: Session) -> str:
    """What is said of a clock that was left on: whose day it was and how many minutes it counts."""
    minutes = whole_minutes(session.elapsed(session.ended_at or ctx.now()))
    day = f"{session.day:%a} {session.day.day} {session.day:%b}"
    return f"The clock of {day} was left on; it counts {several(minutes, 'minute')}."


def status(ctx: Context) -> Session | None:
    """The session whose clock is on, running or paused."""
    return sessions.current(ctx.store)


def pause(ctx: Context) -> Session:
    """Stop the clock for a while; pausing twice changes nothing."""
    return sessions.pause(ctx.store, _open(ctx), ctx.now())


def resume(ctx: Context) -> Session:
    """Let the clock go on; resuming a running session changes nothing."""
    return sessions.resume(ctx.store, _open(ctx), ctx.now())


def toggle(ctx: Context) -> Session:
    """Pause a running session, resume a paused one."""
    return resume(ctx) if _open(ctx).state is SessionState.PAUSED else pause(ctx)


def touch(ctx: Context) -> None:
    """Note that the learner is at work; cheap enough for every keypress, written every few seconds."""
    session = status(ctx)
    now = ctx.now()
    if session is not None and (session.last_activity is None or now - session.last_activity >= TOUCH_EVERY):
        sessions.touch(ctx.store, session, now)


def finish_choices(ctx: Context) -> tuple[FinishChoice, ...]:
    """When the session may end, the likeliest first: now, unless it ran into overtime with nobody there.

    Then the planned end comes first, the last activity next, and now last.
    """
    session, now = _open(ctx), ctx.now()
    end, seen = session.planned_end(now), session.last_activity or session.started_at
    now_choice = FinishChoice("now", now)
    if not session.in_overtime(now) or seen > end:
        return (now_choice,)
    choices = [FinishChoice("at the planned end", end)]
    if session.started_at < seen < end - timedelta(minutes=1):
        choices.append(FinishChoice("at your last activity", seen))
    return (*choices, now_choice)


def finish(ctx: Context, next_line: str = "", at: datetime | None = None) -> Session:
    """End the session, now or at an earlier moment, with what to do first next time.

    Raises:
        UsageError: no clock is on, or `at` lies outside the session.
    """
    session, now = _open(ctx), ctx.now()
    end = now if at is None else at
    if at is not None and not session.started_at <= at <= max(now, session.started_at):
        raise UsageError("the end must lie between the session's start and now")
    return sessions.finish(ctx.store, session, end, next_line=" ".join(next_line.split()))


def abandon(ctx: Context) -> Session:
    """End the session without counting its time."""
    return sessions.finish(ctx.store, _open(ctx), ctx.now(), abandoned=True)


def log(ctx: Context, minutes: int, kind: DayKind | None, day: date) -> Session:
    """Record study done elsewhere: a finished session of that day.

    Raises:
        UsageError: the day has not come yet, or the minutes fit no day any more, or it lies too far back.
    """
    if day > ctx.today():
        raise UsageError(f"{day.isoformat()} has not come yet; log study once it is done")
    enrolled.check_near(ctx, day)
    _check_minutes(minutes)
    length = timedelta(minutes=minutes)
    studied = sum((one.time for one in sessions.studied(ctx.store, day, day)), timedelta())
    if studied + length > timedelta(days=1):
        have = whole_minutes(studied)
        raise UsageError(f"{day.isoformat()} has {have} minutes already; with {minutes} more it would be over a day")
    enrolment = enrolled.current(ctx)
    noon = datetime.combine(day, time(12), tzinfo=ctx.zone)
    ended = ctx.now() if day == ctx.today() else noon.astimezone(UTC) + length
    done = Session(
        id="",
        plan=enrolment.plan if enrolment else "",
        kind=kind or kind_of(ctx, day),
        day=day,
        planned=length,
        started_at=ended - length,
        ended_at=ended,
        logged=True,
    )
    return sessions.log(ctx.store, done)


def last_next_line(ctx: Context) -> str:
    """What the last session left to do first; empty if it left nothing."""
    session = sessions.last_finished(ctx.store)
    return session.next_line if session else ""


def kind_of(ctx: Context, day: date) -> DayKind:
    """What the plan's hour of that day is for; on a day of rest, the hour that comes next."""
    enrolment = enrolled.current(ctx)
    if enrolment is None:
        return DayKind.CODE
    try:
        rhythm = enrolled.rhythm(ctx.library.plan_header(enrolment.plan))
    except StudyError:  # a plan that is gone or broken is told by Today; the hour itself must not wait for it
        return DayKind.CODE
    slot = enrolment.schedule.position(day).slot
    return rhythm[slot].kind if slot < len(rhythm) else DayKind.CODE


def _open(ctx: Context) -> Session:
    session = status(ctx)
    if session is None:
        raise UsageError("no clock is running; `studytui start` starts one")
    return session


def _check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= 24 * 60:
        raise UsageError(f"a session lasts between 1 and 1440 minutes, not {minutes}")
