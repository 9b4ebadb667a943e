"""Plain Python: running counts in dicts over sorted pairs, nodes as objects, impurities as sums of squares."""

import math
from collections import Counter


def measure(counts, criterion):
    n = sum(counts)
    if n == 0:
        return 0.0
    if criterion == "gini":
        return 1.0 - sum(k * k for k in counts) / (n * n)
    return math.log2(n) - sum(k * math.log2(k) for k in counts if k > 0) / n


def gini(counts):
    return measure([float(k) for k in counts], "gini")


def all_cuts(X, y, criterion, min_leaf):
    """Every allowed cut as (feature, threshold, decrease), in the order in which ties are broken."""
    n, whole = len(y), Counter(y)
    before = measure(whole.values(), criterion)
    for feature in range(len(X[0])):
        pairs = sorted(((row[feature], label) for row, label in zip(X, y, strict=True)), key=lambda pair: pair[0])
        left, right = Counter(), Counter(whole)
        for i in range(n - 1):
            value, label = pairs[i]
            left[label] += 1
            right[label] -= 1
            size = i + 1
            if value < pairs[i + 1][0] and size >= min_leaf and n - size >= min_leaf:
                above = pairs[i + 1][0]
                threshold = 0.5 * value + 0.5 * above
                if not value <= threshold < above:
                    threshold = value
                after = size * measure(left.values(), criterion) + (n - size) * measure(right.values(), criterion)
                yield feature, threshold, before - after / n


def plain(X, y):
    return [[float(v) for v in row] for row in X], [label.item() if hasattr(label, "item") else label for label in y]


def best_split(X, y, criterion="gini", min_leaf=1):
    X, y = plain(X, y)
    best = None
    for cut in all_cuts(X, y, criterion, min_leaf):
        if cut[2] > 1e-12 and (best is None or cut[2] > best[2] + 1e-12):
            best = cut
    return best


class DecisionTree:
    def __init__(self, criterion="gini", max_depth=None, min_samples_split=2, min_leaf=1, max_features=None, rng=None):
        self.criterion, self.min_leaf, self.least = criterion, min_leaf, min_samples_split
        self.deepest = math.inf if max_depth is None else max_depth
        self.max_features, self.rng = max_features, rng

    def fit(self, X, y):
        X, y = plain(X, y)
        self.classes_ = sorted(set(y))
        self.depth_, self.leaves = 0, []
        self.root = {}
        waiting = [(self.root, X, y, 0)]
        while waiting:
            node, rows, labels, depth = waiting.pop()
            self.depth_ = max(self.depth_, depth)
            cut = self.choose(rows, labels, depth)
            if cut is None:
                node["leaf"] = len(self.leaves)
                self.leaves.append([labels.count(c) / len(labels) for c in self.classes_])
                continue
            node["cut"] = cut
            for side in (True, False):
                node[side] = {}
                kept = [i for i, row in enumerate(rows) if (row[cut[0]] <= cut[1]) == side]
                waiting.append((node[side], [rows[i] for i in kept], [labels[i] for i in kept], depth + 1))
        self.n_leaves_ = len(self.leaves)
        return self

    def choose(self, rows, labels, depth):
        if len(set(labels)) < 2 or depth >= self.deepest or len(labels) < self.least:
            return None
        p = len(rows[0])
        features = list(range(p))
        if self.max_features is not None:
            features = sorted(int(f) for f in self.rng.permutation(p)[: self.max_features])
        narrow = [[row[f] for f in features] for row in rows]
        found = best_split(narrow, labels, self.criterion, self.min_leaf)
        if found is None:
            found = next(iter(all_cuts(narrow, labels, self.criterion, self.min_leaf)), None)
        return found and (features[found[0]], found[1])

    def apply(self, X):
        result = []
        for row in X:
            node = self.root
            while "cut" in node:
                feature, threshold = node["cut"]
                node = node[float(row[feature]) <= threshold]
            result.append(node["leaf"])
        return result

    def predict_proba(self, X):
        return [self.leaves[leaf] for leaf in self.apply(X)]

    def predict(self, X):
        return [self.classes_[shares.index(max(shares))] for shares in self.predict_proba(X)]
