"""`studytui plan calendar`: the coming study hours for the learner's own calendar."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import FILE
from studytui.cli.output import say

if TYPE_CHECKING:
    from pathlib import Path


def _clock(ctx: click.Context, param: click.Parameter, value: str) -> time:
    """The time of day that was written."""
    try:
        return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 - a time on the wall has no zone
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time; write it like 07:00", ctx, param) from None


@click.command("calendar")
@click.option("--weeks", type=int, default=4, show_default=True, metavar="N", help="How many weeks, from today on.")
@click.option("--at", callback=_clock, default="07:00", show_default=True, metavar="TIME", help="When the hour begins.")
@click.option(
    "--alarm", type=click.IntRange(0, 10_080), default=10, show_default=True, metavar="MIN", help="Remind so early."
)
@click.option("--no-alarm", is_flag=True, help="No reminder at all.")
@click.option("--to", type=FILE, metavar="FILE", help="Where to; else study-hours.ics in your workspace.")
def calendar_file(weeks: int, at: time, alarm: int, no_alarm: bool, to: Path | None) -> int:
    """Write the coming study hours as an .ics file with reminders.

    This is the local equivalent of a reminder by e-mail. Import a newer file and the hours move; they never double.
    """
    from studytui.study.calendar_file import write_calendar

    with opened() as ctx:
        written = write_calendar(ctx, weeks, at=at, alarm=None if no_alarm else alarm, to=to)
    say(f"Wrote {written.path}")
    say(f"{written.hours} hours from {written.first.isoformat()} to {written.last.isoformat()}, at {at:%H:%M}")
    return 0
