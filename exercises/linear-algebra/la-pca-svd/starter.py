import numpy as np


class PCA:
    """Principal component analysis.

    After fit, with k components kept of p features:
    mean_ (p,), components_ (k, p), explained_variance_ (k,), explained_variance_ratio_ (k,); all float64.
    """

    def __init__(self, n_components: int | float) -> None:
        """n_components: how many to keep, or the share of the variance to reach, in (0, 1)."""
        raise NotImplementedError

    def fit(self, X: np.ndarray) -> "PCA":
        """X: (n, p), n >= 2. Returns self."""
        raise NotImplementedError

    def transform(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns the scores, (m, k)."""
        raise NotImplementedError

    def inverse_transform(self, Z: np.ndarray) -> np.ndarray:
        """Z: (m, k). Returns points in the original space, (m, p)."""
        raise NotImplementedError
