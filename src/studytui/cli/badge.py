"""`studytui badge` and `studytui plan export`: progress for others to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import FILE, of_plan_option
from studytui.cli.output import complain, say

if TYPE_CHECKING:
    from pathlib import Path


@click.command("badge")
@click.option("--to", type=FILE, metavar="FILE", help="Where to; else progress-PLAN.svg in your workspace.")
@of_plan_option
def badge_command(to: Path | None, plan: str | None) -> int:
    """Write a progress badge as SVG: the share of ticked boxes, made here, without a server."""
    from studytui.study.badge import write_badge

    with opened() as ctx:
        badge = write_badge(ctx, to=to, plan_id=plan)
    counted = badge.counted
    say(f"{'Wrote' if badge.changed else 'Unchanged:'} {badge.path}")
    say(f"{counted.done} of {counted.total} boxes, {counted.percent}%")
    return 0


@click.command("export")
@click.option("--to", type=FILE, metavar="FILE", help="The README; else README.md in your workspace.")
@click.option("--anew", is_flag=True, help="Write its parts again even where you edited or deleted them.")
@of_plan_option
def export_plan(to: Path | None, anew: bool, plan: str | None) -> int:
    """Write a plan's boxes and badge into a README, between marks of its own; the rest of the file stays."""
    from studytui.study.badge import export_boxes

    with opened() as ctx:
        listed = export_boxes(ctx, to=to, plan_id=plan, anew=anew)
    say(f"{'Wrote' if listed.changed else 'Unchanged:'} {listed.path}")
    say(f"{'Wrote' if listed.badge.changed else 'Unchanged:'} {listed.badge.path}")
    for part in listed.kept:
        complain(f"{listed.path}: your own version of {part} was kept; --anew writes it again")
    return 0
