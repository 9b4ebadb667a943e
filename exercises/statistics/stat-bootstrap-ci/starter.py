from collections.abc import Callable
from typing import Literal

import numpy as np

Statistic = Callable[[np.ndarray], float]


def bootstrap_ci(
    x: np.ndarray,
    stat: Statistic,
    *,
    level: float = 0.95,
    n_boot: int = 2000,
    method: Literal["percentile", "bca"] = "percentile",
    rng: np.random.Generator,
) -> tuple[float, float]:
    """x: (n,), n >= 2; stat: from a sample, (n,), to a number. Returns the ends of the interval, low and high."""
    raise NotImplementedError


def paired_bootstrap_diff(
    a: np.ndarray,
    b: np.ndarray,
    stat: Statistic,
    *,
    level: float = 0.95,
    n_boot: int = 2000,
    rng: np.random.Generator,
) -> tuple[float, float]:
    """a, b: (n,) each, a[i] paired with b[i]. Returns the percentile interval of stat(a) - stat(b)."""
    raise NotImplementedError
