from collections.abc import Sequence

import numpy as np


class LinearRegression:
    """Least squares with an intercept. After fit: coef_ (p,), intercept_ a number."""

    def fit(self, X: np.ndarray, y: np.ndarray, sample_weight: np.ndarray | None = None) -> "LinearRegression":
        """X: (n, p), y: (n,), sample_weight: (n,) numbers >= 0. Returns self."""
        raise NotImplementedError

    def predict(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns (m,)."""
        raise NotImplementedError


class Ridge:
    """Least squares with alpha * |coef|² added. After fit: coef_ (p,), intercept_ a number."""

    def __init__(self, alpha: float) -> None:
        """alpha: weight of the penalty, >= 0."""
        raise NotImplementedError

    def fit(self, X: np.ndarray, y: np.ndarray) -> "Ridge":
        """X: (n, p), y: (n,). Returns self."""
        raise NotImplementedError

    def predict(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns (m,)."""
        raise NotImplementedError


def ridge_loocv(X: np.ndarray, y: np.ndarray, alphas: Sequence[float]) -> np.ndarray:
    """X: (n, p), y: (n,), alphas: k penalties. Returns the mean squared leave-one-out error of Ridge for each, (k,)."""
    raise NotImplementedError
