"""`studytui watch`: a verdict on every save."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from studytui.cli.grade import print_event, print_rest
from studytui.cli.grade_text import check_line
from studytui.cli.opened import opened
from studytui.cli.options import consent_option, exercise_argument, file_argument
from studytui.cli.output import complain, reader_is_gone, say
from studytui.errors import StudyError, UsageError
from studytui.files import read_source
from studytui.grading.engine import Engine
from studytui.study import grading, packs, practice, saves

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.study.context import Context


@click.command("watch")
@exercise_argument
@file_argument
@consent_option
def watch_command(exercise: str, file: Path | None, agreed: bool) -> int:
    """Grade FILE, or your own solution, now and on every save, until ctrl+c.

    Any editor will do, also one that saves by renaming. A new save cancels the run in flight.
    """
    with opened() as ctx:
        path = file or practice.solution_path(ctx, exercise)
        if not path.is_file():
            raise UsageError(f"there is no file {path}; create it, or leave FILE out to watch your own solution")
        asyncio.run(_watch(ctx, exercise, path, agreed=agreed))
    return 0


async def _watch(ctx: Context, exercise: str, path: Path, *, agreed: bool) -> None:
    async with Engine() as engine:
        facts = ctx.library.exercise(exercise)
        await packs.admit(ctx, engine, facts, agreed=agreed)
        await engine.warm(facts.backend)

        def graded(source: bytes) -> asyncio.Task[None]:
            return asyncio.create_task(_grade(ctx, engine, exercise, path, source, agreed=agreed))

        complain(f"Watching {path}; ctrl+c ends.")
        run = graded(read_source(path))
        try:
            async for source in saves.saves(path):
                await _cancel(run)
                if reader_is_gone():
                    return
                run = graded(source)
        finally:
            await _cancel(run)


async def _grade(ctx: Context, engine: Engine, exercise: str, path: Path, source: bytes, *, agreed: bool) -> None:
    say(f"--- {ctx.local(ctx.now()):%H:%M:%S}")
    try:
        outcome = await grading.grade(
            ctx,
            engine,
            exercise,
            path=path,
            source=source,
            on_event=print_event,
            skip_unchanged=True,
            agreed=agreed,
        )
    except StudyError as error:
        complain(f"studytui: {error}; the next save is graded again")
        return
    if outcome.unchanged:
        say("the same as when it was last graded:")
        for check in outcome.report.checks:
            say(check_line(check))
    print_rest(outcome, path)


async def _cancel(run: asyncio.Task[None]) -> None:
    """Stop a run in flight; a finished one passes its error on."""
    run.cancel()
    with suppress(asyncio.CancelledError):
        await run
