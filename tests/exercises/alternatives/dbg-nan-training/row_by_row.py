"""One row at a time, with math's functions, and the classes of a batch gathered in a dict."""

import math

import numpy as np


def standardised(column):
    values = [float(v) for v in column]
    if min(values) == max(values):
        return [0.0] * len(values)
    mean = math.fsum(values) / len(values)
    deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values))
    return [(v - mean) / deviation for v in values]


def log_softmax(scores):
    top = max(scores)
    total = math.log(math.fsum(math.exp(s - top) for s in scores))
    return [s - top - total for s in scores]


def train(X, y, *, lr, steps):
    n = len(X)
    k = max(int(c) for c in y) + 1
    columns = [standardised(column) for column in np.asarray(X).T] + [[1.0] * n]
    rows = list(zip(*columns, strict=True))
    weights = np.zeros((len(columns), k))
    losses = []
    for step in range(steps):
        members = {}
        for t in range(16 * step, 16 * step + 16):
            members.setdefault(int(y[t % n]), []).append(t % n)
        total, change = 0.0, np.zeros_like(weights)
        for c, mine in members.items():
            for i in mine:
                x = np.array(rows[i])
                logs = log_softmax((x @ weights).tolist())
                part = 1 / (len(mine) * len(members))
                total -= part * logs[c]
                for j in range(k):
                    change[:, j] += part * (math.exp(logs[j]) - (j == c)) * x
        losses.append(total)
        weights -= lr * change
    return weights, losses
