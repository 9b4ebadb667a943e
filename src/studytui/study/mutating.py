"""Mutate the exercises named, or all of them, and keep the page on the graders' quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.errors import ContentError, Problem
from studytui.study import packs
from studytui.study.engine import open_engine
from studytui.study.verification import wanted_by

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from studytui.domain.exercise import ExerciseFiles
    from studytui.study.context import Context
    from studytui.study.mutation import Mutation


async def mutate_wanted(
    ctx: Context,
    refs: Sequence[str],
    *,
    agreed: bool = False,
    page: Path | None = None,
    on_done: Callable[[Mutation], None] = lambda _: None,
) -> tuple[tuple[Mutation, ...], tuple[Problem, ...]]:
    """Run the mutants of the exercises named by id or path; of all there are when none is named.

    Args:
        ctx: the study.
        refs: as `verify` takes them.
        agreed: consent to run exercises of somebody else's without a STRONG sandbox.
        page: the page to keep; an exercise that it has up to date is not run again.
        on_done: told of each exercise as it is done.

    Returns:
        What was run, and every problem.

    Raises:
        UsageError: something named is no exercise, or is somebody else's and needs consent.
        MissingError: an exercise needs a library that is not installed.
    """
    from studytui.study import quality
    from studytui.study.mutation import mutate

    wanted = wanted_by(ctx, refs)
    rows = quality.read_rows(page) if page else {}
    done: dict[str, Mutation] = {}
    problems = list(wanted.problems)
    async with open_engine() as engine:
        for exercise in wanted.exercises.values():
            try:
                files = ctx.library.files(exercise)
            except ContentError as error:
                problems += error.problems
                continue
            row = rows.get(exercise.id)
            if row is not None and row.fingerprint == quality.fingerprint(files) and not row.survivors:
                continue
            await packs.admit(ctx, engine, exercise, agreed=agreed)
            found = await mutate(engine, files)
            done[exercise.id] = found
            problems += found.problems
            if found.killed:
                rows[exercise.id] = quality.row_of(files, found)
            on_done(found)
    if page is not None:
        everything = _readable(ctx)
        quality.write_page(page, [row for row in rows.values() if row.exercise in everything], everything, done)
    return tuple(done.values()), tuple(dict.fromkeys(problems))


def _readable(ctx: Context) -> dict[str, ExerciseFiles]:
    found = {}
    for exercise in ctx.library.exercises():
        try:
            found[exercise.id] = ctx.library.files(exercise)
        except ContentError:
            continue  # told by whoever asked for it
    return found
