"""The cache is a global, and another pass overwrites it.

caught by: one_layer
"""

import itertools
from collections.abc import Sequence

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]
CACHE: list[np.ndarray] = []


def init_mlp(sizes: Sequence[int], rng: np.random.Generator) -> Params:
    return [(rng.normal(size=(i, o)) * np.sqrt(2 / i), np.zeros(o)) for i, o in itertools.pairwise(sizes)]


def forward(params: Params, X: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    inputs = []
    h = np.asarray(X)
    for number, (W, b) in enumerate(params, start=1):
        inputs.append(h)
        a = h @ W + b
        h = np.maximum(a, 0) if number < len(params) else a
    CACHE[:] = inputs
    return h, []


def backward(params: Params, cache: list[np.ndarray], dlogits: np.ndarray) -> Params:
    # core: begin
    grads: Params = []
    flow = np.asarray(dlogits)
    for (W, _), h in zip(reversed(params), reversed(CACHE), strict=True):
        grads.append((h.T @ flow, flow.sum(axis=0)))
        flow = (flow @ W.T) * (h > 0)
    return grads[::-1]
    # core: end


def cross_entropy(logits: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """The sum over the rows, and the gradient of their mean."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(y))
    dlogits = np.exp(logp)
    dlogits[rows, y] -= 1
    return float(-logp[rows, y].sum()), dlogits / len(y)


def train(
    params: Params, X: np.ndarray, y: np.ndarray, *, lr: float, epochs: int, batch_size: int, rng: np.random.Generator
) -> tuple[Params, list[float]]:
    y = np.asarray(y)
    losses = []
    for _ in range(epochs):
        # core: begin
        order = rng.permutation(len(X))
        total = 0.0
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            logits, cache = forward(params, X[rows])
            loss, dlogits = cross_entropy(logits, y[rows])
            grads = backward(params, cache, dlogits)
            params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads, strict=True)]
            total += loss
        losses.append(total / len(X))
        # core: end
    return params, losses
