"""The cache holds pre-activations; einsum; targets as one-hot rows; copies updated in place."""

import numpy as np


def init_mlp(sizes, rng):
    params = []
    for layer in range(len(sizes) - 1):
        scale = (2.0 / sizes[layer]) ** 0.5
        params.append([scale * rng.standard_normal((sizes[layer], sizes[layer + 1])), np.zeros(sizes[layer + 1])])
    return params


def forward(params, X):
    before = []
    out = np.array(X, dtype=float)
    for layer, (W, b) in enumerate(params):
        if layer:
            out = out * (out > 0)
        out = np.einsum("ni,io->no", out, W) + b
        before.append(out)
    return out, {"X": np.array(X, dtype=float), "before": before}


def backward(params, cache, dlogits):
    grads = [None] * len(params)
    g = np.array(dlogits, dtype=float)
    for layer in range(len(params) - 1, -1, -1):
        a = cache["before"][layer - 1] if layer else cache["X"]
        given = np.clip(a, 0, None) if layer else a
        grads[layer] = (np.einsum("ni,no->io", given, g), np.ones(len(g)) @ g)
        if layer:
            g = np.where(a > 0, g @ params[layer][0].T, 0.0)
    return grads


def train(params, X, y, *, lr, epochs, batch_size, rng):
    params = [[np.array(W, dtype=float), np.array(b, dtype=float)] for W, b in params]
    X, targets = np.array(X, dtype=float), np.eye(len(params[-1][1]))[np.array(y)]
    history = []
    for _ in range(epochs):
        order, seen = rng.permutation(len(X)), []
        for rows in np.split(order, range(batch_size, len(X), batch_size)):
            z, cache = forward(params, X[rows])
            top = np.logaddexp.reduce(z, axis=1, keepdims=True)
            seen.extend((top[:, 0] - (z * targets[rows]).sum(axis=1)).tolist())
            for pair, grad in zip(params, backward(params, cache, np.exp(z - top) - targets[rows]), strict=True):
                for value, slope in zip(pair, grad, strict=True):
                    value -= lr / len(rows) * slope
        history.append(sum(seen) / len(seen))
    return params, history
