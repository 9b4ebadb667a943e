"""New data are centred in their own type, which cuts the mean to whole numbers.

caught by: input_untouched
"""

import numpy as np


class PCA:
    def __init__(self, n_components: int | float) -> None:
        self.n_components = n_components

    def fit(self, X: np.ndarray) -> "PCA":
        X = np.array(X, dtype=np.float64)
        n = X.shape[0]
        self.mean_ = X.mean(axis=0)
        X -= self.mean_
        _, s, vt = np.linalg.svd(X, full_matrices=False)
        variance = s**2 / (n - 1)
        share = variance / variance.sum()
        k = self._count(share)
        self.components_ = vt[:k]
        self.explained_variance_ = variance[:k]
        self.explained_variance_ratio_ = share[:k]
        return self

    def _count(self, share: np.ndarray) -> int:
        wanted = self.n_components
        if isinstance(wanted, float):
            if not 0 < wanted < 1:
                raise ValueError(f"a share lies between 0 and 1, not at {wanted}")
            return int((np.cumsum(share) < wanted - 1e-10).sum()) + 1
        if not 1 <= wanted <= len(share):
            raise ValueError(f"n_components must lie in 1..{len(share)}, not at {wanted}")
        return int(wanted)

    def transform(self, X: np.ndarray) -> np.ndarray:
        X = np.asarray(X)
        return (X - self.mean_.astype(X.dtype)) @ self.components_.T

    def inverse_transform(self, Z: np.ndarray) -> np.ndarray:
        return np.asarray(Z, dtype=np.float64) @ self.components_ + self.mean_
