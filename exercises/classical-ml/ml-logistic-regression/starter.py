from typing import Literal

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-z)), element by element; z: any shape. Returns the same shape."""
    raise NotImplementedError


def log_loss(w: np.ndarray, b: float, X: np.ndarray, y: np.ndarray, l2: float) -> float:
    """Mean log loss plus l2/2 |w|²; w: (p,), X: (n, p), y: (n,) of 0 and 1."""
    raise NotImplementedError


def log_loss_grad(w: np.ndarray, b: float, X: np.ndarray, y: np.ndarray, l2: float) -> tuple[np.ndarray, float]:
    """Gradient of log_loss in w, (p,), and in b."""
    raise NotImplementedError


class LogisticRegression:
    """After fit: coef_ (p,), intercept_ float, n_iter_ int."""

    def __init__(
        self,
        l2: float = 1.0,
        solver: Literal["gd", "newton"] = "newton",
        max_iter: int = 200,
        tol: float = 1e-8,
    ) -> None:
        raise NotImplementedError

    def fit(self, X: np.ndarray, y: np.ndarray) -> "LogisticRegression":
        """X: (n, p), y: (n,) of 0 and 1. Returns self."""
        raise NotImplementedError

    def predict_proba(self, X: np.ndarray) -> np.ndarray:
        """X: (n, p). Returns (n, 2): P(y = 0), P(y = 1)."""
        raise NotImplementedError

    def predict(self, X: np.ndarray) -> np.ndarray:
        """X: (n, p). Returns (n,) ints, 1 where P(y = 1) >= 0.5."""
        raise NotImplementedError
