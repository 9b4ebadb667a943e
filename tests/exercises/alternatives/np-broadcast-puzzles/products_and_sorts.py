import numpy as np


def outer(a, b):
    return np.einsum("i,j->ij", a, b)


def one_hot(labels, k):
    labels = np.asarray(labels)
    result = np.zeros((len(labels), k), dtype=int)
    known = np.flatnonzero((labels >= 0) & (labels < k))
    result[known, labels[known]] = 1
    return result


def pairwise_sq_dists(X, Y):
    X, Y = np.array(X, dtype=float), np.array(Y, dtype=float)
    if not len(X) or not len(Y):
        return np.zeros((len(X), len(Y)))
    X, Y = X - Y[0], Y - Y[0]
    left = np.hstack([-2 * X, np.einsum("ij,ij->i", X, X)[:, None], np.ones((len(X), 1))])
    right = np.hstack([Y, np.ones((len(Y), 1)), np.einsum("ij,ij->i", Y, Y)[:, None]])
    return (left @ right.T).clip(min=0)


def tril_mask(n):
    return np.cumsum(np.eye(n), axis=1).T[::-1, ::-1].T > 0 if n else np.zeros((0, 0), dtype=bool)


def segment_sum(values, segment_ids, k):
    values, segment_ids = np.asarray(values), np.asarray(segment_ids)
    order = np.argsort(segment_ids, kind="stable")
    present, starts = np.unique(segment_ids[order], return_index=True)
    result = np.zeros(k, dtype=values.dtype)
    if len(present):
        result[present] = np.add.reduceat(values[order], starts)
    return result


def sliding_windows(x, w):
    x = np.asarray(x)
    if w < 1 or w > len(x):
        raise ValueError("window does not fit")
    rows = len(x) - w + 1
    return np.take(x, outer(np.arange(rows), np.ones(w, dtype=int)) + np.arange(w))


def row_normalise(X):
    X = np.asarray(X, dtype=float)
    length = np.linalg.norm(X, axis=1)[:, None]
    return np.divide(X, length, out=np.zeros_like(X), where=length != 0)


def scatter_add(base, idx, vals):
    base, vals = np.asarray(base), np.asarray(vals)
    places = np.concatenate([np.arange(len(base)), idx]).astype(int)
    return segment_sum(np.concatenate([base, vals]).astype(np.result_type(base, vals)), places, len(base))


def bucketize(x, edges):
    return np.count_nonzero(np.less_equal.outer(np.asarray(edges), np.asarray(x)), axis=0)


def causal_block_mask(lengths):
    ends = np.cumsum(lengths)
    place = np.arange(ends[-1])
    start = np.concatenate([[0], ends])[bucketize(place, ends)]
    return (place <= place[:, None]) & (place >= start[:, None])
