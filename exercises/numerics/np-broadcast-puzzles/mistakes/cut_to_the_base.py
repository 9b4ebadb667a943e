"""Fractions that are added to whole numbers are cut off.

caught by: fractions
"""

import numpy as np


def outer(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.asarray(a)[:, None] * b


def one_hot(labels: np.ndarray, k: int) -> np.ndarray:
    return (np.asarray(labels)[:, None] == np.arange(k)).astype(np.int64)


def pairwise_sq_dists(X: np.ndarray, Y: np.ndarray) -> np.ndarray:
    X = np.asarray(X, dtype=np.float64)
    centre = X[:1].sum(axis=0)
    X, Y = X - centre, Y - centre
    squares = (X * X).sum(axis=1)[:, None] + (Y * Y).sum(axis=1)
    return np.maximum(squares - 2.0 * (X @ Y.T), 0.0)


def tril_mask(n: int) -> np.ndarray:
    order = np.arange(n)
    return order[:, None] >= order


def segment_sum(values: np.ndarray, ids: np.ndarray, k: int) -> np.ndarray:
    mine = ids == np.arange(k)[:, None]
    return np.where(mine, values, 0).sum(axis=1)


def sliding_windows(x: np.ndarray, w: int) -> np.ndarray:
    x = np.asarray(x)
    if not 1 <= w <= len(x):
        raise ValueError(f"a window of {w} does not fit into {len(x)} items")
    return x[np.arange(len(x) - w + 1)[:, None] + np.arange(w)]


def row_normalise(X: np.ndarray) -> np.ndarray:
    X = np.asarray(X, dtype=np.float64)
    length = np.sqrt((X * X).sum(axis=1, keepdims=True))
    return np.divide(X, length, out=np.zeros_like(X), where=length > 0)


def scatter_add(base: np.ndarray, idx: np.ndarray, vals: np.ndarray) -> np.ndarray:
    base = np.asarray(base)
    return base + segment_sum(vals, idx, len(base)).astype(base.dtype)


def bucketize(x: np.ndarray, edges: np.ndarray) -> np.ndarray:
    return (edges <= np.asarray(x)[:, None]).sum(axis=1)


def causal_block_mask(lengths: np.ndarray) -> np.ndarray:
    ids = np.repeat(np.arange(len(lengths)), lengths)
    return (ids[:, None] == ids) & tril_mask(len(ids))
