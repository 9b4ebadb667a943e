"""The journal: add, show, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.asking import is_typed, standard_input
from studytui.cli.friday import checklist, lesson
from studytui.cli.opened import opened
from studytui.cli.options import date_option
from studytui.cli.output import complain, say
from studytui.cli.search import search
from studytui.cli.weekly import checkin, review
from studytui.errors import UsageError
from studytui.study import notes, plans

if TYPE_CHECKING:
    from datetime import date

    from studytui.study.context import Context


@click.group("journal", no_args_is_help=False)
def journal_command() -> None:
    """What you wrote, day by day."""


journal_command.add_command(checkin)
journal_command.add_command(review)
journal_command.add_command(checklist)
journal_command.add_command(lesson)
journal_command.add_command(search)


@journal_command.command("add")
@date_option
@click.option("--field", metavar="F", help="Which field of the entry; `notes` if left out.")
@click.argument("text", required=False)
def add_entry(on: date | None, field: str | None, text: str | None) -> int:
    """Add TEXT to a day's entry; without TEXT from standard input, or in your editor."""
    with opened() as ctx:
        plans.required(ctx)
        day = on or ctx.today()
        name = _field(ctx, field)
        if text is None and is_typed():
            _edit(ctx, day, name)
        else:
            addition = (standard_input() if text is None else text).strip("\n")
            if not addition.strip():
                raise UsageError("there is nothing to add; give TEXT, or write it to standard input")
            notes.append(ctx, day, name, addition)
        say(f"Saved: {day.isoformat()}, {name}")
    return 0


@journal_command.command("show")
@date_option
@click.option("--week", type=int, metavar="N", help="A whole week of your plan.")
@click.option("--versions", is_flag=True, help="Every version that was saved on that day, oldest first.")
def show_entries(on: date | None, week: int | None, versions: bool) -> int:
    """Print a day's entry, today's if none is named, or a week's."""
    if versions and week is not None:
        raise UsageError("--versions shows a day; name it with --date instead of --week")
    with opened() as ctx:
        plans.required(ctx)
        if versions:
            return _show_versions(ctx, on or ctx.today())
        if week is None:
            day = on or ctx.today()
            days = {day: notes.day(ctx, day)}
        else:
            days = dict(notes.week(ctx, week))
        labels = {field.id: field.label for field in notes.fields(ctx)}
    written = {day: {name: text for name, text in entry.items() if text.strip()} for day, entry in days.items()}
    for day, entry in written.items():
        if entry:
            say(f"# {day:%A %Y-%m-%d}\n")
        for name, text in entry.items():
            say(f"## {labels.get(name, name)}\n\n{text.strip()}\n")
    if not any(written.values()):
        say("Nothing written yet.")
    return 0


def _show_versions(ctx: Context, day: date) -> int:
    saved = notes.versions(ctx, day)
    for entry in saved:
        say(f"## {entry.field}, saved {ctx.local(entry.at):%Y-%m-%d %H:%M} ({entry.plan})\n\n{entry.text.strip()}\n")
    if not saved:
        say("Nothing written yet.")
    return 0


def _field(ctx: Context, wanted: str | None) -> str:
    known = [field.id for field in notes.fields(ctx)]
    name = wanted if wanted is not None else ("notes" if "notes" in known else known[0])
    if name not in known:
        raise UsageError(f"there is no field `{name}`; the entry has {', '.join(known)}")
    return name


def _edit(ctx: Context, day: date, name: str) -> None:
    """Let the learner write in the editor; the file stays until its text is saved, so that nothing typed is lost."""
    from studytui.files import write_atomic
    from studytui.study import editor

    path = ctx.paths.state_dir / "editing" / f"{day.isoformat()}-{name}.md"
    command = editor.command(ctx, path)
    written = notes.day(ctx, day)[name]
    if path.exists():
        complain(f"Going on with what you left in {path}")
    else:
        write_atomic(path, written)
    if editor.run(command) != 0:
        raise UsageError(f"the editor did not end well, so nothing was saved; your text is in {path}")
    text = path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    if text != written.rstrip("\n"):
        notes.save(ctx, day, name, text)
    path.unlink()
