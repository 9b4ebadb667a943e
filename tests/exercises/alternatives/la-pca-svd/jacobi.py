"""One-sided Jacobi rotations, without a decomposition from the library."""

import math

import numpy as np


def singular(A):
    """Singular values and right singular vectors, (r,) and (r, p), largest first."""
    turned = A.shape[0] < A.shape[1]
    W = (A.T if turned else A).copy()
    count = W.shape[1]
    V = np.eye(count)
    for _ in range(60):
        rotated = False
        for i in range(count - 1):
            for j in range(i + 1, count):
                a, b, c = W[:, i] @ W[:, i], W[:, j] @ W[:, j], W[:, i] @ W[:, j]
                if abs(c) <= 1e-15 * math.sqrt(a * b) or c == 0.0:
                    continue
                rotated = True
                zeta = (b - a) / (2 * c)
                t = math.copysign(1.0, zeta) / (abs(zeta) + math.hypot(1.0, zeta))
                cos = 1 / math.hypot(1.0, t)
                sin = cos * t
                for M in (W, V):
                    left, right = M[:, i].copy(), M[:, j].copy()
                    M[:, i], M[:, j] = cos * left - sin * right, sin * left + cos * right
        if not rotated:
            break
    lengths = np.sqrt((W * W).sum(axis=0))
    order = np.argsort(-lengths)
    lengths = lengths[order]
    if turned:
        safe = np.where(lengths > 0, lengths, 1.0)
        return lengths, (W[:, order] / safe).T
    return lengths, V[:, order].T


class PCA:
    def __init__(self, n_components):
        self.n_components = n_components

    def fit(self, X):
        X = X.astype(np.float64)
        wanted, most = self.n_components, min(X.shape)
        if isinstance(wanted, float) and not 0 < wanted < 1:
            raise ValueError("share")
        if not isinstance(wanted, float) and wanted not in range(1, most + 1):
            raise ValueError("count")
        self.mean_ = np.mean(X, axis=0)
        lengths, axes = singular(X - self.mean_)
        variance = np.square(lengths) / (len(X) - 1)
        share = variance / variance.sum()
        k = wanted
        if isinstance(wanted, float):
            k = int(np.argmax(np.cumsum(share) >= wanted - 1e-10)) + 1
        self.components_, self.explained_variance_ = axes[:k], variance[:k]
        self.explained_variance_ratio_ = share[:k]
        return self

    def transform(self, X):
        return np.array([[float(axis @ (row - self.mean_)) for axis in self.components_] for row in X])

    def inverse_transform(self, Z):
        return np.array(
            [self.mean_ + sum(z * axis for z, axis in zip(row, self.components_, strict=True)) for row in Z]
        )
