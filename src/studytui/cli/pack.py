"""`studytui pack`: exercises from elsewhere."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from studytui.cli.opened import opened
from studytui.cli.options import consent_option, json_option
from studytui.cli.output import complain, say, say_json
from studytui.domain.plural import several
from studytui.study import consent, packs
from studytui.study.context import Context
from studytui.study.engine import open_engine


@click.group("pack", no_args_is_help=False)
def pack_command() -> None:
    """Add, list and remove packs of exercises from elsewhere."""


@pack_command.command("add")
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--name", default="", metavar="NAME", help="What to call it; its folder's name if left out.")
@consent_option
def add(path: Path, name: str, agreed: bool) -> int:
    """Install a copy of the pack at PATH, a folder with exercises in <track>/<id>/.

    Its code only ever runs in the sandbox. Where `studytui doctor` does not say STRONG, it needs your consent: its code
    could then read your files, use the network and start programs while it is graded. The consent is remembered for
    this pack, as long as its files stay as they are.
    """
    with opened() as ctx:
        pack = asyncio.run(_add(ctx, path, name, agreed=agreed))
        if agreed:
            complain(consent.MEANING)
        say(f"Added {pack.name}: {_exercises(pack)}, in {pack.folder}; prove it with `studytui verify {pack.folder}`")
    return 0


async def _add(ctx: Context, path: Path, name: str, *, agreed: bool) -> packs.Pack:
    async with open_engine() as engine:
        return await packs.add(ctx, engine, path, name=name, agreed=agreed)


@pack_command.command("list")
@json_option
def list_packs(as_json: bool) -> int:
    """The installed packs, beside the built-in one."""
    with opened() as ctx:
        found = packs.installed(ctx)
    if as_json:
        say_json({"packs": [_shape(pack) for pack in found]})
        return 0
    for pack in found:
        say(f"{pack.name}  {_exercises(pack)}  {pack.folder}{'  consent given' if pack.consented else ''}")
    if not found:
        say("No pack is installed beside the built-in one; `studytui pack add PATH` installs one.")
    return 0


@pack_command.command("remove")
@click.argument("name", metavar="NAME")
def remove(name: str) -> int:
    """Take a pack away; your solutions and scores stay."""
    with opened() as ctx:
        packs.remove(ctx, name)
    say(f"Removed {name}; your solutions and scores stay")
    return 0


@pack_command.command("consent")
@click.argument("name", metavar="NAME")
@click.option("--withdraw", is_flag=True, help="Take it back.")
def give_consent(name: str, withdraw: bool) -> int:
    """Let an installed pack be graded also where the sandbox is not STRONG."""
    with opened() as ctx:
        packs.agree(ctx, name, withdraw=withdraw)
    if not withdraw:
        complain(consent.MEANING)
    say(f"Consent {'withdrawn' if withdraw else 'given'} for {name}")
    return 0


def _exercises(pack: packs.Pack) -> str:
    return several(pack.exercises, "exercise")


def _shape(pack: packs.Pack) -> dict[str, object]:
    return {
        "name": pack.name,
        "folder": str(pack.folder),
        "exercises": pack.exercises,
        "consent": pack.consented,
    }
