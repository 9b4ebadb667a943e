"""The places of a pair are merged in the order of a set, not from left to right.

caught by: overlapping
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

Pair = tuple[int, int]
BORDER = -1


def pieces_of(text: str, pattern: str | None) -> list[bytes]:
    found = [text] if pattern is None else [match[0] for match in re.finditer(pattern, text)]
    return [piece.encode() for piece in found]


class Tokens:
    """All tokens as a linked list, and where each pair begins; pieces are kept apart by borders."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.ids = [BORDER]
        for piece in pieces:
            self.ids += [*piece, BORDER]
        self.after = [place + 1 for place, _ in enumerate(self.ids)]
        self.before = [place - 1 for place, _ in enumerate(self.ids)]
        self.places: dict[Pair, set[int]] = defaultdict(set)
        for place, number in enumerate(self.ids):
            if number != BORDER:
                self.add(place)

    def pair(self, place: int) -> Pair:
        return self.ids[place], self.ids[self.after[place]]

    def add(self, place: int) -> Pair:
        pair = self.pair(place)
        if BORDER not in pair:
            self.places[pair].add(place)
        return pair

    def drop(self, place: int) -> Pair:
        pair = self.pair(place)
        self.places[pair].discard(place)
        return pair

    def count(self, pair: Pair) -> int:
        a, b = pair
        return len(self.places[pair]) if a != b else self.count_apart(pair)

    def count_apart(self, pair: Pair) -> int:
        taken, overlapped = 0, None
        for place in sorted(self.places[pair]):
            if place != overlapped:
                taken += 1
                overlapped = self.after[place]
        return taken

    def merge(self, pair: Pair, new: int) -> set[Pair]:
        """Merge the pair wherever it stands; gives the pairs whose places have changed."""
        changed = set()
        for place in list(self.places.pop(pair)):
            if self.ids[place] == BORDER:
                continue  # swallowed by the occurrence before it
            gone, left = self.after[place], self.before[place]
            changed |= {self.drop(left), self.drop(gone)}
            self.ids[place], self.ids[gone] = new, BORDER
            self.after[place] = self.after[gone]
            self.before[self.after[gone]] = place
            changed |= {self.add(left), self.add(place)}
        return changed


def train_bpe(text: str, vocab_size: int, *, pattern: str | None = None) -> list[Pair]:
    if vocab_size < 256:
        raise ValueError("there are 256 bytes, so a vocabulary has at least as many ids")
    # core: begin
    tokens = Tokens(pieces_of(text, pattern))
    counts: dict[Pair, int] = {}
    heap: list[tuple[int, Pair]] = []
    merges: list[Pair] = []
    changed = set(tokens.places)
    while len(merges) < vocab_size - 256:
        for pair in changed:
            counts[pair] = tokens.count(pair)
            heapq.heappush(heap, (-counts[pair], pair))
        # Of a pair's entries only the newest is true; the others are dropped when they come up.
        while heap and counts.get(heap[0][1]) != -heap[0][0]:
            heapq.heappop(heap)
        if not heap or heap[0][0] > -2:
            break
        _, best = heapq.heappop(heap)
        changed = tokens.merge(best, 256 + len(merges))
        del counts[best]
        merges.append(best)
    return merges
    # core: end


def vocab_from_merges(merges: Sequence[Pair]) -> dict[int, bytes]:
    vocab = {number: bytes([number]) for number in range(256)}
    for number, (a, b) in enumerate(merges, start=256):
        vocab[number] = vocab[a] + vocab[b]
    return vocab


def decode(ids: Iterable[int], merges: Sequence[Pair]) -> str:
    vocab = vocab_from_merges(merges)
    return b"".join(vocab[number] for number in ids).decode("utf-8", errors="replace")
