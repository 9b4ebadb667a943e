"""`studytui plan tailor`: a plan made to measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli import asking
from studytui.cli.opened import opened
from studytui.cli.output import complain, say
from studytui.domain.plural import several
from studytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.domain.tailoring import Tailored, Wish
    from studytui.study.context import Context


@click.command("tailor")
@click.option("--weeks", type=int, metavar="N", help="How many weeks; 12 if left out.")
@click.option("--minutes", type=int, metavar="N", help="Minutes a day; 60 if left out.")
@click.option("--track", "tracks", multiple=True, metavar="T", help="A track or area, such as recsys or mathematics.")
@click.option(
    "--from", "units", multiple=True, metavar="ADDRESS", help="A unit, phase or weeks: week-by-week:W6, ...:W21-W24."
)
@click.option("--level", "levels", multiple=True, metavar="T=N", help="Your level in a track or area, 0 to 5.")
@click.option("--id", "plan_id", metavar="ID", help="The plan's id; else made from the tracks.")
@click.option("--title", default="", metavar="TEXT", help="The plan's title; else made from the tracks.")
@click.option("--dry-run", is_flag=True, help="Show the plan and its reasons; save nothing.")
@click.option("--yes", is_flag=True, help="Replace a plan of that id without asking.")
def tailor_plan(
    weeks: int | None,
    minutes: int | None,
    tracks: tuple[str, ...],
    units: tuple[str, ...],
    levels: tuple[str, ...],
    plan_id: str | None,
    title: str,
    dry_run: bool,
    yes: bool,
) -> int:
    """Make a plan to measure from the units of all plans: for your level, your weeks, your minutes, your tracks.

    It says why each unit is in it and what was left out. The same wish gives the same plan; it is saved as YAML, yours
    to edit. Exercises no harder than your level in their track, and those accepted, count as known.
    """
    from studytui.study import tailoring

    with opened() as ctx:
        given = _levels(levels)
        if not tracks and not units and asking.can_ask():
            tracks, weeks, minutes, given = _asked(ctx, weeks, minutes, given)
        wanted = tailoring.wish(
            ctx,
            weeks=12 if weeks is None else weeks,
            minutes=60 if minutes is None else minutes,
            tracks=tracks,
            units=units,
            levels=given,
            plan_id=plan_id,
            title=title,
        )
        made = tailoring.make(ctx, wanted)
        for line in _shown(made, wanted):
            say(line)
        if dry_run:
            complain("Nothing was saved: this was a dry run.")
            return 0
        replace = yes or _may_replace(ctx, wanted.id)
        saved = tailoring.save(ctx, made, replace=replace)
    say(f"{'Saved' if saved.changed else 'Unchanged:'} {saved.path}")
    if saved.set_aside is not None:
        say(f"The version before is kept in {saved.set_aside}")
    say(f"Follow it with `studytui plan use {wanted.id}`.")
    return 0


def _levels(levels: tuple[str, ...]) -> dict[str, int]:
    found = {}
    for text in levels:
        name, _, level = text.rpartition("=")
        if not name or not level.isdecimal():
            raise UsageError(f"`{text}` is no level; write it like mathematics=3")
        found[name.strip()] = int(level)
    return found


def _asked(
    ctx: Context, weeks: int | None, minutes: int | None, levels: dict[str, int]
) -> tuple[tuple[str, ...], int, int, dict[str, int]]:
    """What nobody said on the command line, asked."""
    from studytui.study.tailoring import offer

    offered = offer(ctx)
    complain(f"Areas: {', '.join(area for area, _ in offered.areas)}")
    complain(f"Tracks: {', '.join(track.id for track in offered.tracks)}")
    answer = click.prompt("What is it to be about (commas between several)", err=True)
    tracks = tuple(word.strip() for word in answer.split(",") if word.strip())
    weeks = weeks if weeks is not None else click.prompt("Weeks", default=12, type=int, err=True)
    minutes = minutes if minutes is not None else click.prompt("Minutes a day", default=60, type=int, err=True)
    for track in tracks:
        if track not in levels:
            levels[track] = click.prompt(f"Your level in {track}, 0 (new) to 5", default=0, type=int, err=True)
    return tracks, weeks, minutes, levels


def _may_replace(ctx: Context, plan_id: str) -> bool:
    """Whether a plan of that id is there and its owner agrees to have it replaced."""
    if not (ctx.paths.user_plans / f"{plan_id}.yaml").is_file():
        return False
    asking.confirm(f"Replace your plan `{plan_id}`?", f"there is a plan `{plan_id}` already; give another --id")
    return True


def _shown(made: Tailored, wanted: Wish) -> Iterator[str]:
    plan = made.plan
    units, checkpoints = len(made.taken), len(plan.phases)
    yield f"{plan.title}  ({plan.id})"
    yield (
        f"{plan.weeks_total} weeks of {wanted.minutes} minutes a day, {several(units, 'unit')}, "
        f"{several(checkpoints, 'checkpoint')}"
    )
    if plan.weeks_total < wanted.weeks:
        yield f"Nothing more fits into the {wanted.weeks} weeks asked for, or is left to learn."
    yield ""
    yield from _units(made)
    if made.left_out:
        yield ""
        yield "Left out"
        yield from (f"  {reason.title}  ({reason.address}): {reason.why}" for reason in made.left_out)
    yield ""


def _units(made: Tailored) -> Iterator[str]:
    """What was taken and the checkpoints, by week."""
    lines = [(reason.weeks or (0, 0), f"{reason.title}  ({reason.address})", reason.why) for reason in made.taken]
    for phase in made.plan.phases:
        checkpoint = phase.units[-1]
        lines.append((checkpoint.weeks or (0, 0), checkpoint.title, "; ".join(checkpoint.details)))
    for (first, last), title, why in sorted(lines, key=lambda line: line[0]):
        span = f"W{first:02d}" if first == last else f"W{first:02d}-{last:02d}"
        yield f"{span:<7} {title}"
        yield f"        {why}"
