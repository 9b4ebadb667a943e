import numpy as np


def roc_curve(y: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """y of 0 and 1, score: (n,). Returns fpr, tpr, thresholds, each (u + 1,) for u distinct scores."""
    raise NotImplementedError


def roc_auc(y: np.ndarray, score: np.ndarray) -> float:
    """Area under the ROC curve."""
    raise NotImplementedError


def pr_curve(y: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns precision (u + 1,), recall (u + 1,), thresholds (u,), by rising threshold."""
    raise NotImplementedError


def average_precision(y: np.ndarray, score: np.ndarray) -> float:
    """Steps of recall times precision."""
    raise NotImplementedError


def auc_bootstrap_ci(
    y: np.ndarray, score: np.ndarray, *, rng: np.random.Generator, n_boot: int = 500
) -> tuple[float, float]:
    """Limits of the percentile interval, 95 %."""
    raise NotImplementedError
