"""The learner's own calendar: pauses, shifts, study days, and what happens after days away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from studytui.domain import moves
from studytui.domain.rhythm import Weekday
from studytui.domain.schedule import Pause, Standing
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import activity, enrolments
from studytui.study.enrolled import check_minutes, check_near, followed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.enrolment import Enrolment
    from studytui.domain.schedule import Schedule
    from studytui.study.context import Context

AWAY_AFTER = 3
"""Study days missed in a row before Today asks whether to resume or to skip."""

LONGEST_PAUSE = timedelta(days=366)
LONGEST_SHIFT = 260
"""Study days: a year of them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days missed: the last day that counted, its place in the plan, and how many study days passed since."""

    week: int
    weekday: Weekday
    date: date
    missed: int

    @property
    def place(self) -> str:
        """`W7 Wed`."""
        return f"W{self.week} {self.weekday.short}"


def pause(ctx: Context, first: date | None, last: date, reason: str = "", plan: str | None = None) -> Enrolment:
    """Let days not count, both included; `first` is today by default, and may lie in the past.

    Raises:
        UsageError: the days are in the wrong order, or too many.
    """
    enrolment = followed(ctx, plan)
    begin = first or ctx.today()
    if last < begin:
        raise UsageError(f"a pause ends on its first day or later; {last.isoformat()} is before {begin.isoformat()}")
    if last - begin > LONGEST_PAUSE:
        raise UsageError("a pause lasts a year at most; pause again when that is over")
    return _lay(ctx, enrolment, enrolment.schedule.paused(Pause(begin, last, " ".join(reason.split()))))


def end_pause(ctx: Context, plan: str | None = None) -> Enrolment:
    """Let today count again; where no pause holds today, the next one to come is taken away.

    Raises:
        UsageError: there is no pause.
    """
    enrolment = followed(ctx, plan)
    schedule = moves.unpaused(enrolment.schedule, ctx.today())
    if schedule == enrolment.schedule:
        raise UsageError("no pause holds today, and none is to come")
    return _lay(ctx, enrolment, schedule)


def shift(ctx: Context, *, weeks: int = 0, days: int = 0, plan: str | None = None) -> Enrolment:
    """Move the plan: everything from today on comes that much later, or earlier if negative.

    A week is a calendar week, a day a study day. Later by a week means that today's hour is the one of a week ago.

    Raises:
        UsageError: it is no move, a too long one, or one past the plan's end.
    """
    enrolment = followed(ctx, plan)
    schedule, today = enrolment.schedule, ctx.today()
    count = weeks * len(schedule.days_on(max(today, schedule.start))) + days
    if not 0 < abs(count) <= LONGEST_SHIFT:
        raise UsageError("a shift moves the plan by at least a day and by a year at most")
    moved = moves.postponed(schedule, today, count) if count > 0 else moves.advanced(schedule, today, -count)
    if moved.position(today).standing is Standing.AFTER:
        raise UsageError(f"that is past the plan's last week, {schedule.weeks_total}; shift it by less")
    return _lay(ctx, enrolment, moved)


def set_days(
    ctx: Context, study_days: Sequence[Weekday] = (), minutes: int | None = None, plan: str | None = None
) -> Enrolment:
    """Choose other study days or another length of the hour, from today on; from tomorrow if today is a study day.

    Raises:
        UsageError: the minutes make no hour.
    """
    enrolment = followed(ctx, plan)
    if minutes is not None:
        check_minutes(minutes)
    schedule, today = enrolment.schedule, ctx.today()
    if study_days:
        first = today + timedelta(days=1) if schedule.is_study_day(today) else today
        schedule = moves.with_days(schedule, first, tuple(sorted({day.number for day in study_days})))
    return enrolments.lay(ctx.store, ctx.moment(), enrolment.plan, schedule, minutes)


def gap(ctx: Context, enrolment: Enrolment, *, alone: bool = True) -> Gap | None:
    """The study days missed just before today; None when there are none. Days before the first launch never count.

    `alone` says that no other plan is in view, so that every attempt counts for this one.
    """
    today = ctx.today()
    if enrolment.skipped == today or enrolment.schedule.position(today).standing not in (Standing.STUDY, Standing.REST):
        return None
    begin = max(enrolment.began, enrolment.schedule.start)
    seen = activity.last_day(ctx.store, enrolment.plan, enrolment.began, today, attempts=alone)
    last = max(seen or date.min, begin - timedelta(days=1), (enrolment.skipped or begin) - timedelta(days=1))
    missed = moves.missed_days(enrolment.schedule, last, today)
    if not missed:
        return None
    here = _study_day_until(enrolment.schedule, last) if last >= begin else missed[0]
    week = enrolment.schedule.position(here).week
    return Gap(week, list(Weekday)[here.weekday()], last, len(missed))


def resume(ctx: Context, plan: str | None = None) -> Enrolment:
    """Take up where one left off: the days missed do not count, and the calendar moves.

    Raises:
        UsageError: no day was missed.
    """
    enrolment = followed(ctx, plan)
    found = _missed(ctx, enrolment)
    return _lay(ctx, enrolment, moves.resumed(enrolment.schedule, found.date, ctx.today()))


def skip(ctx: Context, plan: str | None = None) -> Enrolment:
    """Let the days missed go and stay with the calendar.

    Raises:
        UsageError: no day was missed.
    """
    enrolment = followed(ctx, plan)
    _missed(ctx, enrolment)
    enrolments.skip(ctx.store, ctx.moment(), enrolment.plan)
    return followed(ctx, enrolment.plan)


def _missed(ctx: Context, enrolment: Enrolment) -> Gap:
    found = gap(ctx, enrolment, alone=len(enrolments.in_view(ctx.store)) == 1)
    if found is None:
        raise UsageError("no study day was missed: the plan is where you are")
    return found


def _study_day_until(schedule: Schedule, day: date) -> date:
    """The last study day up to that date, or the date itself where there is none."""
    days = (day - timedelta(days=offset) for offset in range((day - schedule.start).days + 1))
    return next((each for each in days if schedule.is_study_day(each)), day)


def _lay(ctx: Context, enrolment: Enrolment, schedule: Schedule) -> Enrolment:
    for day in (schedule.start, *(pause.last for pause in schedule.pauses)):
        check_near(ctx, day)
    return enrolments.lay(ctx.store, ctx.moment(), enrolment.plan, schedule)
