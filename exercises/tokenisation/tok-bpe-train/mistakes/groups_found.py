"""re.findall gives the groups of a pattern instead of the matches.

caught by: groups
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

Pair = tuple[int, int]
BORDER = -1


def pieces_of(text: str, pattern: str | None) -> list[bytes]:
    found = [text] if pattern is None else ["".join(match) for match in re.findall(pattern, text)]
    return [piece.encode() for piece in found]


class Tokens:
    """All tokens as a linked list, and where each pair begins; pieces are kept apart by borders."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.ids = [BORDER]
        for piece in pieces:
            self.ids += [*piece, BORDER]
        self.after = list(range(1, len(self.ids) + 1))
        self.before = list(range(-1, len(self.ids) - 1))
        self.places: dict[Pair, set[int]] = defaultdict(set)
        self.touched: set[Pair] = set()
        for place in range(len(self.ids) - 1):
            self.add(place)

    def pair(self, place: int) -> Pair:
        return self.ids[place], self.ids[self.after[place]]

    def add(self, place: int) -> None:
        pair = self.pair(place)
        if BORDER not in pair:
            self.places[pair].add(place)
            self.touched.add(pair)

    def drop(self, place: int) -> None:
        pair = self.pair(place)
        if BORDER not in pair:
            self.places[pair].discard(place)
            self.touched.add(pair)

    def count(self, pair: Pair) -> int:
        if pair[0] != pair[1]:
            return len(self.places[pair])
        taken, overlapped = 0, -1
        for place in sorted(self.places[pair]):
            if place != overlapped:
                taken += 1
                overlapped = self.after[place]
        return taken

    def merge(self, pair: Pair, new: int) -> None:
        for place in sorted(self.places.pop(pair)):
            if self.ids[place] != pair[0] or self.pair(place) != pair:
                continue
            gone, left = self.after[place], self.before[place]
            self.drop(left)
            self.drop(gone)
            self.ids[place], self.ids[gone] = new, BORDER
            self.after[place] = self.after[gone]
            self.before[self.after[gone]] = place
            self.add(left)
            self.add(place)


def train_bpe(text: str, vocab_size: int, *, pattern: str | None = None) -> list[Pair]:
    if vocab_size < 256:
        raise ValueError("there are 256 bytes, so a vocabulary has at least as many ids")
    tokens = Tokens(pieces_of(text, pattern))
    counts: dict[Pair, int] = {}
    heap: list[tuple[int, Pair]] = []
    merges: list[Pair] = []
    while len(merges) < vocab_size - 256:
        for pair in tokens.touched:
            counts[pair] = tokens.count(pair)
            heapq.heappush(heap, (-counts[pair], pair))
        tokens.touched.clear()
        # Of a pair's entries only the newest is true; the others are dropped when they come up.
        while heap and counts[heap[0][1]] != -heap[0][0]:
            heapq.heappop(heap)
        if not heap or heap[0][0] > -2:
            break
        _, best = heapq.heappop(heap)
        tokens.merge(best, 256 + len(merges))
        counts[best] = 0
        merges.append(best)
    return merges


def vocab_from_merges(merges: Sequence[Pair]) -> dict[int, bytes]:
    vocab = {number: bytes([number]) for number in range(256)}
    for number, (a, b) in enumerate(merges, start=256):
        vocab[number] = vocab[a] + vocab[b]
    return vocab


def decode(ids: Iterable[int], merges: Sequence[Pair]) -> str:
    vocab = vocab_from_merges(merges)
    return b"".join(vocab[number] for number in ids).decode("utf-8", errors="replace")
