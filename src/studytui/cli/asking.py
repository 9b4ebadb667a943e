"""Questions that commands ask."""

from __future__ import annotations

import sys

from studytui.errors import UsageError


def can_ask() -> bool:
    """Whether a person is there to answer: questions go to standard error, so that standard output stays the answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str, why: str) -> None:
    """Ask before something that cannot be taken lightly; a no ends the command.

    Raises:
        UsageError: nobody is there to ask, or the answer is no.
    """
    import click

    if not can_ask():
        raise UsageError(f"{why}; say --yes to go ahead without being asked")
    if not click.confirm(question, err=True):
        raise UsageError("nothing was done")
