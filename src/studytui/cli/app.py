"""`studytui` without a command: the app."""

import sys

from studytui.cli.asking import is_typed
from studytui.cli.opened import opened
from studytui.errors import UsageError


def open_app() -> int:
    """Open the app, which needs a terminal at both ends.

    Raises:
        UsageError: standard input or output is not a terminal.
    """
    if not (is_typed() and sys.stdout is not None and sys.stdout.isatty()):
        raise UsageError(
            "the app needs a terminal; `studytui today` prints the day as text, `studytui --help` lists the commands"
        )
    with opened() as ctx:
        from studytui.tui.app import run

        return run(ctx)
