from collections import Counter, defaultdict
from math import fsum, inf, isclose, log


def checked(p):
    p = [float(value) for value in p]
    if any(not value >= 0 for value in p) or not isclose(fsum(p), 1, rel_tol=0, abs_tol=1e-6):
        raise ValueError("no distribution")
    return p


def entropy(p, base=2.0):
    return abs(fsum(value * log(1 / value, base) for value in checked(p) if value))


def kl(p, q, base=2.0):
    p, q = checked(p), checked(q)
    if len(p) != len(q):
        raise ValueError("lengths")
    terms = []
    for a, b in zip(p, q, strict=True):
        if a and not b:
            return inf
        if a:
            terms.append(a * (log(a) - log(b)) / log(base))
    return max(fsum(terms), 0.0)


def cross_entropy(p, q, base=2.0):
    return kl(p, q, base) + entropy(p, base)


def js(p, q, base=2.0):
    if len(p) != len(q):
        raise ValueError("lengths")
    p, q = checked(p), checked(q)
    middle = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    return max(0.0, entropy(middle, base) - entropy(p, base) / 2 - entropy(q, base) / 2)


def mutual_information(joint, base=2.0):
    joint = [list(row) for row in joint]
    rows = [sum(row) for row in joint]
    columns = [sum(column) for column in zip(*joint, strict=True)]
    cells = [cell for row in joint for cell in row]
    return max(0.0, entropy(rows, base) + entropy(columns, base) - entropy(cells, base))


def information_gain(y, split):
    y, split = list(y), list(split)
    if len(y) != len(split) or not y:
        raise ValueError("labels")
    sides = defaultdict(list)
    for label, side in zip(y, split, strict=True):
        sides[side].append(label)
    return max(0.0, of_labels(y) - sum(len(part) / len(y) * of_labels(part) for part in sides.values()))


def of_labels(labels):
    return entropy([count / len(labels) for count in Counter(labels).values()])
