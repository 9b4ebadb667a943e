from collections.abc import Sequence

import numpy as np


def confusion(y: Sequence, yhat: Sequence, labels: Sequence) -> np.ndarray:
    """y, yhat: n labels. Returns (c, c) counts; rows are the truth, columns the prediction, both as labels."""
    raise NotImplementedError


def prf(y: Sequence, yhat: Sequence, average: str, beta: float = 1.0) -> tuple[float, float, float]:
    """average: "binary", "macro", "micro" or "weighted". Returns precision, recall and F-beta."""
    raise NotImplementedError


def best_threshold(score: np.ndarray, y: np.ndarray, cost_fp: float, cost_fn: float) -> tuple[float, float]:
    """score, y: (n,), y of 0 and 1. Returns the threshold of least total cost, and that cost."""
    raise NotImplementedError


def balanced_class_weights(y: Sequence) -> dict:
    """y: n labels. Returns the weight of each label that occurs."""
    raise NotImplementedError
