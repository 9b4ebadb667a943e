"""The statistics are kept in the type of x, which cuts those of whole numbers.

caught by: lists
"""

from collections.abc import Callable
from statistics import NormalDist
from typing import Literal

import numpy as np

Statistic = Callable[[np.ndarray], float]
normal = NormalDist()


def checked(x: np.ndarray, level: float) -> np.ndarray:
    x = np.asarray(x)
    if len(x) < 2:
        raise ValueError("a sample has at least two values")
    if not 0 < level < 1:
        raise ValueError(f"the level lies between 0 and 1, not at {level}")
    return x


def interval(boot: np.ndarray, low: float, high: float) -> tuple[float, float]:
    if np.isnan(boot).any():
        raise ValueError(f"the statistic is nan on {np.isnan(boot).sum()} of {len(boot)} resamples")
    ends = np.quantile(boot, [low, high])
    return float(ends[0]), float(ends[1])


def bca_levels(x: np.ndarray, stat: Statistic, boot: np.ndarray, tails: tuple[float, float]) -> list[float]:
    here, count = stat(x), len(boot)
    share = ((boot < here).mean() + (boot <= here).mean()) / 2
    z0 = normal.inv_cdf(min(max(share, 0.5 / count), 1 - 0.5 / count))
    left_out = np.array([stat(np.delete(x, i)) for i in range(len(x))])
    d = left_out.mean() - left_out
    spread = (d**2).sum()
    a = (d**3).sum() / (6 * spread**1.5) if spread > 0 else 0.0
    shifted = [z0 + normal.inv_cdf(tail) for tail in tails]
    return [normal.cdf(z0 + z / (1 - a * z)) for z in shifted]


def bootstrap_ci(
    x: np.ndarray,
    stat: Statistic,
    *,
    level: float = 0.95,
    n_boot: int = 2000,
    method: Literal["percentile", "bca"] = "percentile",
    rng: np.random.Generator,
) -> tuple[float, float]:
    x = checked(x, level)
    if method not in ("percentile", "bca"):
        raise ValueError(f"unknown method {method!r}")
    n = len(x)
    boot = np.array([stat(x[rng.integers(0, n, size=n)]) for _ in range(n_boot)]).astype(x.dtype)
    tails = ((1 - level) / 2, (1 + level) / 2)
    return interval(boot, *(bca_levels(x, stat, boot, tails) if method == "bca" else tails))


def paired_bootstrap_diff(
    a: np.ndarray,
    b: np.ndarray,
    stat: Statistic,
    *,
    level: float = 0.95,
    n_boot: int = 2000,
    rng: np.random.Generator,
) -> tuple[float, float]:
    a, b = checked(a, level), checked(b, level)
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)} values make no pairs")
    draws = rng.integers(0, len(a), size=(n_boot, len(a)))
    boot = np.array([stat(a[i]) - stat(b[i]) for i in draws])
    return interval(boot, (1 - level) / 2, (1 + level) / 2)
