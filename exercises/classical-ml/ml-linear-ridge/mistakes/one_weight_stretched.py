"""A single weight is taken for all rows.

caught by: refuses
"""

from collections.abc import Sequence

import numpy as np


def checked(X: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    X, y = np.asarray(X, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError(f"X is (n, p) and y is (n,), not {X.shape} and {y.shape}")
    return X, y


def factors(X: np.ndarray, centred: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    u, s, vt = np.linalg.svd(centred, full_matrices=False)
    keep = s > max(X.shape) * np.finfo(float).eps * np.linalg.norm(X)
    return u[:, keep], s[keep], vt[keep]


def fitted(X: np.ndarray, y: np.ndarray, weight: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    root = np.sqrt(weight)
    mean, y_mean = weight @ X / weight.sum(), weight @ y / weight.sum()
    u, s, vt = factors(root[:, None] * X, root[:, None] * (X - mean))
    coef = vt.T @ (s / (s**2 + alpha) * (u.T @ (root * (y - y_mean))))
    return coef, float(y_mean - mean @ coef)


class LinearRegression:
    def fit(self, X: np.ndarray, y: np.ndarray, sample_weight: np.ndarray | None = None) -> "LinearRegression":
        X, y = checked(X, y)
        weight = np.ones(len(y)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        if weight.shape == (1,):
            weight = np.repeat(weight, len(y))
        if weight.shape != y.shape or (weight < 0).any() or not weight.any():
            raise ValueError("one weight per row, none negative, not all zero")
        self.coef_, self.intercept_ = fitted(X, y, weight, 0.0)
        return self

    def predict(self, X: np.ndarray) -> np.ndarray:
        return X @ self.coef_ + self.intercept_


class Ridge:
    def __init__(self, alpha: float) -> None:
        self.alpha = alpha

    def fit(self, X: np.ndarray, y: np.ndarray) -> "Ridge":
        if self.alpha < 0:
            raise ValueError("alpha is not negative")
        X, y = checked(X, y)
        self.coef_, self.intercept_ = fitted(X, y, np.ones(len(y)), self.alpha)
        return self

    def predict(self, X: np.ndarray) -> np.ndarray:
        return X @ self.coef_ + self.intercept_


def ridge_loocv(X: np.ndarray, y: np.ndarray, alphas: Sequence[float]) -> np.ndarray:
    X, y = checked(X, y)
    penalty = np.asarray(alphas)[:, None]
    if (penalty < 0).any():
        raise ValueError("alpha is not negative")
    rest = y - y.mean()
    u, s, _ = factors(X, X - X.mean(axis=0))
    shrink = s**2 / (s**2 + penalty)
    residual = rest - shrink * (u.T @ rest) @ u.T
    alone = 1 - 1 / len(y) - shrink @ (u * u).T
    if (alone < 1e-10).any():
        raise ValueError("a row that no other determines cannot be left out")
    return ((residual / alone) ** 2).mean(axis=1)
