import numpy as np


def entropy(p: np.ndarray, base: float = 2.0) -> float:
    """p: (n,) probabilities. Returns H(p) in units of log(base), >= 0."""
    raise NotImplementedError


def cross_entropy(p: np.ndarray, q: np.ndarray, base: float = 2.0) -> float:
    """p, q: (n,) probabilities. Returns H(p, q), inf where q rules out what p allows."""
    raise NotImplementedError


def kl(p: np.ndarray, q: np.ndarray, base: float = 2.0) -> float:
    """p, q: (n,) probabilities. Returns KL(p || q), in [0, inf]."""
    raise NotImplementedError


def js(p: np.ndarray, q: np.ndarray, base: float = 2.0) -> float:
    """p, q: (n,) probabilities. Returns the Jensen-Shannon divergence, in [0, log_base 2]."""
    raise NotImplementedError


def mutual_information(joint: np.ndarray, base: float = 2.0) -> float:
    """joint: (n, m) probabilities of pairs. Returns I(row; column), >= 0."""
    raise NotImplementedError


def information_gain(y: np.ndarray, split: np.ndarray) -> float:
    """y, split: (n,) labels and the side each row falls on. Returns H(y) - H(y | split) in bits."""
    raise NotImplementedError
