"""`journal search`: everything that was written, and the learner's code."""

from __future__ import annotations

import click

from studytui.cli.opened import opened
from studytui.cli.options import json_option
from studytui.cli.output import say, say_json
from studytui.study import search as study
from studytui.study.search import FoundKind


@click.command("search")
@click.argument("text")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in FoundKind]),
    multiple=True,
    help="Only that; may be given several times.",
)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, metavar="N", help="At most so many; 50 if left out.")
@click.option("--rebuild", is_flag=True, help="Lay the index anew first.")
@json_option
def search(text: str, kinds: tuple[str, ...], limit: int, rebuild: bool, as_json: bool) -> int:
    """Find TEXT in entries, lessons, papers, readings, recall questions, experiments and your code.

    All words of TEXT are looked for; words may go on behind them. The newest come first; what fits stands in brackets.
    """
    with opened() as ctx:
        if rebuild:
            study.rebuild(ctx)
        found = study.find(ctx, text, [FoundKind(kind) for kind in kinds], limit)
    if as_json:
        rows = [
            {"kind": hit.kind.value, "key": hit.key, "plan": hit.plan, "date": hit.day.isoformat(), "where": hit.where,
             "snippet": hit.snippet}
            for hit in found.hits
        ]  # fmt: skip
        say_json({"text": text.encode("utf-8", "replace").decode(), "found": rows, "more": found.more})
        return 0
    for hit in found.hits:
        say(f"{hit.kind.value:<10}  {hit.day.isoformat()}  {hit.where}")
        say(f"    {hit.snippet}")
    if found.more:
        say(f"There is more; these are the newest {limit}.")
    if not found.hits:
        say("Nothing found.")
    return 0
