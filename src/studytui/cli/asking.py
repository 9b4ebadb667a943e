"""Questions that commands ask."""

from __future__ import annotations

import sys

from studytui.errors import UsageError


def can_ask() -> bool:
    """Whether a person is there to answer: questions go to standard error, so that standard output stays the answer."""
    return is_typed() and sys.stderr is not None and sys.stderr.isatty()


def is_typed() -> bool:
    """Whether a person sits at standard input; nobody does where it was closed."""
    return sys.stdin is not None and sys.stdin.isatty()


def standard_input() -> str:
    """All of standard input.

    Raises:
        UsageError: it is closed, or not text.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed; give the text as an argument")
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise UsageError("standard input is not text in UTF-8; convert it first, for example with iconv") from None


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
