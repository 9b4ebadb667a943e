"""Right, but every pair there is has the whole text counted for it, by str.count.

caught by: cost
"""

import re


def train_bpe(text, vocab_size, *, pattern=None):
    if vocab_size < 256:
        raise ValueError("vocab_size")
    pieces = [text] if pattern is None else [m.group(0) for m in re.finditer(pattern, text)]
    SEP = chr(0x10FFFF)
    s = SEP.join(p.encode().decode("latin-1") for p in pieces)
    pairs_at = re.compile(f"(?s)(?=([^{SEP}][^{SEP}]))")
    merges = []
    while 256 + len(merges) < vocab_size:
        pairs = set(pairs_at.findall(s))
        if not pairs:
            break
        best = min(pairs, key=lambda p: (-s.count(p), p))
        if s.count(best) < 2:
            break
        merges.append((ord(best[0]), ord(best[1])))
        s = s.replace(best, chr(255 + len(merges)))
    return merges


def vocab_from_merges(merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for n, (a, b) in enumerate(merges):
        vocab[256 + n] = vocab[a] + vocab[b]
    return vocab


def decode(ids, merges):
    vocab = vocab_from_merges(merges)
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="replace")
