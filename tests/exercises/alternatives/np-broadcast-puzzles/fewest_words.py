import numpy as np


def outer(a, b):
    return np.reshape(a, (-1, 1)) @ np.reshape(b, (1, -1))


def one_hot(labels, k):
    return 1 * np.equal(np.reshape(labels, (-1, 1)), np.arange(k))


def pairwise_sq_dists(X, Y):
    X, Y = np.asarray(X, np.float64), np.asarray(Y, np.float64)
    middle = np.concatenate([X, Y]).mean(axis=0)
    X, Y = X - middle, Y - middle
    return np.clip(np.sum(X**2, 1, keepdims=True) + np.sum(Y**2, 1) - 2 * X.dot(Y.T), 0, None)


def tril_mask(n):
    return np.fromfunction(lambda i, j: i >= j, (n, n))


def segment_sum(values, segment_ids, k):
    return np.sum(np.where(np.arange(k)[:, None] == segment_ids, values, np.zeros_like(values)), axis=1)


def sliding_windows(x, w):
    if not 0 < w <= len(x):
        raise ValueError(w)
    return np.asarray(x)[np.add.outer(np.arange(len(x) - w + 1), np.arange(w))]


def row_normalise(X):
    X = np.asarray(X, float)
    norm = np.sqrt(np.einsum("ij,ij->i", X, X))
    return X / (norm + (norm == 0))[:, None]


def scatter_add(base, idx, vals):
    return np.add(base, segment_sum(vals, idx, len(base)))


def bucketize(x, edges):
    return np.sum(np.reshape(x, (-1, 1)) >= np.reshape(edges, (1, -1)), axis=1)


def causal_block_mask(lengths):
    ids = np.arange(len(lengths)).repeat(lengths)
    apart = ids.reshape(-1, 1) - ids
    return (apart == 0) * tril_mask(ids.size)
