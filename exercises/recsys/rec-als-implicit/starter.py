from typing import NamedTuple

import numpy as np


class CSR(NamedTuple):
    """A sparse matrix by rows: row r has columns indices[indptr[r]:indptr[r + 1]], values likewise in data."""

    indptr: np.ndarray
    indices: np.ndarray
    data: np.ndarray


def als_step(C: CSR, Y: np.ndarray, reg: float) -> np.ndarray:
    """The factors of all rows of C, (n, k), for column factors Y, (m, k); C holds confidences."""
    raise NotImplementedError


class ImplicitALS:
    """After fit: user_factors_ (n_users, factors), item_factors_ (n_items, factors)."""

    def __init__(self, factors: int, reg: float, alpha: float, iters: int, rng: np.random.Generator) -> None:
        raise NotImplementedError

    def fit(self, csr: CSR, shape: tuple[int, int]) -> "ImplicitALS":
        """csr holds counts, users by items."""
        raise NotImplementedError

    def recommend(self, u: int, n: int, exclude_seen: bool = True) -> list[int]:
        """Up to n items, best first."""
        raise NotImplementedError

    def loss(self, csr: CSR) -> float:
        """The objective over all cells, for these counts."""
        raise NotImplementedError
