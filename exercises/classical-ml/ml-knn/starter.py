import numpy as np


class KNNClassifier:
    """Majority vote of the k nearest training rows; after fit, classes_ holds the sorted distinct labels."""

    def __init__(self, k: int, metric: str = "l2", weights: str = "uniform") -> None:
        """metric: "l2", "l1" or "cosine"; weights: "uniform" or "distance"."""
        raise NotImplementedError

    def fit(self, X: np.ndarray, y: np.ndarray) -> "KNNClassifier":
        """X: (n, p); y: n labels, ints or strings. Returns self."""
        raise NotImplementedError

    def kneighbors(self, X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """X: (m, p). Returns distances and training indices, each (m, k), nearest first."""
        raise NotImplementedError

    def predict_proba(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns shares of the weight, (m, c), columns as classes_."""
        raise NotImplementedError

    def predict(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns m labels."""
        raise NotImplementedError


class KNNRegressor:
    """Weighted mean of the k nearest training values."""

    def __init__(self, k: int, metric: str = "l2", weights: str = "uniform") -> None:
        """metric: "l2", "l1" or "cosine"; weights: "uniform" or "distance"."""
        raise NotImplementedError

    def fit(self, X: np.ndarray, y: np.ndarray) -> "KNNRegressor":
        """X: (n, p); y: n numbers. Returns self."""
        raise NotImplementedError

    def predict(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns (m,) floats."""
        raise NotImplementedError
