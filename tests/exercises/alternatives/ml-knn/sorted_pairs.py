"""Plain Python over (distance, index) pairs, one query at a time; labels in a dict; lists all the way."""

import math


def gap(a, b, metric):
    if metric == "l1":
        return math.fsum(abs(s - t) for s, t in zip(a, b, strict=True))
    if metric == "l2":
        return math.dist(a, b)
    size = math.hypot(*a) * math.hypot(*b)
    if size == 0:
        return 1.0
    return max(0.0, 1.0 - math.fsum(s * t for s, t in zip(a, b, strict=True)) / size)


class Search:
    def __init__(self, k, metric="l2", weights="uniform"):
        self.k, self.metric, self.weights = k, metric, weights

    def fit(self, X, y):
        self.rows = [[float(v) for v in row] for row in X]
        self.y = list(y)
        if self.k < 1 or self.k > len(self.rows):
            raise ValueError("k")
        self.classes_ = sorted(set(self.y))
        return self

    def nearest(self, x):
        pairs = [(gap([float(v) for v in x], row, self.metric), i) for i, row in enumerate(self.rows)]
        return sorted(pairs)[: self.k]

    def weighted(self, x):
        pairs = self.nearest(x)
        if self.weights == "uniform":
            return [(1.0, i) for _, i in pairs]
        exact = [(1.0, i) for d, i in pairs if d <= 1e-12]
        return exact or [(1 / d, i) for d, i in pairs]


class KNNClassifier(Search):
    def kneighbors(self, X):
        found = [self.nearest(x) for x in X]
        return [[d for d, _ in row] for row in found], [[i for _, i in row] for row in found]

    def predict_proba(self, X):
        result = []
        for x in X:
            votes = dict.fromkeys(self.classes_, 0.0)
            for w, i in self.weighted(x):
                votes[self.y[i]] += w
            whole = sum(votes.values())
            result.append([votes[c] / whole for c in self.classes_])
        return result

    def predict(self, X):
        shares = self.predict_proba(X)
        return [self.classes_[row.index(max(row))] for row in shares]


class KNNRegressor(Search):
    def predict(self, X):
        result = []
        for x in X:
            pairs = self.weighted(x)
            result.append(sum(w * float(self.y[i]) for w, i in pairs) / sum(w for w, _ in pairs))
        return result
