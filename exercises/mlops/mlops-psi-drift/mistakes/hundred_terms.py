"""The series ends after a hundred terms, too early where λ is tiny.

caught by: ks_series
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

FLOOR = 1e-6
EXACT = 10_000


@dataclass(frozen=True)
class Alert:
    feature: str
    level: str
    psi: float


def index(expected: np.ndarray, actual: np.ndarray) -> float:
    """The PSI of counts in the same bins."""
    if not expected.any() or not actual.any():
        raise ValueError("both samples need values")
    e, a = (np.maximum(counts / counts.sum(), FLOOR) for counts in (expected, actual))
    return float(((a - e) * np.log(a / e)).sum())


def psi(expected: np.ndarray, actual: np.ndarray, bins: int = 10, strategy: str = "quantile") -> float:
    expected, actual = (np.asarray(sample, dtype=np.float64) for sample in (expected, actual))
    numbers = expected[~np.isnan(expected)]
    edges = np.array([])
    if len(numbers) and strategy == "quantile":
        edges = np.unique(np.quantile(numbers, np.arange(1, bins) / bins))
    elif len(numbers):
        edges = np.unique(np.linspace(numbers.min(), numbers.max(), bins + 1)[1:-1])
    counts = []
    for sample in (expected, actual):
        place = np.searchsorted(edges, sample, side="right")
        place[np.isnan(sample)] = len(edges) + 1
        counts.append(np.bincount(place, minlength=len(edges) + 2))
    return index(*counts)


def psi_categorical(expected: Sequence[str], actual: Sequence[str]) -> float:
    before, after = Counter(expected), Counter(actual)
    names = sorted(before | after)
    return index(*(np.array([counts[name] for name in names]) for counts in (before, after)))


def ks_2samp(a: np.ndarray, b: np.ndarray) -> tuple[float, float]:
    a, b = np.sort(a), np.sort(b)
    n, m = len(a), len(b)
    both = np.concatenate([a, b])
    gaps = np.searchsorted(a, both, side="right") * m - np.searchsorted(b, both, side="right") * n
    h = int(np.abs(gaps).max())
    return h / (n * m), exact(n, m, h) if n * m <= EXACT else series(h / (n * m) * np.sqrt(n * m / (n + m)))


def exact(n: int, m: int, h: int) -> float:
    """The share of all orders of n and m values with a gap of h / (n m) or more."""
    row = [float(j * n < h) for j in range(m + 1)]
    for i in range(1, n + 1):
        for j in range(len(row)):
            inside = abs(i * m - j * n) < h
            row[j] = (i * row[j] + j * row[j - 1]) / (i + j) if inside else 0.0
    return 1.0 - row[-1]


def series(x: float) -> float:
    """Kolmogorov's distribution, upper tail; below 0.2 it is 1 to twelve digits."""
    if x == 0:
        return 1.0
    k = np.arange(1, 101)
    return min(1.0, float((np.where(k % 2, 2, -2) * np.exp(-2 * k**2 * x**2)).sum()))


class DriftMonitor:
    def __init__(
        self,
        reference: Mapping[str, np.ndarray],
        warn: float = 0.1,
        alert: float = 0.25,
        patience: int = 2,
        min_n: int = 200,
    ) -> None:
        self.reference = {name: np.array(values) for name, values in reference.items()}
        self.warn = warn
        self.alert = alert
        self.patience = patience
        self.min_n = min_n
        self.breaches = dict.fromkeys(self.reference, 0)
        self.standing: dict[str, float] = {}

    def check(self, batch: Mapping[str, np.ndarray]) -> list[Alert]:
        alerts = []
        for name, expected in self.reference.items():
            value = None
            if name in batch and len(batch[name]) >= self.min_n:
                value = psi(expected, batch[name])
                self.breaches[name] = self.breaches[name] + 1 if value >= self.alert else 0
                if value < self.warn:
                    self.standing.pop(name, None)
                elif name in self.standing or self.breaches[name] >= self.patience:
                    self.standing[name] = value
            if name in self.standing:
                alerts.append(Alert(name, "alert", self.standing[name]))
            elif value is not None and value >= self.warn:
                alerts.append(Alert(name, "warn", value))
        return alerts
