"""`studytui doctor`: is everything in order here?"""

from __future__ import annotations

import asyncio

import click

from studytui.cli import failure
from studytui.cli.opened import opened
from studytui.cli.options import json_option
from studytui.cli.output import say, say_json
from studytui.grading.engine import Engine
from studytui.study.context import Context
from studytui.study.doctor import Health, examine


@click.command("doctor")
@json_option
def doctor_command(as_json: bool) -> int:
    """Try the sandbox, the database, PyTorch, the editor, the terminal and the folders."""
    with opened() as ctx:
        health = asyncio.run(_examine(ctx))
    if as_json:
        say_json(_shape(health))
    else:
        _print(health)
    return failure.OK if health.ok else failure.FELL_SHORT


async def _examine(ctx: Context) -> Health:
    async with Engine() as engine:
        return await examine(ctx, engine)


def _shape(health: Health) -> dict[str, object]:
    return {
        "ok": health.ok,
        "sandbox": {"level": health.sandbox.level.value, "layers": list(health.sandbox.layers)},
        "database": health.database,
        "torch": health.torch,
        "editor": health.editor,
        "terminal": health.terminal,
        "paths": {name: str(path) for name, path in health.paths.items()},
        "problems": [{"where": problem.where, "what": problem.what} for problem in health.problems],
    }


def _print(health: Health) -> None:
    layers = ", ".join(health.sandbox.layers) or "no layer holds"
    say(f"sandbox    {health.sandbox.level.value}: {layers}")
    say(f"database   {'fine' if health.database['ok'] else 'not usable'}: {health.database['path']}")
    say(f"torch      {health.torch['version'] or 'not installed: ' + str(health.torch['way'])}")
    editor = health.editor["command"]
    say(f"editor     {editor if health.editor['found'] else 'set one in $VISUAL or $EDITOR'}")
    terminal = health.terminal
    size = f"{terminal['columns']}x{terminal['rows']}" if terminal["tty"] else "none here"
    facts = [size, terminal["term"], *(["tmux"] if terminal["tmux"] else []), terminal["encoding"]]
    say(f"terminal   {', '.join(str(fact) for fact in facts if fact)}")
    say("paths")
    for name, path in health.paths.items():
        say(f"  {name:<10} {path}")
    for problem in health.problems:
        say(f"{problem.where}: {problem.what}")
    say("All is in order." if health.ok else f"{len(health.problems)} to mend.")
