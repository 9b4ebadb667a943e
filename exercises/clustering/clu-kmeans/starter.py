import numpy as np


def kmeans_plus_plus(X: np.ndarray, k: int, rng: np.random.Generator) -> np.ndarray:
    """k different rows of X, (n, p), drawn by D² sampling. Returns (k, p)."""
    raise NotImplementedError


def lloyd(
    X: np.ndarray, centers: np.ndarray, max_iter: int = 300, tol: float = 1e-6
) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """Lloyd's loop from the given centres, (k, p).

    Returns centres (k, p), labels (n,) and the inertia after each assignment, the first one included.
    """
    raise NotImplementedError


class KMeans:
    """After fit: centers_ (k, p), labels_ (n,), inertia_ float, history_ list of floats."""

    def __init__(
        self,
        k: int,
        n_init: int = 5,
        max_iter: int = 300,
        tol: float = 1e-6,
        rng: np.random.Generator | None = None,
    ) -> None:
        raise NotImplementedError

    def fit(self, X: np.ndarray) -> "KMeans":
        """X: (n, p). Returns self."""
        raise NotImplementedError

    def predict(self, X: np.ndarray) -> np.ndarray:
        """X: (m, p). Returns the number of the nearest centre, (m,)."""
        raise NotImplementedError
