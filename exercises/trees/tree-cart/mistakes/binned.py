"""Of many distinct values only 255 cuts are tried.

caught by: sweep
"""

import numpy as np

TIE = 1e-12


def impurity(counts: np.ndarray, criterion: str) -> np.ndarray:
    """Of every row of counts, (..., c): (...)."""
    shares = counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)
    if criterion == "gini":
        return (shares * (1 - shares)).sum(axis=-1)
    return -(shares * np.log2(np.where(shares > 0, shares, 1.0))).sum(axis=-1)


def gini(counts: np.ndarray) -> float:
    return float(impurity(np.asarray(counts), "gini"))


def places(column: np.ndarray, min_leaf: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The order of a feature's values, how many rows every allowed cut leaves below, rising, and its threshold."""
    n, order = len(column), np.argsort(column)
    values, k = column[order], np.arange(1, n)
    k = k[(values[1:] > values[:-1]) & (k >= min_leaf) & (n - k >= min_leaf)]
    if len(k) > 255:
        k = k[np.linspace(0, len(k) - 1, 255).astype(int)]
    low, high = values[k - 1], values[k]
    middle = low + (high - low) / 2
    return order, k, np.where(middle < high, middle, low)


def cuts(column: np.ndarray, onehot: np.ndarray, criterion: str, min_leaf: int) -> tuple[np.ndarray, np.ndarray]:
    """Thresholds of all allowed cuts of one feature, rising, and the decrease of each."""
    order, k, thresholds = places(column, min_leaf)
    n, left, total = len(column), np.cumsum(onehot[order], axis=0)[k - 1], onehot.sum(axis=0)
    after = (k * impurity(left, criterion) + (n - k) * impurity(total - left, criterion)) / n
    return thresholds, impurity(total, criterion) - after


def best_split(
    X: np.ndarray, y: np.ndarray, criterion: str = "gini", min_leaf: int = 1
) -> tuple[int, float, float] | None:
    X, y = np.asarray(X, dtype=np.float64), np.asarray(y)
    onehot = (y[:, None] == np.unique(y)).astype(np.float64)
    best = None
    for feature, column in enumerate(X.T):
        thresholds, decreases = cuts(column, onehot, criterion, min_leaf)
        if len(thresholds):
            first = int(np.argmax(decreases > decreases.max() - TIE))
            if decreases[first] > (best[2] if best else 0.0) + TIE:
                best = feature, float(thresholds[first]), float(decreases[first])
    return best


class DecisionTree:
    def __init__(
        self,
        criterion: str = "gini",
        max_depth: int | None = None,
        min_samples_split: int = 2,
        min_leaf: int = 1,
        max_features: int | None = None,
        rng: np.random.Generator | None = None,
    ) -> None:
        self.criterion = criterion
        self.max_depth = max_depth
        self.min_samples_split = min_samples_split
        self.min_leaf = min_leaf
        self.max_features = max_features
        self.rng = rng

    def fit(self, X: np.ndarray, y: np.ndarray) -> "DecisionTree":
        X = np.asarray(X, dtype=np.float64)
        self.classes_, codes = np.unique(np.asarray(y), return_inverse=True)
        self.shares_: list[np.ndarray] = []
        depths: list[int] = []
        self.root_ = self._grow(X, codes, 0, depths)
        self.depth_, self.n_leaves_ = max(depths), len(depths)
        return self

    def _grow(self, X: np.ndarray, codes: np.ndarray, depth: int, depths: list[int]) -> int | tuple:
        """The number of a leaf, or feature, threshold and both children; `depths` gets that of every leaf."""
        split = self._split(X, codes, depth)
        if split is None:
            self.shares_.append(np.bincount(codes, minlength=len(self.classes_)) / len(codes))
            depths.append(depth)
            return len(self.shares_) - 1
        feature, threshold = split
        left = X[:, feature] <= threshold
        below = [self._grow(X[side], codes[side], depth + 1, depths) for side in (left, ~left)]
        return feature, threshold, *below

    def _split(self, X: np.ndarray, codes: np.ndarray, depth: int) -> tuple[int, float] | None:
        if len(np.unique(codes)) == 1 or depth == self.max_depth or len(codes) < self.min_samples_split:
            return None
        features = np.arange(X.shape[1])
        if self.max_features is not None:
            features = np.sort(self.rng.choice(X.shape[1], self.max_features, replace=False))
        found = best_split(X[:, features], codes, self.criterion, self.min_leaf)
        if found:
            return int(features[found[0]]), found[1]
        for feature in features:
            _, _, thresholds = places(X[:, feature], self.min_leaf)
            if len(thresholds):
                return int(feature), float(thresholds[0])
        return None

    def apply(self, X: np.ndarray) -> np.ndarray:
        return np.array([self._leaf(row) for row in np.asarray(X, dtype=np.float64)])

    def _leaf(self, row: np.ndarray) -> int:
        node = self.root_
        while isinstance(node, tuple):
            feature, threshold, left, right = node
            node = left if row[feature] <= threshold else right
        return node

    def predict_proba(self, X: np.ndarray) -> np.ndarray:
        return np.array(self.shares_)[self.apply(X)]

    def predict(self, X: np.ndarray) -> np.ndarray:
        return self.classes_[self.predict_proba(X).argmax(axis=1)]
