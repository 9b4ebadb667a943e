"""The known word nearest to a mistyped one."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Known words that resemble `word`, best first; `word` is cut, so that a hostile one costs little."""
    import difflib  # on the way to an error only

    return difflib.get_close_matches(word[:60], list(known), count, cutoff=0.6)


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean ...?`, or nothing when no known word resembles it."""
    found = nearest(word, known, 1)
    return f"; did you mean `{found[0]}`?" if found else ""
