"""The command line: which commands there are, and how every one of them ends.

A command's module is imported when it is called, so that none pays for another; the table below therefore repeats the
one line that `--help` shows.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

from studytui import __version__
from studytui.cli import failure
from studytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "today": ("today", "Plan, week, day, tasks, exercises."),
    "start": ("session", "Start the clock, or let a paused one go on."),
    "pause": ("session", "Pause the clock."),
    "finish": ("session", "End the session."),
    "status": ("session", "The clock in a line."),
    "log": ("session", "Record study done elsewhere."),
    "list": ("exercises", "The exercises and how far you are."),
    "show": ("exercises", "An exercise's task."),
    "hint": ("exercises", "An exercise's next hint."),
    "reference": ("exercises", "The author's own right answer."),
    "edit": ("exercises", "Your solution in your editor."),
    "grade": ("grade", "One verdict on a solution."),
    "watch": ("watch", "Grade a solution on every save."),
    "review": ("review", "What is due again, rebuilt in ten minutes."),
    "verify": ("verify", "Prove exercises and plans."),
    "pack": ("pack", "Exercises from elsewhere."),
    "new": ("new", "Begin a new exercise."),
    "plan": ("plan", "Plans, and which one you follow."),
    "task": ("task", "Tasks of your own, and changes to planned ones."),
    "reading": ("reading", "The week's reading list."),
    "recall": ("recall", "Questions to answer from memory."),
    "paper": ("paper", "Paper notes, and what they leave open."),
    "journal": ("journal", "What you wrote."),
    "project": ("project", "Your repositories, and what they show."),
    "export": ("export", "Weeks as Markdown."),
    "import": ("history", "What another machine exported."),
    "badge": ("badge", "A progress badge as SVG."),
    "experiment": ("experiment", "Predict, run over seeds, conclude."),
    "stats": ("stats", "Minutes, weeks, scores."),
    "doctor": ("doctor", "Is everything in order here?"),
    "paths": ("data", "Where things are kept."),
    "backup": ("data", "Copy the database to a file."),
    "restore": ("data", "Bring a backup back."),
    "setup": ("setup", "Install what is optional."),
}


class Program(click.Group):
    """The group of all commands; ends in an exit code and at most one sentence, never in a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command, in the order of a study hour."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the command's module; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        found = getattr(importlib.import_module(f"studytui.cli.{module}"), f"{cmd_name}_command")
        return cast("click.Command", found)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            raise UsageError(_unknown(args[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - likewise
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def main(  # type: ignore[override]  # it always exits, as click's own does in standalone mode
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run a command line and exit with its code."""
        extra["standalone_mode"] = False
        sys.exit(failure.guarded(lambda: self._run(args, prog_name, extra)))

    def _run(self, args: Sequence[str] | None, prog_name: str | None, extra: dict[str, Any]) -> int:
        try:
            code = super().main(args, prog_name, **extra)
        except click.ClickException as error:
            raise UsageError(_sentence(error)) from None
        except click.Abort:
            raise KeyboardInterrupt from None
        return code if isinstance(code, int) else failure.OK


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, COMMANDS, n=1)
    meant = f"did you mean `studytui {close[0]}`?" if close else "`studytui --help` lists them"
    return f"there is no command `{name}`; {meant}"


def _sentence(error: click.ClickException) -> str:
    """The parser's message as one sentence with the way out."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is not None and isinstance(ctx.command, click.Group) and not isinstance(error, click.NoSuchOption):
        return f"`{ctx.command_path}` is followed by one of: {', '.join(ctx.command.list_commands(ctx))}"
    if isinstance(error, click.NoSuchOption) and not error.option_name.strip("- "):
        return "a text that begins with a dash comes after --, as in `-- '- a line of a list'`"
    message = " ".join(error.format_message().split()).rstrip(".")
    path = ctx.command_path if ctx is not None else "studytui"
    return f"{message[:1].lower()}{message[1:]}; see `{path} --help`"


@click.group(
    "studytui",
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="studytui %(version)s")
@click.pass_context
def program(ctx: click.Context) -> int | None:
    """A study companion in the terminal: the right hour, its clock, graded exercises, a journal.

    Without a command it opens the app.
    """
    if ctx.invoked_subcommand is not None:
        return None
    from studytui.cli.app import open_app

    return open_app()
