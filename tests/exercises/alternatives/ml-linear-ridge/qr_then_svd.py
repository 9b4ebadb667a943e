import numpy as np


class Problem:
    """A regression without its intercept: rows scaled and centred, and their singular values."""

    def __init__(self, X, y, weights=None):
        self.X, self.y = np.asarray(X, float), np.asarray(y, float)
        if self.X.ndim != 2 or self.y.shape != self.X.shape[:1]:
            raise ValueError("X must be a table, y one number per row")
        self.w = np.full(len(self.y), 1.0) if weights is None else np.asarray(weights, float)
        if self.w.shape != self.y.shape or np.any(self.w < 0) or np.all(self.w == 0):
            raise ValueError("bad weights")
        share = self.w / self.w.sum()
        self.x_mean, self.y_mean = share @ self.X, share @ self.y
        rows = np.sqrt(self.w)[:, None] * (self.X - self.x_mean)
        self.z = np.sqrt(self.w) * (self.y - self.y_mean)
        if rows.shape[0] >= rows.shape[1]:
            q, r = np.linalg.qr(rows)
            u, self.s, self.vt = np.linalg.svd(r)
            self.u = q @ u
        else:
            q, r = np.linalg.qr(rows.T)
            self.u, self.s, vt = np.linalg.svd(r.T)
            self.vt = vt @ q.T
        noise = 20 * np.finfo(float).eps * np.sqrt((self.w @ np.square(self.X)).sum())
        self.inverse = np.divide(1.0, self.s, out=np.zeros_like(self.s), where=self.s > noise)

    def shrunk(self, alpha):
        """What is left of each direction under the penalty: 0 to 1."""
        if alpha < 0:
            raise ValueError("alpha must not be negative")
        return 1 / (1 + alpha * self.inverse**2) * (self.inverse > 0)

    def solve(self, model, alpha):
        model.coef_ = self.vt.T @ (self.shrunk(alpha) * self.inverse * (self.u.T @ self.z))
        model.intercept_ = float(self.y_mean - self.x_mean @ model.coef_)
        return model


class LinearRegression:
    def fit(self, X, y, sample_weight=None):
        return Problem(X, y, sample_weight).solve(self, 0.0)

    def predict(self, X):
        return np.dot(X, self.coef_) + self.intercept_


class Ridge:
    def __init__(self, alpha):
        self.alpha = alpha

    def fit(self, X, y):
        return Problem(X, y).solve(self, self.alpha)

    def predict(self, X):
        return np.dot(X, self.coef_) + self.intercept_


def ridge_loocv(X, y, alphas):
    problem = Problem(X, y)
    errors = []
    for alpha in alphas:
        keep = problem.shrunk(alpha)
        total = 0.0
        for i, row in enumerate(problem.u):
            alone = 1 - 1 / len(problem.z) - (row**2 * keep).sum()
            if alone < 1e-10:
                raise ValueError(f"row {i} stands alone")
            total += ((problem.z[i] - (row * keep) @ (problem.u.T @ problem.z)) / alone) ** 2
        errors.append(total / len(problem.z))
    return errors
