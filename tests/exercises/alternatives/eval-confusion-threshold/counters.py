"""Counters and plain loops; a sweep over groups of equal scores."""

import itertools
import math
from collections import Counter


def plain(values):
    return [v.item() if hasattr(v, "item") else v for v in values]


def confusion(y, yhat, labels):
    y, yhat, labels = plain(y), plain(yhat), plain(labels)
    if len(y) != len(yhat) or not set(y) | set(yhat) <= set(labels):
        raise ValueError("lengths or labels")
    pairs = Counter(zip(y, yhat, strict=True))
    return [[pairs[truth, guess] for guess in labels] for truth in labels]


def quotient(top, bottom):
    return top / bottom if bottom else 0.0


def prf(y, yhat, average, beta=1.0):
    y, yhat = plain(y), plain(yhat)
    if len(y) != len(yhat):
        raise ValueError("lengths")
    rows = []
    for label in [1] if average == "binary" else sorted(set(y) | set(yhat)):
        tp = sum(1 for a, b in zip(y, yhat, strict=True) if a == label and b == label)
        rows.append((tp, yhat.count(label) - tp, y.count(label) - tp))
    if average == "micro":
        rows = [tuple(map(sum, zip(*rows, strict=True)))]
    values = []
    for tp, fp, fn in rows:
        p, r = quotient(tp, tp + fp), quotient(tp, tp + fn)
        values.append((p, r, quotient((1 + beta * beta) * p * r, beta * beta * p + r), tp + fn))
    shares = [row[3] if average == "weighted" else 1 for row in values]
    return [sum(s * row[i] for s, row in zip(shares, values, strict=True)) / sum(shares) for i in range(3)]


def best_threshold(score, y, cost_fp, cost_fn):
    rows = sorted(zip(plain(score), plain(y), strict=True), reverse=True)
    fp, fn = 0, sum(1 for _, positive in rows if positive)
    best = (math.inf, float(cost_fn * fn))
    for value, group in itertools.groupby(rows, key=lambda row: row[0]):
        for _, positive in group:
            fp += not positive
            fn -= bool(positive)
        cost = cost_fp * fp + cost_fn * fn
        if cost < best[1]:
            best = (float(value), float(cost))
    return best


def balanced_class_weights(y):
    counts = Counter(plain(y))
    return {label: len(y) / len(counts) / n for label, n in counts.items()}
