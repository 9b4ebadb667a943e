"""n_iter_ also counts the last look at the gradient, after which no step is taken.

caught by: stops
"""

from typing import Literal

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    # exp only ever sees a number at or below zero.
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=np.float64)))


def log_loss(w: np.ndarray, b: float, X: np.ndarray, y: np.ndarray, l2: float) -> float:
    z = X @ w + b
    return float(np.mean(np.logaddexp(0, z) - y * z) + 0.5 * l2 * (w @ w))


def log_loss_grad(w: np.ndarray, b: float, X: np.ndarray, y: np.ndarray, l2: float) -> tuple[np.ndarray, float]:
    residual = sigmoid(X @ w + b) - y
    return X.T @ residual / len(y) + l2 * w, float(residual.mean())


class LogisticRegression:
    def __init__(
        self,
        l2: float = 1.0,
        solver: Literal["gd", "newton"] = "newton",
        max_iter: int = 200,
        tol: float = 1e-8,
    ) -> None:
        self.l2 = l2
        self.solver = solver
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, X: np.ndarray, y: np.ndarray) -> "LogisticRegression":
        X, y = np.asarray(X, dtype=np.float64), np.asarray(y)
        if not np.isin(y, (0, 1)).all():
            raise ValueError("labels must be 0 and 1")
        y = y.astype(np.float64)
        n, p = X.shape
        A = np.hstack([X, np.ones((n, 1))])
        penalty = np.append(np.full(p, self.l2), 0.0)

        def hessian(theta: np.ndarray) -> np.ndarray:
            p1 = sigmoid(A @ theta)
            return A.T @ (A * (p1 * (1 - p1))[:, None]) / n + np.diag(penalty)

        theta = np.zeros(p + 1)
        # At zero every p(1 - p) is 1/4, the most it can be: the loss is nowhere more curved.
        steepest = np.linalg.eigvalsh(hessian(theta))[-1]
        self.n_iter_ = 0
        while self.n_iter_ < self.max_iter:
            w, b = theta[:p], theta[p]
            gradient = np.append(*log_loss_grad(w, b, X, y, self.l2))
            if np.abs(gradient).max() <= self.tol:
                self.n_iter_ += 1
                break
            step = gradient / steepest
            if self.solver == "newton":
                step = np.linalg.solve(hessian(theta), gradient)
                before = log_loss(w, b, X, y, self.l2)
                while log_loss(w - step[:p], b - step[p], X, y, self.l2) > before + 1e-12:
                    step *= 0.5
            theta = theta - step
            self.n_iter_ += 1
        self.coef_, self.intercept_ = theta[:p], float(theta[p])
        return self

    def predict_proba(self, X: np.ndarray) -> np.ndarray:
        p1 = sigmoid(np.asarray(X, dtype=np.float64) @ self.coef_ + self.intercept_)
        return np.column_stack([1 - p1, p1])

    def predict(self, X: np.ndarray) -> np.ndarray:
        return (self.predict_proba(X)[:, 1] >= 0.5).astype(int)
