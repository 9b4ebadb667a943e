import numpy as np


def prepared(X, y, weight=None):
    X, y = np.array(X, dtype=float), np.array(y, dtype=float)
    if X.ndim != 2 or y.ndim != 1 or X.shape[0] != y.size:
        raise ValueError("shapes")
    weight = np.ones(y.size) if weight is None else np.array(weight, dtype=float)
    if weight.shape != y.shape or weight.min() < 0 or weight.sum() == 0:
        raise ValueError("weights")
    middle, level = np.average(X, axis=0, weights=weight), np.average(y, weights=weight)
    root = np.sqrt(weight)
    return root[:, None] * X, root[:, None] * (X - middle), root * (y - level), middle, level


def span(X, A):
    """U, s, Vᵀ of A without what is rounding beside X."""
    u, s, vt = np.linalg.svd(A, full_matrices=False)
    rank = int((s > 1e-14 * np.linalg.norm(X)).sum())
    return u[:, :rank], s[:rank], vt[:rank]


class LinearRegression:
    alpha = 0.0

    def fit(self, X, y, sample_weight=None):
        X, A, z, middle, level = prepared(X, y, sample_weight)
        n, p = A.shape
        if self.alpha < 0:
            raise ValueError("alpha")
        if self.alpha == 0:
            u, s, vt = span(X, A)
            self.coef_ = (z @ u / s) @ vt
        elif n <= p:
            self.coef_ = A.T @ np.linalg.solve(A @ A.T + self.alpha * np.eye(n), z)
        else:
            q, r = np.linalg.qr(np.vstack([A, np.sqrt(self.alpha) * np.eye(p)]))
            self.coef_ = np.linalg.solve(r, q[:n].T @ z)
        self.intercept_ = level - self.coef_ @ middle
        return self

    def predict(self, X):
        return np.array(X, dtype=float) @ self.coef_ + self.intercept_


class Ridge(LinearRegression):
    def __init__(self, alpha):
        self.alpha = alpha


def ridge_loocv(X, y, alphas):
    X, A, z, _, _ = prepared(X, y)
    n = len(z)
    gram, u = A @ A.T, span(X, A)[0]
    result = []
    for alpha in alphas:
        if alpha < 0:
            raise ValueError("alpha")
        hat = u @ u.T if alpha == 0 else np.linalg.solve(gram + alpha * np.eye(n), gram)
        alone = 1 - 1 / n - np.diag(hat)
        if alone.min() < 1e-10:
            raise ValueError("leverage one")
        result.append(np.mean(((z - hat @ z) / alone) ** 2))
    return np.array(result)
