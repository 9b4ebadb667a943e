"""The commands that status lines and prompts ask for every few seconds, answered without loading the parser.

Loading click would be a third of their time. Only well-formed lines are known here; every mistake, and every other
command, goes to the parser, which ends in the same functions.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def answer(argv: Sequence[str]) -> int | None:
    """Run a well-formed `status` or `today`; None when the arguments are the parser's business."""
    match list(argv):
        case ["status"]:
            return _status(short=False)
        case ["status", "--short"]:
            return _status(short=True)
        case ["today", *words] if len(words) <= 3:
            return _today(words)
    return None


def _status(*, short: bool) -> int:
    from studytui.cli.failure import guarded
    from studytui.cli.status_text import print_status

    return guarded(lambda: print_status(short=short))


def _today(words: list[str]) -> int | None:
    as_json = "--json" in words
    rest = [word for word in words if word != "--json"]
    on = _day(rest[1]) if len(rest) == 2 and rest[0] == "--date" else None
    if rest and on is None:
        return None
    from studytui.cli.failure import guarded
    from studytui.cli.today_text import print_today

    return guarded(lambda: print_today(on=on, as_json=as_json))


def _day(word: str) -> date | None:
    """A day written 2026-11-20; other forms of ISO dates are the parser's to refuse."""
    try:
        found = date.fromisoformat(word)
    except ValueError:
        return None
    return found if found.isoformat() == word else None
