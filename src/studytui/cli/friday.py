"""Friday from the shell: the week's checklist and its lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.asking import standard_input
from studytui.cli.opened import opened
from studytui.cli.options import json_option
from studytui.cli.output import say, say_json
from studytui.errors import UsageError

if TYPE_CHECKING:
    from studytui.domain.checklist import CheckItem

_week_option = click.option("--week", type=int, metavar="N", help="Which week; the present one if left out.")


@click.command("checklist")
@click.argument("mark", required=False)
@_week_option
@click.option("--undo", is_flag=True, help="Say that it is not reached.")
@json_option
def checklist(mark: str | None, week: int | None, undo: bool, as_json: bool) -> int:
    """Print the week's checklist; with MARK (experiment, improvement, lesson, artefact) tick that by hand."""
    from studytui.study import export, friday

    if undo and mark is None:
        raise UsageError("say which mark to take back, as in `studytui journal checklist lesson --undo`")
    with opened() as ctx:
        number = export.present_week(ctx) if week is None else week
        if mark is not None:
            friday.tick(ctx, number, friday.mark_of(mark), done=not undo)
        items = friday.of_week(ctx, number)
    if as_json:
        rows = [
            {"mark": item.mark.value, "done": item.done, "why": item.why, "by_hand": item.by_hand} for item in items
        ]
        say_json({"week": number, "checklist": rows})
        return 0
    for item in items:
        say(_line(item))
    return 0


@click.command("lesson")
@click.argument("text", required=False)
@_week_option
def lesson(text: str | None, week: int | None) -> int:
    """Keep TEXT as the week's lesson; without TEXT, print it. `-` reads it from standard input."""
    from studytui.study import export, notes
    from studytui.study import lesson as study

    with opened() as ctx:
        number = export.present_week(ctx) if week is None else week
        notes.check_week(ctx, number)
        if text is not None:
            said = standard_input() if text == "-" else text
            if not said.strip():
                raise UsageError("there is nothing to keep; write the lesson in a sentence or more")
            study.save(ctx, number, said)
        say(study.of_week(ctx, number) or f"No lesson of week {number} yet.")
    return 0


def _line(item: CheckItem) -> str:
    how = f"  {item.why}" if item.why else ("  by hand" if item.by_hand and item.done else "")
    return f"[{'x' if item.done else ' '}] {item.mark.label}{how}  ({item.mark.value})"
