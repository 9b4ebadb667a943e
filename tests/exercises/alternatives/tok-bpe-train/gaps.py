"""One array in which merged-away places stay behind as gaps; lists of places are checked when they are used."""

import bisect
import codecs
import re

GAP, END = -1, -2


def train_bpe(text, vocab_size, *, pattern=None):
    if vocab_size < 256:
        raise ValueError("fewer ids than bytes")
    line = [END]
    for piece in split(text, pattern):
        line.extend(piece)
        line.append(END)
    places, queue, merges = {}, [], []
    for i in range(1, len(line) - 1):
        register(line, places, i)
    best_first(queue, line, places, list(places))
    while queue and len(merges) < vocab_size - 256:
        negative, pair = queue.pop(0)
        count = len(standing(line, places, pair))
        if count != -negative:
            continue
        if count < 2:
            break
        new = 256 + len(merges)
        merges.append(pair)
        changed = set()
        for i in standing(line, places, pair):
            j = step(line, i, 1)
            around = [step(line, i, -1), step(line, j, 1)]
            changed |= {(line[around[0]], pair[0]), (pair[1], line[around[1]])}
            line[i], line[j] = new, GAP
            for start in (around[0], i):
                register(line, places, start)
                changed.add((line[start], line[step(line, start, 1)]))
        best_first(queue, line, places, changed & places.keys())
    return merges


def split(text, pattern):
    if pattern is None:
        return [text.encode()]
    return [m.group(0).encode() for m in re.compile(pattern).finditer(text)]


def step(line, i, by):
    i += by
    while line[i] == GAP:
        i += by
    return i


def register(line, places, i):
    pair = line[i], line[step(line, i, 1)] if line[i] != END else END
    if END not in pair:
        places.setdefault(pair, []).append(i)


def standing(line, places, pair):
    """The places where the pair really stands, none overlapping."""
    kept, blocked = [], None
    alive = sorted({i for i in places[pair] if line[i] == pair[0] and line[step(line, i, 1)] == pair[1]})
    places[pair] = alive
    for i in alive:
        if i == blocked:
            blocked = None
            continue
        kept.append(i)
        blocked = step(line, i, 1)
    return kept


def best_first(queue, line, places, pairs):
    for pair in pairs:
        bisect.insort(queue, (-len(standing(line, places, pair)), pair))


def vocab_from_merges(merges):
    vocab = dict(zip(range(256), map(bytes, zip(range(256))), strict=True))
    for pair in merges:
        vocab[len(vocab)] = b"".join(map(vocab.get, pair))
    return vocab


def decode(ids, merges):
    vocab = vocab_from_merges(merges)
    reader = codecs.getincrementaldecoder("utf-8")("replace")
    return "".join([*(reader.decode(vocab[n]) for n in ids), reader.decode(b"", final=True)])
