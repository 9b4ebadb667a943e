"""Rows in a loop, clusters as lists of row numbers, results as lists."""

import numpy as np


def kmeans_plus_plus(X, k, rng):
    rows = [np.array(row, dtype=float) for row in X]
    centers = [rows[rng.integers(len(rows))]]
    gaps = [float("inf")] * len(rows)
    for _ in range(1, k):
        gaps = [min(gap, float(((row - centers[-1]) ** 2).sum())) for gap, row in zip(gaps, rows, strict=True)]
        total = sum(gaps)
        if total == 0:
            raise ValueError("not enough different rows")
        point, number = rng.uniform(0, total), 0
        while gaps[number] == 0 or point >= gaps[number]:
            point -= gaps[number]
            number += 1
        centers.append(rows[number])
    return [center.tolist() for center in centers]


def nearest(rows, centers):
    labels, gaps = [], []
    for row in rows:
        squared = ((centers - row) ** 2).sum(axis=1)
        labels.append(int(squared.argmin()))
        gaps.append(float(squared[labels[-1]]))
    return labels, gaps


def lloyd(X, centers, max_iter=300, tol=1e-6):
    rows = np.array(X, dtype=float)
    centers = np.array(centers, dtype=float)
    labels, gaps = nearest(rows, centers)
    history = [sum(gaps)]
    for _ in range(max_iter):
        clusters = {j: [] for j in range(len(centers))}
        for number, label in enumerate(labels):
            clusters[label].append(number)
        ranked = sorted(range(len(rows)), key=lambda number: gaps[number])
        for j, members in clusters.items():
            centers[j] = np.mean(rows[members], axis=0) if members else rows[ranked.pop()]
        labels, gaps = nearest(rows, centers)
        history.append(sum(gaps))
        if len(set(labels)) == len(centers) and history[-1] >= (1 - tol) * history[-2]:
            break
    return centers.tolist(), labels, history


class KMeans:
    def __init__(self, k, n_init=5, max_iter=300, tol=1e-6, rng=None):
        self.settings = (max_iter, tol)
        self.k = k
        self.n_init = n_init
        self.rng = rng if rng is not None else np.random.default_rng()

    def fit(self, X):
        best = None
        for _ in range(self.n_init):
            run = lloyd(X, kmeans_plus_plus(X, self.k, self.rng), *self.settings)
            if best is None or run[2][-1] < best[2][-1]:
                best = run
        self.centers_, self.labels_, self.history_ = best
        self.inertia_ = best[2][-1]
        return self

    def predict(self, X):
        return np.array(nearest(np.array(X, dtype=float), np.array(self.centers_))[0])
