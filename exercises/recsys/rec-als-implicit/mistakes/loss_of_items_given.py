"""The loss leaves out the items without an event in the counts given.

caught by: loss
"""

from typing import NamedTuple

import numpy as np


class CSR(NamedTuple):
    indptr: np.ndarray
    indices: np.ndarray
    data: np.ndarray


def from_cells(rows: np.ndarray, columns: np.ndarray, values: np.ndarray, n_rows: int) -> CSR:
    cells, place = np.unique([rows, columns], axis=1, return_inverse=True)
    starts = np.searchsorted(cells[0], np.arange(n_rows + 1))
    return CSR(starts, cells[1], np.bincount(place, weights=values))


def rows_of(csr: CSR) -> np.ndarray:
    return np.repeat(np.arange(len(csr.indptr) - 1), np.diff(csr.indptr))


def summed(csr: CSR) -> CSR:
    return from_cells(rows_of(csr), csr.indices, csr.data, len(csr.indptr) - 1)


def als_step(C: CSR, Y: np.ndarray, reg: float) -> np.ndarray:
    C = summed(C)
    k = Y.shape[1]
    gram = Y.T @ Y + reg * np.eye(k)
    X = np.zeros((len(C.indptr) - 1, k))
    for u in range(len(X)):
        row = slice(C.indptr[u], C.indptr[u + 1])
        y, c = Y[C.indices[row]], C.data[row]
        if len(c):
            X[u] = np.linalg.solve(gram + (y.T * (c - 1)) @ y, c @ y)
    return X


class ImplicitALS:
    def __init__(self, factors: int, reg: float, alpha: float, iters: int, rng: np.random.Generator) -> None:
        self.factors = factors
        self.reg = reg
        self.alpha = alpha
        self.iters = iters
        self.rng = rng

    def confidences(self, csr: CSR) -> CSR:
        counts = summed(csr)
        return counts._replace(data=1 + self.alpha * counts.data)

    def fit(self, csr: CSR, shape: tuple[int, int]) -> "ImplicitALS":
        by_user = self.confidences(csr)
        by_item = from_cells(by_user.indices, rows_of(by_user), by_user.data, shape[1])
        self.seen = by_user
        self.user_factors_ = np.zeros((shape[0], self.factors))
        self.item_factors_ = self.rng.normal(size=(shape[1], self.factors))
        for _ in range(self.iters):
            self.user_factors_ = als_step(by_user, self.item_factors_, self.reg)
            self.item_factors_ = als_step(by_item, self.user_factors_, self.reg)
        return self

    def recommend(self, u: int, n: int, exclude_seen: bool = True) -> list[int]:
        order = np.argsort(-(self.item_factors_ @ self.user_factors_[u]), kind="stable")
        if exclude_seen:
            order = order[~np.isin(order, self.seen.indices[self.seen.indptr[u] : self.seen.indptr[u + 1]])]
        return order[:n].tolist()

    def loss(self, csr: CSR) -> float:
        C = self.confidences(csr)
        X, Y = self.user_factors_, self.item_factors_
        everywhere = ((X.T @ X) * (Y[np.unique(C.indices)].T @ Y[np.unique(C.indices)])).sum()
        scores = (X[rows_of(C)] * Y[C.indices]).sum(axis=1)
        observed = (C.data * (1 - scores) ** 2 - scores**2).sum()
        return float(everywhere + observed + self.reg * ((X**2).sum() + (Y**2).sum()))
