"""One row at a time through recursive layers; gradients as outer products, added up."""

import itertools
import math

import numpy as np


def init_mlp(sizes, rng):
    return [
        (np.array([rng.normal(0, math.sqrt(2 / i), size=o) for _ in range(i)]), np.zeros(o))
        for i, o in itertools.pairwise(sizes)
    ]


def run(params, x):
    """Everything each layer was given, and the output last."""
    kept = [x]
    for number, (W, b) in enumerate(params):
        x = x.dot(W) + b
        if number + 1 < len(params):
            x = np.array([v if v > 0 else 0.0 for v in x])
        kept.append(x)
    return kept


def forward(params, X):
    cache = [run(params, np.asarray(x, dtype=float)) for x in X]
    return np.array([kept[-1] for kept in cache]), cache


def down(params, kept, g):
    """Gradients of one row, first layer first."""
    W, _ = params[-1]
    here = (np.outer(kept[len(params) - 1], g), g)
    if len(params) == 1:
        return [here]
    below = np.array([v if h > 0 else 0.0 for v, h in zip(W.dot(g), kept[len(params) - 1], strict=True)])
    return [*down(params[:-1], kept, below), here]


def backward(params, cache, dlogits):
    total = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    for kept, g in zip(cache, dlogits, strict=True):
        row = down(params, kept, np.asarray(g, dtype=float))
        total = [(A + W, c + b) for (A, c), (W, b) in zip(total, row, strict=True)]
    return total


def train(params, X, y, *, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        waiting, lost = [int(i) for i in rng.permutation(len(X))], 0.0
        while waiting:
            rows, waiting = waiting[:batch_size], waiting[batch_size:]
            logits, cache = forward(params, [X[i] for i in rows])
            slopes = []
            for i, z in zip(rows, logits, strict=True):
                top = max(z)
                weights = [math.exp(v - top) for v in z]
                lost += top + math.log(sum(weights)) - z[y[i]]
                slope = np.array(weights) / sum(weights)
                slope[y[i]] -= 1
                slopes.append(slope / len(rows))
            grads = backward(params, cache, slopes)
            params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads, strict=True)]
        losses.append(lost / len(X))
    return params, losses
