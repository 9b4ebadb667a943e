"""Newton as weighted least squares by QR, gradient descent with a backtracking step."""

import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def log_loss(w, b, X, y, l2):
    z = np.dot(X, w) + b
    signed = np.where(np.asarray(y) == 1, -z, z)
    losses = np.maximum(signed, 0) + np.log1p(np.exp(-np.abs(signed)))
    return losses.sum() / losses.size + l2 * np.sum(np.square(w)) / 2


def log_loss_grad(w, b, X, y, l2):
    error = sigmoid(np.dot(X, w) + b) - y
    return np.mean(error[:, None] * X, axis=0) + l2 * np.asarray(w), np.mean(error)


class LogisticRegression:
    def __init__(self, l2=1.0, solver="newton", max_iter=200, tol=1e-8):
        self.l2, self.solver, self.max_iter, self.tol = l2, solver, max_iter, tol

    def fit(self, X, y):
        y = np.asarray(y)
        if set(np.unique(y).tolist()) - {0, 1}:
            raise ValueError("labels")
        y = y.astype(float)
        w, b = np.zeros(X.shape[1]), 0.0
        step, count = 1.0, 0
        for _ in range(self.max_iter):
            gw, gb = log_loss_grad(w, b, X, y, self.l2)
            if max(np.max(np.abs(gw)), abs(gb)) <= self.tol:
                break
            if self.solver == "newton":
                dw, db = self._newton(X, w, b, gw, gb)
                step = 1.0
            else:
                dw, db = -gw, -gb
                step *= 2.0
            here = log_loss(w, b, X, y, self.l2)
            slope = gw @ dw + gb * db
            while step > 1e-18 and log_loss(w + step * dw, b + step * db, X, y, self.l2) > here + 0.5 * step * slope:
                if self.solver == "newton" and log_loss(w + step * dw, b + step * db, X, y, self.l2) <= here + 1e-14:
                    break
                step /= 2.0
            w, b, count = w + step * dw, b + step * db, count + 1
        self.coef_, self.intercept_, self.n_iter_ = w, b, count
        return self

    def _newton(self, X, w, b, gw, gb):
        n, p = X.shape
        shares = sigmoid(X @ w + b)
        root = np.sqrt(shares * (1 - shares) / n)
        design = np.concatenate([root[:, None] * np.c_[X, np.ones(n)], np.sqrt(self.l2) * np.eye(p, p + 1)])
        triangle = np.linalg.qr(design, mode="r")
        move = -np.linalg.solve(triangle, np.linalg.solve(triangle.T, np.append(gw, gb)))
        return move[:p], move[p]

    def predict_proba(self, X):
        z = X @ self.coef_ + self.intercept_
        return np.stack([sigmoid(-z), sigmoid(z)], axis=1)

    def predict(self, X):
        return [1 if z >= 0 else 0 for z in X @ self.coef_ + self.intercept_]
