"""`studytui watch`: a verdict on every save."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from studytui.cli.grade import print_event, print_rest
from studytui.cli.grade_text import check_line
from studytui.cli.opened import opened
from studytui.cli.options import exercise_argument, file_argument
from studytui.cli.output import complain, reader_is_gone, say
from studytui.errors import StudyError, UsageError
from studytui.grading.engine import Engine
from studytui.study import grading, practice, saves

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.study.context import Context


@click.command("watch")
@exercise_argument
@file_argument
def watch_command(exercise: str, file: Path | None) -> int:
    """Grade FILE, or your own solution, now and on every save, until ctrl+c.

    Any editor will do, also one that saves by renaming. A new save cancels the run in flight.
    """
    with opened() as ctx:
        path = file or practice.solution_path(ctx, exercise)
        if not path.is_file():
            raise UsageError(f"there is no file {path}; create it, or leave FILE out to watch your own solution")
        asyncio.run(_watch(ctx, exercise, path))
    return 0


async def _watch(ctx: Context, exercise: str, path: Path) -> None:
    async with Engine() as engine:
        await engine.warm(ctx.library.exercise(exercise).backend)
        complain(f"Watching {path}; ctrl+c ends.")
        run = asyncio.create_task(_grade(ctx, engine, exercise, path, path.read_bytes()))
        try:
            async for source in saves.saves(path):
                await _cancel(run)
                if reader_is_gone():
                    return
                run = asyncio.create_task(_grade(ctx, engine, exercise, path, source))
        finally:
            await _cancel(run)


async def _grade(ctx: Context, engine: Engine, exercise: str, path: Path, source: bytes) -> None:
    say(f"--- {ctx.local(ctx.now()):%H:%M:%S}")
    try:
        outcome = await grading.grade(
            ctx, engine, exercise, path=path, source=source, on_event=print_event, skip_unchanged=True
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
