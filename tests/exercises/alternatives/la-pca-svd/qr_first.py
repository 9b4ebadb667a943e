"""The triangular factor of a QR decomposition is decomposed instead of the data; results are plain lists."""

import numpy as np


class PCA:
    def __init__(self, n_components):
        self.wanted = n_components

    def fit(self, X):
        rows = np.array(X, dtype=float)
        n, p = rows.shape
        mean = rows.sum(axis=0) / n
        triangle = np.linalg.qr(rows - mean)[1]
        _, lengths, axes = np.linalg.svd(triangle, full_matrices=False)
        variances = [float(length) ** 2 / (n - 1) for length in lengths]
        total = sum(variances)
        if isinstance(self.wanted, float):
            if self.wanted <= 0 or self.wanted >= 1:
                raise ValueError("a share must lie between 0 and 1")
            k, reached = 0, 0.0
            while reached < self.wanted - 1e-10:
                reached += variances[k] / total
                k += 1
        else:
            k = self.wanted
            if k < 1 or k > min(n, p):
                raise ValueError("n_components is out of range")
        self.mean_ = mean.tolist()
        self.components_ = (-axes[:k]).tolist()
        self.explained_variance_ = variances[:k]
        self.explained_variance_ratio_ = [variance / total for variance in variances[:k]]
        return self

    def transform(self, X):
        centred = np.array(X, dtype=float) - np.array(self.mean_)
        return np.einsum("ij,kj->ik", centred, np.array(self.components_)).tolist()

    def inverse_transform(self, Z):
        return np.array(Z) @ np.array(self.components_) + np.array(self.mean_)
