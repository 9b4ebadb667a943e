"""Counts of 16 bits overflow from 32,768 rows of a class on.

caught by: many_rows
"""

import numpy as np


def counted(y: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The distinct scores, falling, and how many negatives and positives score at least that."""
    y, score = np.asarray(y), np.asarray(score)
    if not np.isin(y, (0, 1)).all() or np.isnan(score).any():
        raise ValueError("labels must be 0 and 1, and scores numbers")
    if not 0 < y.sum() < len(y):
        raise ValueError("both classes must be there")
    order = np.argsort(score)[::-1]
    ranked, positive = score[order], y[order].astype(np.float64)
    last = np.append(ranked[:-1] != ranked[1:], True)
    return ranked[last], *(np.cumsum(part, dtype=np.int16)[last] for part in (1 - positive, positive))


def roc_curve(y: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    thresholds, fp, tp = counted(y, score)
    fpr, tpr = np.append(0.0, fp / fp[-1]), np.append(0.0, tp / tp[-1])
    return fpr, tpr, np.append(np.inf, thresholds)


def roc_auc(y: np.ndarray, score: np.ndarray) -> float:
    fpr, tpr, _ = roc_curve(y, score)
    return float((np.diff(fpr) * (tpr[1:] + tpr[:-1])).sum() / 2)


def pr_curve(y: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    thresholds, fp, tp = counted(y, score)
    precision, recall = tp / (tp + fp), tp / tp[-1]
    return np.append(precision[::-1], 1.0), np.append(recall[::-1], 0.0), thresholds[::-1]


def average_precision(y: np.ndarray, score: np.ndarray) -> float:
    precision, recall, _ = pr_curve(y, score)
    return float(-(np.diff(recall) * precision[:-1]).sum())


def auc_bootstrap_ci(
    y: np.ndarray, score: np.ndarray, *, rng: np.random.Generator, n_boot: int = 500
) -> tuple[float, float]:
    y, score = np.asarray(y), np.asarray(score)
    counted(y, score)
    aucs: list[float] = []
    while len(aucs) < n_boot:
        rows = rng.integers(0, len(y), size=len(y))
        if 0 < y[rows].sum() < len(y):
            aucs.append(roc_auc(y[rows], score[rows]))
    low, high = np.quantile(aucs, [0.025, 0.975])
    return float(low), float(high)
