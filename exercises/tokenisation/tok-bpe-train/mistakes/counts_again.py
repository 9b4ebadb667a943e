"""Right, but everything is counted and rewritten for each merge.

caught by: cost
"""

import re
from collections import Counter


def pieces_of(text, pattern):
    found = [text] if pattern is None else [match[0] for match in re.finditer(pattern, text)]
    return [list(piece.encode()) for piece in found]


def count(pieces):
    counts = Counter()
    for ids in pieces:
        taken = {}
        for i in range(len(ids) - 1):
            pair = ids[i], ids[i + 1]
            if taken.get(pair) != i - 1 or pair[0] != pair[1]:
                counts[pair] += 1
                taken[pair] = i
    return counts


def merge(ids, pair, new):
    merged, i = [], 0
    while i < len(ids):
        if tuple(ids[i : i + 2]) == pair:
            merged.append(new)
            i += 2
        else:
            merged.append(ids[i])
            i += 1
    return merged


def train_bpe(text, vocab_size, *, pattern=None):
    if vocab_size < 256:
        raise ValueError("a vocabulary holds all bytes")
    pieces = pieces_of(text, pattern)
    merges = []
    while len(merges) < vocab_size - 256:
        counts = count(pieces)
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        if counts[best] < 2:
            break
        pieces = [merge(ids, best, 256 + len(merges)) for ids in pieces]
        merges.append(best)
    return merges


def vocab_from_merges(merges):
    vocab = {number: bytes([number]) for number in range(256)}
    for number, (a, b) in enumerate(merges, start=256):
        vocab[number] = vocab[a] + vocab[b]
    return vocab


def decode(ids, merges):
    vocab = vocab_from_merges(merges)
    return b"".join(vocab[number] for number in ids).decode("utf-8", errors="replace")
