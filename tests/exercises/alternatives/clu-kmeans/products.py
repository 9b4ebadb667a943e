"""Distances by matrix product, draws by a cumulative sum, means by one-hot sums."""

import numpy as np


def distances(X, C):
    return np.maximum((X * X).sum(1)[:, None] - 2 * X @ C.T + (C * C).sum(1), 0.0)


def kmeans_plus_plus(X, k, rng):
    X = np.array(X, dtype=float)
    if len(np.unique(X, axis=0)) < k:
        raise ValueError("too few different rows")
    centers = [X[int(rng.random() * len(X))]]
    for _ in range(k - 1):
        gap = np.min([((X - c) ** 2).sum(axis=1) for c in centers], axis=0)
        ladder = np.cumsum(gap)
        centers.append(X[np.searchsorted(ladder, rng.random() * ladder[-1], side="right")])
    return np.stack(centers)


def lloyd(X, centers, max_iter=300, tol=1e-6):
    X = np.array(X, dtype=float)
    shift = X.mean(axis=0)
    X = X - shift
    C = np.array(centers, dtype=float) - shift
    k = len(C)
    D = distances(X, C)
    labels = D.argmin(1)
    history = [D[np.arange(len(X)), labels].sum()]
    while len(history) <= max_iter:
        onehot = np.eye(k)[labels]
        counts = onehot.sum(0)
        new = onehot.T @ X / np.maximum(counts, 1)[:, None]
        own = D[np.arange(len(X)), labels]
        missing = np.flatnonzero(counts == 0)
        new[missing] = X[np.argsort(-own, kind="stable")[: len(missing)]]
        C = new
        D = distances(X, C)
        before, labels = labels, D.argmin(1)
        history.append(((X - C[labels]) ** 2).sum())
        full = np.bincount(labels, minlength=k).all()
        if full and (np.array_equal(before, labels) or history[-2] - history[-1] < tol * history[-2]):
            break
    return C + shift, labels, [float(value) for value in history]


class KMeans:
    def __init__(self, k, n_init=5, max_iter=300, tol=1e-6, rng=None):
        self.k, self.n_init, self.max_iter, self.tol = k, n_init, max_iter, tol
        self.rng = rng or np.random.default_rng()

    def fit(self, X):
        runs = [lloyd(X, kmeans_plus_plus(X, self.k, self.rng), self.max_iter, self.tol) for _ in range(self.n_init)]
        self.centers_, self.labels_, self.history_ = min(runs, key=lambda run: run[2][-1])
        self.inertia_ = self.history_[-1]
        return self

    def predict(self, X):
        return [int(np.argmin(((np.asarray(row) - self.centers_) ** 2).sum(axis=1))) for row in X]
