"""The two commands that status lines and prompts ask for every few seconds, answered without loading the parser.

Loading click would be a quarter of their time. Only the plain forms are known here; every other form, and every
mistake, goes to the parser, which ends in the same functions.
"""

from collections.abc import Sequence


def answer(argv: Sequence[str]) -> int | None:
    """Run a plain `status` or `today`; None when the arguments are the parser's business."""
    match list(argv):
        case ["status"]:
            return _status(short=False)
        case ["status", "--short"]:
            return _status(short=True)
        case ["today"]:
            return _today(as_json=False)
        case ["today", "--json"]:
            return _today(as_json=True)
    return None


def _status(*, short: bool) -> int:
    from studytui.cli.failure import guarded
    from studytui.cli.status_text import print_status

    return guarded(lambda: print_status(short=short))


def _today(*, as_json: bool) -> int:
    from studytui.cli.failure import guarded
    from studytui.cli.today_text import print_today

    return guarded(lambda: print_today(on=None, as_json=as_json))
