"""Counts at each distinct score by searching the sorted scores of either class."""

import numpy as np


def both(y, score):
    y, score = np.asarray(y), np.asarray(score, dtype=float)
    yes, no = np.sort(score[y == 1]), np.sort(score[y == 0])
    if len(yes) + len(no) != len(y) or not len(yes) or not len(no) or np.isnan(score).any():
        raise ValueError("bad labels or scores")
    return yes, no


def at_least(values, thresholds):
    return len(values) - np.searchsorted(values, thresholds, side="left")


def roc_curve(y, score):
    yes, no = both(y, score)
    thresholds = np.unique(np.concatenate([yes, no]))[::-1]
    fpr, tpr = at_least(no, thresholds) / len(no), at_least(yes, thresholds) / len(yes)
    return np.r_[0, fpr], np.r_[0, tpr], np.r_[np.inf, thresholds]


def roc_auc(y, score):
    yes, no = both(y, score)
    wins = np.searchsorted(no, yes, side="left") + np.searchsorted(no, yes, side="right")
    return wins.sum() / (2 * len(yes) * len(no))


def pr_curve(y, score):
    yes, no = both(y, score)
    thresholds = np.unique(np.concatenate([yes, no]))
    tp, fp = at_least(yes, thresholds), at_least(no, thresholds)
    return np.r_[tp / (tp + fp), 1], np.r_[tp / len(yes), 0], thresholds


def average_precision(y, score):
    yes, no = both(y, score)
    tp, fp = at_least(yes, yes), at_least(no, yes)
    return (tp / (tp + fp)).mean()


def auc_bootstrap_ci(y, score, *, rng, n_boot=500):
    both(y, score)
    y, score = np.array(y), np.array(score)
    aucs = np.empty(n_boot)
    for b in range(n_boot):
        while True:
            rows = rng.integers(0, len(y), size=len(y))
            if len(set(y[rows].tolist())) == 2:
                break
        aucs[b] = roc_auc(y[rows], score[rows])
    return np.quantile(aucs, 0.025), np.quantile(aucs, 0.975)
