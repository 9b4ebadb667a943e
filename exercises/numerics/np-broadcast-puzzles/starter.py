import numpy as np


def outer(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a: (n,), b: (m,). Returns all products a[i] * b[j], (n, m), integers for integers."""
    raise NotImplementedError


def one_hot(labels: np.ndarray, k: int) -> np.ndarray:
    """labels: (n,) integers. Returns integers, (n, k): 1 in column labels[i], else 0."""
    raise NotImplementedError


def pairwise_sq_dists(X: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """X: (n, d), Y: (m, d). Returns |X[i] - Y[j]|², (n, m), float64, never negative."""
    raise NotImplementedError


def tril_mask(n: int) -> np.ndarray:
    """Returns bool, (n, n): True on and below the diagonal."""
    raise NotImplementedError


def segment_sum(values: np.ndarray, ids: np.ndarray, k: int) -> np.ndarray:
    """values: (n,), ids: (n,) in 0..k-1. Returns the sum per segment, (k,)."""
    raise NotImplementedError


def sliding_windows(x: np.ndarray, w: int) -> np.ndarray:
    """x: (n,). Returns every run of w neighbours, (n - w + 1, w)."""
    raise NotImplementedError


def row_normalise(X: np.ndarray) -> np.ndarray:
    """X: (n, d). Returns rows of Euclidean length one, (n, d), floats; rows of zeros stay."""
    raise NotImplementedError


def scatter_add(base: np.ndarray, idx: np.ndarray, vals: np.ndarray) -> np.ndarray:
    """base: (n,), idx: (m,) in 0..n-1, vals: (m,). Returns base with every vals[j] added at idx[j], (n,)."""
    raise NotImplementedError


def bucketize(x: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """x: (n,), edges: (m,) ascending. Returns how many edges are <= x[i], (n,) integers."""
    raise NotImplementedError


def causal_block_mask(lengths: np.ndarray) -> np.ndarray:
    """lengths: (s,) integers >= 0, with sum T. Returns bool, (T, T): same sequence, and not later."""
    raise NotImplementedError
