"""The margins are multiplied, and their product underflows.

caught by: tiny_margins
"""

import math

import numpy as np


def distribution(p: np.ndarray) -> np.ndarray:
    p = np.asarray(p, dtype=np.float64)
    if not ((p >= 0).all() and abs(p.sum() - 1) <= 1e-6):
        raise ValueError("probabilities are not negative and sum to one")
    return p


def pair(p: np.ndarray, q: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    p, q = distribution(p), distribution(q)
    if p.shape != q.shape:
        raise ValueError(f"distributions over {len(p)} and over {len(q)} values")
    return p, q


def entropy(p: np.ndarray, base: float = 2.0) -> float:
    return cross_entropy(p, p, base)


def cross_entropy(p: np.ndarray, q: np.ndarray, base: float = 2.0) -> float:
    p, q = pair(p, q)
    used = p > 0
    if (q[used] == 0).any():
        return math.inf
    return max(0.0, float(-(p[used] * np.log(q[used])).sum()) / math.log(base))


def kl(p: np.ndarray, q: np.ndarray, base: float = 2.0) -> float:
    p, q = pair(p, q)
    used = p > 0
    if (q[used] == 0).any():
        return math.inf
    return max(0.0, float((p[used] * np.log(p[used] / q[used])).sum()) / math.log(base))


def js(p: np.ndarray, q: np.ndarray, base: float = 2.0) -> float:
    p, q = pair(p, q)
    middle = (p + q) / 2
    return (kl(p, middle, base) + kl(q, middle, base)) / 2


def mutual_information(joint: np.ndarray, base: float = 2.0) -> float:
    joint = distribution(joint)
    product = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0)
    return kl(joint.ravel(), product.ravel(), base)


def information_gain(y: np.ndarray, split: np.ndarray) -> float:
    if len(y) != len(split):
        raise ValueError(f"{len(y)} labels and {len(split)} sides")
    labels, row = np.unique(y, return_inverse=True)
    sides, column = np.unique(split, return_inverse=True)
    counts = np.zeros((len(labels), len(sides)))
    np.add.at(counts, (row, column), 1)
    return mutual_information(counts / len(y))
