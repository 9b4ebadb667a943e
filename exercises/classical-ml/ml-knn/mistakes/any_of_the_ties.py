"""Rows that tie come in any order, as a partition or an unstable sort leaves them.

caught by: distance_ties
"""

import numpy as np

EXACT = 1e-12


def distances(A: np.ndarray, B: np.ndarray, metric: str) -> np.ndarray:
    """Between all rows of A, (m, p), and of B, (n, p): (m, n)."""
    if metric == "cosine":
        lengths = np.linalg.norm(A, axis=1)[:, None] * np.linalg.norm(B, axis=1)
        cosines = np.divide(A @ B.T, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        return np.maximum(1.0 - cosines, 0.0)
    total = np.zeros((len(A), len(B)))
    for a, b in zip(A.T, B.T, strict=True):
        gap = np.subtract.outer(a, b)
        total += gap * gap if metric == "l2" else np.abs(gap)
    return np.sqrt(total) if metric == "l2" else total


def weigh(d: np.ndarray, weights: str) -> np.ndarray:
    """How much each neighbour counts, (m, k)."""
    if weights == "uniform":
        return np.ones_like(d)
    exact = d <= EXACT
    return np.where(exact.any(axis=1, keepdims=True), exact, np.reciprocal(np.maximum(d, EXACT)))


class KNNClassifier:
    def __init__(self, k: int, metric: str = "l2", weights: str = "uniform") -> None:
        self.k = k
        self.metric = metric
        self.weights = weights

    def fit(self, X: np.ndarray, y: np.ndarray) -> "KNNClassifier":
        self.X_ = np.array(X)
        if not 1 <= self.k <= len(self.X_):
            raise ValueError(f"k must lie in 1..{len(self.X_)}, not at {self.k}")
        self.classes_, self.codes_ = np.unique(np.asarray(y), return_inverse=True)
        return self

    def kneighbors(self, X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        D = distances(np.asarray(X, dtype=np.float64), self.X_, self.metric)
        index = np.argpartition(D, self.k - 1, axis=1)[:, : self.k]
        inner = np.argsort(np.take_along_axis(D, index, axis=1), axis=1, kind="stable")
        index = np.take_along_axis(index, inner, axis=1)
        return np.take_along_axis(D, index, axis=1), index

    def predict_proba(self, X: np.ndarray) -> np.ndarray:
        d, index = self.kneighbors(X)
        w = weigh(d, self.weights)
        labels = self.codes_[index]
        votes = np.stack([(w * (labels == c)).sum(axis=1) for c in range(len(self.classes_))], axis=1)
        return votes / w.sum(axis=1, keepdims=True)

    def predict(self, X: np.ndarray) -> np.ndarray:
        return self.classes_[self.predict_proba(X).argmax(axis=1)]


class KNNRegressor:
    def __init__(self, k: int, metric: str = "l2", weights: str = "uniform") -> None:
        self.search = KNNClassifier(k, metric, weights)

    def fit(self, X: np.ndarray, y: np.ndarray) -> "KNNRegressor":
        self.y_ = np.array(y)
        self.search.fit(X, y)
        return self

    def predict(self, X: np.ndarray) -> np.ndarray:
        d, index = self.search.kneighbors(X)
        w = weigh(d, self.search.weights)
        return (w * self.y_[index]).sum(axis=1) / w.sum(axis=1)
