"""The calendar of a plan from the shell: pause, shift, resume, skip, days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import day_option, days_argument, minutes_option, of_plan_option
from studytui.cli.output import say
from studytui.domain.rhythm import Weekday
from studytui.domain.schedule import Standing
from studytui.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from studytui.domain.enrolment import Enrolment
    from studytui.study.context import Context


@click.command("pause")
@day_option("--from", "first", text="The first day; today if left out. It may lie in the past.")
@day_option("--to", "last", text="The last day.")
@click.option("--reason", default="", metavar="TEXT", help="What for.")
@click.option("--off", is_flag=True, help="End the pause today, or take the next one away.")
@of_plan_option
def pause(first: date | None, last: date | None, reason: str, off: bool, plan: str | None) -> int:
    """Let days not count; everything after them comes later."""
    from studytui.study import calendar

    if off == (last is not None):
        raise UsageError("say until when with --to DAY, or end a pause with --off")
    with opened() as ctx:
        if last is None:
            _say(ctx, calendar.end_pause(ctx, plan))
        else:
            _say(ctx, calendar.pause(ctx, first, last, reason, plan))
    return 0


@click.command("shift")
@click.option("--weeks", type=int, default=0, metavar="N", help="Calendar weeks; negative for earlier.")
@click.option("--days", type=int, default=0, metavar="N", help="Study days; negative for earlier.")
@of_plan_option
def shift(weeks: int, days: int, plan: str | None) -> int:
    """Move everything from today on: later, or earlier with a negative number.

    Later by a week brings back the hour of a week ago; earlier by a week passes a week over.
    """
    from studytui.study import calendar

    with opened() as ctx:
        _say(ctx, calendar.shift(ctx, weeks=weeks, days=days, plan=plan))
    return 0


@click.command("resume")
@of_plan_option
def resume(plan: str | None) -> int:
    """Go on where you were last: the days you missed do not count, and the calendar moves."""
    from studytui.study import calendar

    with opened() as ctx:
        _say(ctx, calendar.resume(ctx, plan))
    return 0


@click.command("skip")
@of_plan_option
def skip(plan: str | None) -> int:
    """Let the days you missed go, and go on with today's hour."""
    from studytui.study import calendar

    with opened() as ctx:
        _say(ctx, calendar.skip(ctx, plan))
    return 0


@click.command("days")
@days_argument
@minutes_option
@of_plan_option
def days(study_days: tuple[Weekday, ...], minutes: int | None, plan: str | None) -> int:
    """Print your study days, or choose others, as mon,wed,fri, from the next day on."""
    from studytui.study import calendar, plans

    with opened() as ctx:
        if study_days or minutes is not None:
            calendar.set_days(ctx, study_days, minutes, plan)
        enrolment = plans.followed(ctx, plan)
        schedule = enrolment.schedule
        chosen = schedule.eras[-1].study_days if schedule.eras else schedule.study_days
        names = ", ".join(list(Weekday)[day].short for day in chosen)
        say(f"{enrolment.plan}: {names}, {enrolment.minutes} minutes each.")
    return 0


def _say(ctx: Context, enrolment: Enrolment) -> None:
    """Where the plan stands now, and when the next hour is."""
    today = ctx.today()
    schedule = enrolment.schedule
    place = schedule.position(today)
    if place.standing is Standing.AFTER:
        say(f"{enrolment.plan} is over.")
        return
    due = schedule.date_of(place.week, place.slot)
    when = "today" if due == today else f"on {due:%A %Y-%m-%d}"
    say(f"{enrolment.plan}: week {place.week}, day {place.slot + 1} of {schedule.slots}, {when}.")
