import numpy as np


def valid(p):
    p = np.array(p, dtype=float)
    if np.isnan(p).any() or p.min() < 0 or not np.isclose(p.sum(), 1.0, rtol=0, atol=1e-6):
        raise ValueError("not a distribution")
    return p


def _sum(p, ratio, base):
    """Σ p log ratio, with 0 for p = 0, no less than 0."""
    logs = np.log(np.where(p > 0, ratio, 1.0))
    return float(np.maximum(np.dot(p, logs) / np.log(base), 0.0))


def entropy(p, base=2.0):
    p = valid(p)
    return _sum(p, 1 / np.where(p > 0, p, 1.0), base)


def cross_entropy(p, q, base=2.0):
    p, q = valid(p), valid(q)
    if p.size != q.size:
        raise ValueError("sizes")
    if np.any((p > 0) & (q == 0)):
        return float("inf")
    return float(np.maximum(-np.dot(p, np.log(np.where(q > 0, q, 1.0))) / np.log(base), 0.0))


def kl(p, q, base=2.0):
    if np.isinf(cross_entropy(p, q)):
        return float("inf")
    p, q = valid(p), valid(q)
    return _sum(p, p / np.where(q > 0, q, 1.0), base)


def js(p, q, base=2.0):
    cross_entropy(p, q)
    m = 0.5 * (np.asarray(p) + np.asarray(q))
    return 0.5 * kl(p, m, base) + 0.5 * kl(q, m, base)


def mutual_information(joint, base=2.0):
    joint = valid(joint)
    rows, columns = joint.sum(axis=1, keepdims=True), joint.sum(axis=0)
    ratio = joint / np.where(rows > 0, rows, 1.0) / np.where(columns > 0, columns, 1.0)
    return _sum(joint.ravel(), ratio.ravel(), base)


def information_gain(y, split):
    y, split = np.asarray(y), np.asarray(split)
    if y.shape != split.shape or not y.size:
        raise ValueError("shapes")
    table = (np.unique(y)[:, None, None] == y) & (np.unique(split)[:, None] == split)
    return mutual_information(table.mean(axis=2))
