"""Right, but everything is counted and rewritten for each merge, if in C: Counter, zip and replace.

caught by: cost
"""

import itertools
import re
from collections import Counter

BORDER = chr(0x10FFFF)


def train_bpe(text, vocab_size, *, pattern=None):
    if vocab_size < 256:
        raise ValueError("a vocabulary holds all bytes")
    pieces = [text] if pattern is None else [match[0] for match in re.finditer(pattern, text)]
    # One character per id, so that a merge is one replacement.
    line = BORDER.join(piece.encode().decode("latin-1") for piece in pieces)
    merges = []
    for new in range(256, vocab_size):
        counts = Counter(itertools.pairwise(line))
        for pair in list(counts):
            if BORDER in pair:
                del counts[pair]
            elif pair[0] == pair[1]:
                counts[pair] = line.count(pair[0] * 2)
        best = min(counts, key=lambda pair: (-counts[pair], pair), default=None)
        if best is None or counts[best] < 2:
            break
        line = line.replace("".join(best), chr(new))
        merges.append((ord(best[0]), ord(best[1])))
    return merges


def vocab_from_merges(merges):
    vocab = {number: bytes([number]) for number in range(256)}
    for number, (a, b) in enumerate(merges, start=256):
        vocab[number] = vocab[a] + vocab[b]
    return vocab


def decode(ids, merges):
    vocab = vocab_from_merges(merges)
    return b"".join(vocab[number] for number in ids).decode("utf-8", errors="replace")
