"""`studytui project`: linked repositories, evidence of the week, and what it is assessed by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from studytui.cli.opened import opened
from studytui.cli.options import json_option, of_plan_option
from studytui.cli.output import complain, say, say_json
from studytui.study import evidence as study

if TYPE_CHECKING:
    from studytui.domain.evidence import Evidence
    from studytui.study.assessing import AssessView
    from studytui.study.context import Context

_week_option = click.option("--week", type=int, metavar="N", help="Which week; the present one if left out.")
_path = click.argument("path", type=click.Path(path_type=Path))


@click.group("project", no_args_is_help=False)
def project_command() -> None:
    """Your own repositories, and what they show of a week."""


@project_command.command("link")
@_path
@of_plan_option
def link(path: Path, plan: str | None) -> int:
    """Link the git repository at PATH: your commits made during sessions become evidence.

    Nothing but its log is read, and nothing in it is run.
    """
    with opened() as ctx:
        say(f"Linked {study.link(ctx, path, plan)}")
    return 0


@project_command.command("unlink")
@_path
@of_plan_option
def unlink(path: Path, plan: str | None) -> int:
    """Forget the repository at PATH, or of that name; the evidence it gave stays."""
    with opened() as ctx:
        say(f"Forgot {study.unlink(ctx, path, plan)}; the evidence it gave stays")
    return 0


@project_command.command("list")
@of_plan_option
@json_option
def list_linked(plan: str | None, as_json: bool) -> int:
    """Print the linked repositories."""
    with opened() as ctx:
        roots = study.linked(ctx, plan)
    wrong = {root: study.trouble(root) for root in roots}
    if as_json:
        say_json({"repositories": [{"path": str(root), "there": not wrong[root]} for root in roots]})
        return 0
    for root in roots:
        say(str(root))
    for trouble in filter(None, wrong.values()):
        complain(trouble)
    if not roots:
        say("No repository is linked yet; `studytui project link PATH` links one.")
    return 0


@project_command.command("show")
@_week_option
@json_option
def show(week: int | None, as_json: bool) -> int:
    """Print the week's evidence, and what it is assessed by."""
    from studytui.study import assessing, enrolled

    with opened() as ctx:
        number = _number(ctx, week)
        for trouble in study.collect(ctx, enrolled.required(ctx), number):
            complain(trouble)
        found, items = study.of_week(ctx, number), assessing.of_week(ctx, number)
    if as_json:
        say_json(
            {"week": number, "evidence": [_row(one) for one in found], "assess": [_item_row(one) for one in items]}
        )
        return 0
    for one in found:
        if not one.address:
            said = f": {one.text}" if one.text else ""
            say(f"{one.day:%a} {one.day.isoformat()}  {one.kind.label.lower()}  {one.value}{said}")
    if not found:
        say(f"No evidence of week {number} yet.")
    if items:
        say("\nTo assess")
    for item in items:
        _say_item(item)
    return 0


@project_command.command("add")
@click.argument("link")
@click.argument("text", required=False, default="")
@_week_option
@click.option("--for", "item", metavar="ADDRESS", default="", help="The item that it stands for.")
def add(link: str, text: str, week: int | None, item: str) -> int:
    """Keep a LINK to a pull request, a demo or anything else as evidence, with a few words of TEXT."""
    from studytui.study import assessing

    with opened() as ctx:
        number = _number(ctx, week)
        if item:
            assessing.find(ctx, number, item)
        made = study.add_link(ctx, number, link, text, item=item)
    say(f"Kept for week {number}: {made.kind.label.lower()} {made.value}")
    return 0


@project_command.command("drop")
@click.argument("what")
@_week_option
def drop(what: str, week: int | None) -> int:
    """Drop a link, or a commit by its name, from the week's evidence."""
    with opened() as ctx:
        number = _number(ctx, week)
        say(f"Dropped from week {number}: {study.drop(ctx, number, what).value}")
    return 0


@project_command.command("assess")
@click.argument("address")
@_week_option
@click.option(
    "--with", "values", metavar="WHAT", multiple=True, help="Evidence that stands for it: a commit or a link."
)
@click.option("--undo", is_flag=True, help="Take the tick back; the evidence stays.")
def assess(address: str, week: int | None, values: tuple[str, ...], undo: bool) -> int:
    """Tick an item of the week against its rubric, by the ADDRESS that `project show` prints."""
    from studytui.study import assessing

    with opened() as ctx:
        number = _number(ctx, week)
        assessing.find(ctx, number, address)
        for value in values:
            study.stand_for(ctx, number, study.find(ctx, number, value), address)
        item = assessing.tick(ctx, number, address, done=not undo)
    _say_item(item)
    return 0


def _number(ctx: Context, week: int | None) -> int:
    from studytui.study import export, notes

    if week is None:
        return export.present_week(ctx)
    notes.check_week(ctx, week)
    return week


def _say_item(item: AssessView) -> None:
    say(f"  [{'x' if item.done else ' '}] {item.text}  ({item.address})")
    for line in item.rubric:
        say(f"      - {line}")
    for one in item.evidence:
        say(f"      {one.words}")


def _row(one: Evidence) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "value": one.value,
        "text": one.text,
        "day": one.day.isoformat(),
        "link": one.link,
        "for": one.address,
    }


def _item_row(item: AssessView) -> dict[str, object]:
    return {
        "address": item.address,
        "text": item.text,
        "done": item.done,
        "rubric": list(item.rubric),
        "evidence": [one.value for one in item.evidence],
    }
