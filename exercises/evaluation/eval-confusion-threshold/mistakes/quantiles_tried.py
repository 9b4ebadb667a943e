"""Of many scores only a few quantiles are tried as thresholds.

caught by: many_rows
"""

from collections.abc import Sequence

import numpy as np


def confusion(y: Sequence, yhat: Sequence, labels: Sequence) -> np.ndarray:
    place = {label: i for i, label in enumerate(np.asarray(labels).tolist())}
    counts = np.zeros((len(place), len(place)), dtype=np.int64)
    for truth, guess in zip(np.asarray(y).tolist(), np.asarray(yhat).tolist(), strict=True):
        if truth not in place or guess not in place:
            raise ValueError(f"{truth!r} or {guess!r} is not among the labels")
        counts[place[truth], place[guess]] += 1
    return counts


def prf(y: Sequence, yhat: Sequence, average: str, beta: float = 1.0) -> tuple[float, float, float]:
    labels = np.unique([*y, *yhat])
    counts = confusion(y, yhat, labels)
    hits, actual, predicted = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    shares = np.full(len(labels), 1 / len(labels))
    if average == "binary":
        chosen = labels == 1
        hits, actual, predicted, shares = (np.array([part[chosen].sum()]) for part in (hits, actual, predicted, chosen))
    elif average == "micro":
        hits, actual, predicted, shares = (np.array([part.sum()]) for part in (hits, actual, predicted, shares))
    elif average == "weighted":
        shares = actual / actual.sum()
    b2 = beta**2
    quotients = ((hits, predicted), (hits, actual), ((1 + b2) * hits, b2 * actual + predicted))
    # Only 0 / 0 has a divisor below 1: whatever was predicted once is counted in all three.
    precision, recall, f = (float((shares * (top / np.maximum(bottom, 1))).sum()) for top, bottom in quotients)
    return precision, recall, f


def best_threshold(score: np.ndarray, y: np.ndarray, cost_fp: float, cost_fn: float) -> tuple[float, float]:
    score, y = np.asarray(score), np.asarray(y)
    if len(score) > 64:
        tried = np.quantile(score, np.linspace(0, 1, 65), method="lower")
        score = tried[np.searchsorted(tried, score, side="right") - 1]
    order = np.argsort(score)[::-1]
    thresholds = np.append(np.inf, score[order])
    accepted = np.append(0.0, np.cumsum(y[order]))
    fp, fn = np.arange(len(y) + 1) - accepted, y.sum() - accepted
    last = np.append(thresholds[:-1] > thresholds[1:], True)
    cost = (cost_fp * fp + cost_fn * fn)[last]
    best = int(np.argmin(cost))
    return float(thresholds[last][best]), float(cost[best])


def balanced_class_weights(y: Sequence) -> dict:
    labels, counts = np.unique(np.asarray(y), return_counts=True)
    return dict(zip(labels.tolist(), (len(y) / (len(labels) * counts)).tolist(), strict=True))
