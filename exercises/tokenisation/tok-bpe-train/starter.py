from collections.abc import Iterable, Sequence


def train_bpe(text: str, vocab_size: int, *, pattern: str | None = None) -> list[tuple[int, int]]:
    """The merges in order; the n-th one makes the id 256 + n.

    pattern: a regular expression whose matches are the pieces; None: the text is one piece.
    """
    raise NotImplementedError


def vocab_from_merges(merges: Sequence[tuple[int, int]]) -> dict[int, bytes]:
    """The bytes of every id, 0 to 255 + len(merges)."""
    raise NotImplementedError


def decode(ids: Iterable[int], merges: Sequence[tuple[int, int]]) -> str:
    """The text of any ids; bytes that are no UTF-8 become U+FFFD."""
    raise NotImplementedError
