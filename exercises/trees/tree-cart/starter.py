import numpy as np


def gini(counts: np.ndarray) -> float:
    """counts: (c,) rows of each class in a node. Returns the Gini impurity; 0.0 of no rows."""
    raise NotImplementedError


def best_split(
    X: np.ndarray, y: np.ndarray, criterion: str = "gini", min_leaf: int = 1
) -> tuple[int, float, float] | None:
    """X: (n, p); y: n labels. Returns (feature, threshold, decrease), or None where no cut helps."""
    raise NotImplementedError


class DecisionTree:
    """A classification tree; after fit: classes_, depth_, n_leaves_."""

    def __init__(
        self,
        criterion: str = "gini",
        max_depth: int | None = None,
        min_samples_split: int = 2,
        min_leaf: int = 1,
        max_features: int | None = None,
        rng: np.random.Generator | None = None,
    ) -> None:
        """criterion: "gini" or "entropy"; rng: needed with max_features."""
        raise NotImplementedError

    def fit(self, X: np.ndarray, y: np.ndarray) -> "DecisionTree":
        """X: (n, p); y: n labels. Returns self."""
        raise NotImplementedError

    def apply(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns (m,) ints, equal for rows that reach the same leaf."""
        raise NotImplementedError

    def predict_proba(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns class shares, (m, c), columns as classes_."""
        raise NotImplementedError

    def predict(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns m labels."""
        raise NotImplementedError
