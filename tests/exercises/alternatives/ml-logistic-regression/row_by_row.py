"""Scalar functions, called row by row; one vector holds the weights and the intercept."""

import math

import numpy as np


def one_sigmoid(z):
    if z < 0:
        e = math.exp(z)
        return e / (1 + e)
    return 1 / (1 + math.exp(-z))


def sigmoid(z):
    out = np.empty(np.shape(z))
    for index, value in np.ndenumerate(z):
        out[index] = one_sigmoid(value)
    return out


def log_loss(w, b, X, y, l2):
    total = 0.0
    for z, label in zip((X @ w + b).tolist(), y, strict=True):
        total += max(z, 0.0) + math.log1p(math.exp(-abs(z))) - label * z
    return total / len(X) + l2 / 2 * sum(float(weight) ** 2 for weight in w)


def log_loss_grad(w, b, X, y, l2):
    errors = np.array([one_sigmoid(z) - label for z, label in zip((X @ w + b).tolist(), y, strict=True)])
    return errors @ X / len(X) + l2 * w, sum(errors) / len(X)


class LogisticRegression:
    def __init__(self, l2=1.0, solver="newton", max_iter=200, tol=1e-8):
        self.l2 = l2
        self.solver = solver
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, X, y):
        if any(label not in (0, 1) for label in y):
            raise ValueError("labels are 0 and 1")
        y = [float(label) for label in y]
        n, p = X.shape
        bound = (np.sum(X * X) + n) / (4 * n) + self.l2
        w, b = np.zeros(p), 0.0
        self.n_iter_ = 0
        while self.n_iter_ < self.max_iter:
            gw, gb = log_loss_grad(w, b, X, y, self.l2)
            if max(abs(gb), *(abs(g) for g in gw)) <= self.tol:
                break
            if self.solver == "gd":
                w, b = w - gw / bound, b - gb / bound
            else:
                shares = sigmoid(X @ w + b)
                weight = shares * (1 - shares)
                hessian = np.zeros((p + 1, p + 1))
                hessian[:p, :p] = (X.T * weight) @ X / n + self.l2 * np.eye(p)
                hessian[:p, p] = hessian[p, :p] = X.T @ weight / n
                hessian[p, p] = weight.mean()
                move = np.linalg.inv(hessian) @ np.append(gw, gb)
                before, length = log_loss(w, b, X, y, self.l2), 1.0
                while length > 1e-9 and log_loss(w - length * move[:p], b - length * move[p], X, y, self.l2) > before:
                    length *= 0.5
                w, b = w - length * move[:p], b - length * move[p]
            self.n_iter_ += 1
        self.coef_, self.intercept_ = w.tolist(), b
        return self

    def predict_proba(self, X):
        return [[1 - s, s] for s in sigmoid(X @ np.array(self.coef_) + self.intercept_)]

    def predict(self, X):
        return np.array([int(shares[1] >= shares[0]) for shares in self.predict_proba(X)])
