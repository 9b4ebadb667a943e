"""One sort of all columns together; flat arrays for the nodes; rows walk down in step."""

import numpy as np


def gini(counts):
    counts = np.asarray(counts, dtype=float)
    n = counts.sum()
    return float(np.sum(counts * (n - counts)) / n**2) if n else 0.0


def table(X, y, criterion, min_leaf):
    """Thresholds and decreases of all cuts, (n - 1, p); those not allowed have a decrease of -inf."""
    X = np.asarray(X, dtype=float)
    codes = np.unique(np.asarray(y), return_inverse=True)[1]
    n = len(X)
    order = X.argsort(axis=0, kind="stable")
    V = np.take_along_axis(X, order, axis=0)
    left = np.eye(codes.max() + 1)[codes[order]].cumsum(axis=0)
    whole = left[-1]
    left, right = left[:-1], whole - left[:-1]

    def score(counts):
        size = counts.sum(axis=-1)
        if criterion == "gini":
            return size - (counts**2).sum(axis=-1) / size
        logs = np.log2(counts, out=np.zeros_like(counts), where=counts > 0)
        return size * np.log2(size) - (counts * logs).sum(axis=-1)

    gain = (score(whole) - score(left) - score(right)) / n
    size = np.arange(1, n)[:, None]
    bad = (V[1:] == V[:-1]) | (size < min_leaf) | (n - size < min_leaf)
    middle = (V[1:] + V[:-1]) / 2
    return np.where(middle < V[1:], middle, V[:-1]), np.where(bad, -np.inf, gain)


def pick(X, y, criterion, min_leaf, floor):
    thresholds, gain = table(X, y, criterion, min_leaf)
    if gain.size == 0 or gain.max() <= floor:
        return None
    feature, place = np.argwhere((gain >= gain.max() - 1e-12).T)[0]
    return int(feature), float(thresholds[place, feature]), float(gain[place, feature])


def best_split(X, y, criterion="gini", min_leaf=1):
    return pick(X, y, criterion, min_leaf, 1e-12)


class DecisionTree:
    def __init__(self, criterion="gini", max_depth=None, min_samples_split=2, min_leaf=1, max_features=None, rng=None):
        self.settings = criterion, min_leaf
        self.max_depth, self.min_samples_split = max_depth, min_samples_split
        self.max_features, self.rng = max_features, rng

    def fit(self, X, y):
        X = np.asarray(X, dtype=float)
        self.classes_, y = np.unique(np.asarray(y), return_inverse=True)
        self.feature, self.threshold, self.children, self.counts, depths = [], [], [], [], []
        queue = [(np.arange(len(X)), 0, None)]
        for rows, depth, parent in queue:
            here = len(self.feature)
            if parent is not None:
                self.children[parent[0]][parent[1]] = here
            depths.append(depth)
            cut = self.cut(X[rows], y[rows], depth)
            self.feature.append(-1 if cut is None else cut[0])
            self.threshold.append(0.0 if cut is None else cut[1])
            self.children.append([here, here])
            self.counts.append(np.bincount(y[rows], minlength=len(self.classes_)))
            if cut is not None:
                goes_right = X[rows, cut[0]] > cut[1]
                queue += [(rows[~goes_right], depth + 1, (here, 0)), (rows[goes_right], depth + 1, (here, 1))]
        self.depth_, self.n_leaves_ = max(depths), self.feature.count(-1)
        return self

    def cut(self, X, y, depth):
        if depth == self.max_depth or len(y) < self.min_samples_split or (y == y[0]).all():
            return None
        p = X.shape[1]
        drawn = np.arange(p)
        if self.max_features is not None:
            drawn = np.sort(self.rng.permutation(p)[: self.max_features])
        found = best_split(X[:, drawn], y, *self.settings)
        if found is None:
            gain = table(X[:, drawn], y, *self.settings)
            allowed = np.argwhere(np.isfinite(gain[1]).T)
            if len(allowed) == 0:
                return None
            f, place = allowed[0]
            found = f, gain[0][place, f]
        return int(drawn[found[0]]), float(found[1])

    def apply(self, X):
        X = np.asarray(X, dtype=float)
        at = np.zeros(len(X), dtype=int)
        feature, threshold, children = np.array(self.feature), np.array(self.threshold), np.array(self.children)
        for _ in range(self.depth_):
            right = X[np.arange(len(X)), np.maximum(feature[at], 0)] > threshold[at]
            at = children[at, right.astype(int)]
        return at

    def predict_proba(self, X):
        counts = np.array(self.counts)[self.apply(X)]
        return counts / counts.sum(axis=1, keepdims=True)

    def predict(self, X):
        return self.classes_[np.argmax(self.predict_proba(X), axis=1)]
