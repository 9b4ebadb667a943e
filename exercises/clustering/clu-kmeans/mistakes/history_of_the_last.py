"""history_ belongs to the last restart, the rest to the best.

caught by: best_restart_kept
"""

import numpy as np


def squared_distances(X: np.ndarray, centers: np.ndarray) -> np.ndarray:
    return ((X[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)


def kmeans_plus_plus(X: np.ndarray, k: int, rng: np.random.Generator) -> np.ndarray:
    X = np.asarray(X, dtype=np.float64)
    chosen = [int(rng.integers(len(X)))]
    nearest = squared_distances(X, X[chosen])[:, 0]
    while len(chosen) < k:
        if not nearest.any():
            raise ValueError(f"there are fewer than {k} different rows")
        chosen.append(int(rng.choice(len(X), p=nearest / nearest.sum())))
        nearest = np.minimum(nearest, squared_distances(X, X[chosen[-1:]])[:, 0])
    return X[chosen]


def assign(X: np.ndarray, centers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    gaps = squared_distances(X, centers)
    labels = gaps.argmin(axis=1)
    return labels, gaps[np.arange(len(X)), labels]


def lloyd(
    X: np.ndarray, centers: np.ndarray, max_iter: int = 300, tol: float = 1e-6
) -> tuple[np.ndarray, np.ndarray, list[float]]:
    X, centers = np.asarray(X, dtype=np.float64), np.array(centers, dtype=np.float64)
    labels, gaps = assign(X, centers)
    history = [float(gaps.sum())]
    for _ in range(max_iter):
        for j in range(len(centers)):
            members = labels == j
            if members.any():
                centers[j] = X[members].mean(axis=0)
            else:
                farthest = gaps.argmax()
                centers[j] = X[farthest]
                gaps[farthest] = 0.0
        labels, gaps = assign(X, centers)
        history.append(float(gaps.sum()))
        empty = len(np.unique(labels)) < len(centers)
        if history[-2] - history[-1] <= tol * history[-2] and not empty:
            break
    return centers, labels, history


class KMeans:
    def __init__(
        self,
        k: int,
        n_init: int = 5,
        max_iter: int = 300,
        tol: float = 1e-6,
        rng: np.random.Generator | None = None,
    ) -> None:
        self.k = k
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.rng = np.random.default_rng() if rng is None else rng

    def fit(self, X: np.ndarray) -> "KMeans":
        starts = (kmeans_plus_plus(X, self.k, self.rng) for _ in range(self.n_init))
        runs = [lloyd(X, start, self.max_iter, self.tol) for start in starts]
        self.centers_, self.labels_, self.history_ = min(runs, key=lambda run: run[2][-1])
        self.inertia_, self.history_ = self.history_[-1], runs[-1][2]
        return self

    def predict(self, X: np.ndarray) -> np.ndarray:
        return assign(np.asarray(X, dtype=np.float64), self.centers_)[0]
