from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Alert:
    """level: "warn" or "alert"; psi: of the last batch that counted."""

    feature: str
    level: str
    psi: float


def psi(expected: np.ndarray, actual: np.ndarray, bins: int = 10, strategy: str = "quantile") -> float:
    """expected, actual: (n,), (m,), nan allowed; strategy: "quantile" or "uniform"."""
    raise NotImplementedError


def psi_categorical(expected: Sequence[str], actual: Sequence[str]) -> float:
    """PSI with one bin per category of either sample."""
    raise NotImplementedError


def ks_2samp(a: np.ndarray, b: np.ndarray) -> tuple[float, float]:
    """a: (n,), b: (m,), no nan. Returns the statistic and the two-sided p."""
    raise NotImplementedError


class DriftMonitor:
    """Alerts with patience and hysteresis, per feature."""

    def __init__(
        self,
        reference: Mapping[str, np.ndarray],
        warn: float = 0.1,
        alert: float = 0.25,
        patience: int = 2,
        min_n: int = 200,
    ) -> None:
        """reference: values of each feature at training time."""
        raise NotImplementedError

    def check(self, batch: Mapping[str, np.ndarray]) -> list[Alert]:
        """batch: new values of each feature. Returns what stands or warns, in the order of reference."""
        raise NotImplementedError
