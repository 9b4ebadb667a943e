"""Node objects in a ring per piece, counts in a dict, the best pair by looking at all distinct ones."""

import re


class Node:
    def __init__(self, value, serial):
        self.value = value
        self.serial = serial
        self.left = self.right = None


def key(node):
    return None if node is None or node.right is None else (node.value, node.right.value)


def chains(text, pattern):
    serial = 0
    for piece in [text] if pattern is None else (m.group() for m in re.finditer(pattern, text)):
        last = None
        for byte in piece.encode("utf-8"):
            node = Node(byte, serial)
            serial += 1
            if last is not None:
                last.right, node.left = node, last
            last = node
            yield node


def frequency(pair, nodes):
    if pair[0] != pair[1]:
        return len(nodes)
    total, busy = 0, None
    for node in sorted(nodes, key=lambda n: n.serial):
        if node is busy:
            busy = None
        else:
            total, busy = total + 1, node.right
    return total


def train_bpe(text, vocab_size, *, pattern=None):
    if vocab_size < 256:
        raise ValueError(vocab_size)
    where = {}
    for node in list(chains(text, pattern)):
        if key(node):
            where.setdefault(key(node), set()).add(node)
    counts = {pair: frequency(pair, nodes) for pair, nodes in where.items()}
    merges = []
    while len(merges) < vocab_size - 256 and counts:
        most = max(counts.values())
        if most == 1:
            break
        best = min(pair for pair in counts if counts[pair] == most)
        changed = join(where, best, 256 + len(merges))
        merges.append(best)
        for pair in changed | {best}:
            counts.pop(pair, None)
            if where.get(pair):
                counts[pair] = frequency(pair, where[pair])
    return merges


def join(where, pair, new):
    changed = set()

    def forget(node):
        if key(node):
            changed.add(key(node))
            where.get(key(node), set()).discard(node)

    def note(node):
        if key(node):
            changed.add(key(node))
            where.setdefault(key(node), set()).add(node)

    for node in sorted(where.pop(pair), key=lambda n: n.serial):
        if key(node) != pair:
            continue
        gone = node.right
        forget(node.left)
        forget(gone)
        node.value, node.right = new, gone.right
        gone.value, gone.right = None, None
        if node.right:
            node.right.left = node
        note(node.left)
        note(node)
    return changed


def vocab_from_merges(merges):
    spelt = [bytes((n,)) for n in range(256)]
    for a, b in merges:
        spelt.append(spelt[a] + spelt[b])
    return dict(enumerate(spelt))


def decode(ids, merges):
    out = bytearray()
    stack = list(ids)[::-1]
    while stack:
        n = stack.pop()
        if n < 256:
            out.append(n)
        else:
            stack += merges[n - 256][::-1]
    return out.decode(errors="replace")
