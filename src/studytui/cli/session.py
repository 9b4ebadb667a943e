"""The session: start, pause, finish, status, log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.asking import can_ask
from studytui.cli.opened import opened
from studytui.cli.options import date_option
from studytui.cli.output import say
from studytui.cli.status_text import print_status, session_line
from studytui.domain.plural import several
from studytui.domain.rhythm import DayKind
from studytui.domain.session import SessionState, whole_minutes
from studytui.errors import UsageError
from studytui.study import clock, plans

if TYPE_CHECKING:
    from datetime import date, datetime

    from studytui.domain.session import Session
    from studytui.study.context import Context

KIND = click.Choice([kind.value for kind in DayKind])
MINUTES = click.IntRange(1, 24 * 60)
ENDS = ("planned", "activity", "now")


@click.command("start")
@click.option("--minutes", type=MINUTES, help="How long; else what the plan says, 60.")
@click.option("--kind", type=KIND, help="What the hour is for; else what the day is for.")
def start_command(minutes: int | None, kind: str | None) -> int:
    """Start the clock, or let a paused one go on."""
    with opened() as ctx:
        plans.required(ctx)
        if forgotten := clock.settle(ctx):
            say(clock.settled_text(ctx, forgotten))
        before = clock.status(ctx)
        if before is not None and before.state is SessionState.PAUSED:
            session = clock.resume(ctx)
        else:
            next_line = clock.last_next_line(ctx)
            session = clock.start(ctx, minutes, DayKind(kind) if kind else None)
            if before is None and next_line:
                say(f"Next: {next_line}")
        verb = "Started" if before is None else "Going on"
        say(f"{verb}: {session_line(ctx, session)}")
    return 0


@click.command("pause")
def pause_command() -> int:
    """Pause the clock; `studytui start` lets it go on."""
    with opened() as ctx:
        session = clock.pause(ctx)
        say(f"Clock: {session_line(ctx, session)}")
    return 0


@click.command("finish")
@click.option("--next", "next_line", metavar="LINE", help="What to do first next time; asked for in a terminal.")
@click.option(
    "--end",
    type=click.Choice(ENDS),
    help="When it ended, if nothing happened since the time ran out: as planned, at the last activity, or now.",
)
def finish_command(next_line: str | None, end: str | None) -> int:
    """End the session; in a terminal it asks what to do first next time, and an empty line is an answer."""
    with opened() as ctx:
        at = _end_of(ctx, _open_session(ctx), end)
        if next_line is None:
            next_line = _ask_next()
        session = clock.finish(ctx, next_line, at)
        say(f"Finished: {several(whole_minutes(session.elapsed(ctx.now())), 'minute')}, {session.kind.value}")
    return 0


@click.command("status")
@click.option("--short", is_flag=True, help="For a status line: `W07 Wed 23:41`.")
def status_command(short: bool) -> int:
    """Print where you are and what the clock says."""
    return print_status(short=short)


@click.command("log")
@click.argument("minutes", type=MINUTES)
@click.option("--kind", type=KIND, required=True, help="What the time was spent on.")
@date_option
def log_command(minutes: int, kind: str, on: date | None) -> int:
    """Record study done elsewhere."""
    with opened() as ctx:
        plans.required(ctx)
        session = clock.log(ctx, minutes, DayKind(kind), on or ctx.today())
        say(f"Logged: {several(minutes, 'minute')}, {session.kind.value}, {session.day.isoformat()}")
    return 0


def _open_session(ctx: Context) -> Session:
    session = clock.status(ctx)
    if session is None:
        raise UsageError("no clock is running; `studytui start` starts one")
    return session


def _end_of(ctx: Context, session: Session, end: str | None) -> datetime | None:
    """When the session ended: as was said, or as is answered where there is a choice, else now."""
    now = ctx.now()
    match end:
        case "planned" if session.in_overtime(now):
            return session.planned_end(now)
        case "planned":
            raise UsageError("the planned end has not come yet; leave --end out to finish now")
        case "activity":
            return session.last_activity or session.started_at
        case None if can_ask():
            return _chosen(clock.finish_choices(ctx))
    return None


def _chosen(choices: tuple[clock.FinishChoice, ...]) -> datetime | None:
    if len(choices) == 1:
        return None
    click.echo("The time ran out and nothing happened since. When did you finish?", err=True)
    for number, choice in enumerate(choices, 1):
        click.echo(f"  {number}  {choice.label}, {choice.at.astimezone():%H:%M}", err=True)
    chosen: int = click.prompt("Which", type=click.IntRange(1, len(choices)), default=1, err=True)
    return choices[chosen - 1].at


def _ask_next() -> str:
    if not can_ask():
        return ""
    return str(click.prompt("Next", default="", show_default=False, err=True)).strip()
