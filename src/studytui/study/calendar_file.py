"""The coming study hours as a file for the learner's own calendar, with an alarm before each.

It stands for the e-mail reminder that a plan may ask for: nothing is sent, and no account is needed.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from studytui.domain.rhythm import Weekday
from studytui.domain.schedule import Standing
from studytui.errors import UsageError
from studytui.files import write_atomic
from studytui.frozen import dataclass
from studytui.journal.ics import Event, calendar_text
from studytui.study import laid, plans

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from studytui.content.plan_shelf import PlanHeader
    from studytui.domain.enrolment import Enrolment
    from studytui.domain.plan import Automation
    from studytui.study.context import Context
    from studytui.study.laid import LaidWeek

DEFAULT_TIME = time(7, 0)
DEFAULT_ALARM = 10
MAX_WEEKS = 104


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar that was written: the number of its hours, and the days of the first and last."""

    path: Path
    hours: int
    first: date
    last: date


def write_calendar(
    ctx: Context,
    weeks: int = 4,
    *,
    at: time = DEFAULT_TIME,
    alarm: int | None = DEFAULT_ALARM,
    to: Path | None = None,
) -> CalendarFile:
    """Write the study hours of the coming weeks, from today on, or from the plan's first day if that is later.

    Args:
        ctx: the learner's study.
        weeks: calendar weeks, 1 to 104.
        at: when the hour begins, on the clock on the wall.
        alarm: minutes before it that the calendar is to remind; None for no reminder.
        to: the file; `study-hours.ics` of the workspace by default.

    Raises:
        UsageError: no plan is chosen, or no study day lies in these weeks.
        DataError: the file cannot be written.
    """
    if not 1 <= weeks <= MAX_WEEKS:
        raise UsageError(f"a calendar of {weeks} weeks cannot be written; give 1 to {MAX_WEEKS}")
    enrolment = plans.required(ctx)
    events = events_of(ctx, enrolment, weeks, at, alarm)
    if not events:
        raise UsageError(f"no study day lies in the coming {weeks} weeks; `studytui today` says where the plan stands")
    path = to or ctx.paths.workspace / "study-hours.ics"
    title = ctx.library.plan_header(enrolment.plan).title
    write_atomic(path, calendar_text(title, events, ctx.now()))
    return CalendarFile(path, len(events), events[0].start.date(), events[-1].start.date())


def events_of(ctx: Context, enrolment: Enrolment, weeks: int, at: time, alarm: int | None) -> tuple[Event, ...]:
    """The study hours of the coming weeks, in order."""
    plan = ctx.library.plan_header(enrolment.plan)
    automation = ctx.library.plan(enrolment.plan).automation
    slots = len(plans.rhythm(plan))
    begin = max(ctx.today(), enrolment.schedule.start)
    known: dict[int, LaidWeek] = {}
    events = []
    for offset in range(weeks * 7):
        day = begin + timedelta(days=offset)
        position = enrolment.schedule.position(day)
        if position.standing is not Standing.STUDY or position.slot >= slots:
            continue
        if position.week not in known:
            known[position.week] = laid.lay(ctx, plan.id, position.week)
        start = datetime.combine(day, at)
        event = _event(plan, known[position.week], position.slot, start, automation)
        events.append(Event(event.uid, start, enrolment.minutes, event.title, event.text, alarm))
    return tuple(events)


def _event(plan: PlanHeader, laid_week: LaidWeek, slot: int, start: datetime, automation: Automation) -> Event:
    """The hour of a slot of the rhythm, with its tasks as text; questions of the week come on the day that asks."""
    rhythm, week = plans.rhythm(plan)[slot], laid_week.week
    hours = [hour for hour in week.days if hour.day is rhythm.day]
    title = "; ".join(hour.title for hour in hours if hour.title) or week.title
    lines = [f"Week {week.number}: {week.title}", ""]
    for task in (placed.task for placed in laid_week.tasks_on(rhythm.day)):
        minutes = f" ({task.minutes} min)" if task.minutes else ""
        lines.append(f"- {'Optional: ' if task.optional else ''}{task.text}{minutes}")
    if automation.checkin_asks and rhythm.day is automation.checkin_day:
        lines += ["", *automation.checkin_asks]
    lines += ["", "Begin with: studytui"]
    uid = f"{plan.id}-w{week.number:02d}-{Weekday(rhythm.day).value}@studytui"
    return Event(uid, start, rhythm.minutes, f"W{week.number:02d} {rhythm.label}: {title}", "\n".join(lines))
