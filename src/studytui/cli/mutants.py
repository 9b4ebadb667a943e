"""`studytui verify --mutate`: what became of the mutants of a reference."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from studytui.cli import failure
from studytui.cli.opened import opened
from studytui.cli.output import say, say_json
from studytui.study.mutating import mutate_wanted

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.study.mutation import Mutation, Survivor


def mutate_and_say(what: tuple[str, ...], *, agreed: bool, page: Path | None, as_json: bool) -> int:
    """Run the mutants of what was named and print the survivors as they are found; the exit code."""
    with opened() as ctx:
        done, problems = asyncio.run(
            mutate_wanted(ctx, what, agreed=agreed, page=page, on_done=_say_nothing if as_json else _say_one)
        )
    if as_json:
        told = [{"where": problem.where, "what": problem.what} for problem in problems]
        say_json({"exercises": [_shape(each) for each in done], "problems": told})
    else:
        for problem in problems:
            say(str(problem))
        if page is not None:
            say(f"{page} is up to date; {len(done)} exercises were run.")
    fell_short = bool(problems) or any(each.survivors for each in done)
    return failure.FELL_SHORT if fell_short else failure.OK


def _say_one(found: Mutation) -> None:
    """One exercise: its figures, then each survivor with its diff."""
    slow = f" ({found.by_limit} by the limit on time)" if found.by_limit else ""
    say(
        f"{found.exercise}: {found.mutants} mutants, {found.killed} killed{slow}, "
        f"{len(found.equivalent)} equivalent, {len(found.survivors)} survive"
    )
    _say_each(found.survivors)
    if found.survivors:
        say(
            "\nWrite a check that catches each, or mark it in equivalent.yaml with `in`, `line`, `becomes`, `reason`.\n"
        )
    if found.late:
        say("\nAccepted on the first seed, caught on a later one; a learner may pass so, by luck. Sharpen a check:")
        _say_each(found.late)


def _say_each(accepted: tuple[Survivor, ...]) -> None:
    for each in accepted:
        say(f"\n  line {each.number}, in: {each.inside}")
        for line in each.diff.splitlines():
            say(f"  {line}")


def _shape(found: Mutation) -> dict[str, object]:
    return {
        "id": found.exercise,
        "mutants": found.mutants,
        "killed": found.killed,
        "slow": found.by_limit,
        "late": _listed(found.late),
        "equivalent": len(found.equivalent),
        "survivors": _listed(found.survivors),
    }


def _listed(accepted: tuple[Survivor, ...]) -> list[dict[str, object]]:
    return [{"in": each.inside, "number": each.number, "line": each.line, "becomes": each.becomes} for each in accepted]


def _say_nothing(found: Mutation) -> None:
    """With --json everything is said at the end."""
