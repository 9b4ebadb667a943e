"""Codes and bincounts; thresholds searched with counts from two sorted halves."""

import numpy as np


def confusion(y, yhat, labels):
    y, yhat, labels = np.asarray(y), np.asarray(yhat), np.asarray(labels)
    if y.shape != yhat.shape or not (np.isin(y, labels).all() and np.isin(yhat, labels).all()):
        raise ValueError("y and yhat must fit each other and the labels")
    c = len(labels)
    if y.size == 0:
        return np.zeros((c, c), dtype=int)
    order = np.argsort(labels)
    a, b = (order[np.searchsorted(labels[order], part)] for part in (y, yhat))
    return np.bincount(a * c + b, minlength=c * c).reshape(c, c)


def prf(y, yhat, average, beta=1.0):
    y, yhat = np.asarray(y), np.asarray(yhat)
    if y.shape != yhat.shape:
        raise ValueError("shapes")
    classes = np.array([1]) if average == "binary" else np.unique(np.concatenate([y, yhat]))
    truth, guess = y[:, None] == classes, yhat[:, None] == classes
    tp, fp, fn = (part.sum(axis=0).astype(float) for part in (truth & guess, guess & ~truth, truth & ~guess))
    if average == "micro":
        tp, fp, fn = (np.atleast_1d(part.sum()) for part in (tp, fp, fn))

    def ratio(a, b):
        return np.divide(a, b, out=np.zeros_like(a), where=b != 0)

    f = ratio((1 + beta**2) * tp, (1 + beta**2) * tp + beta**2 * fn + fp)
    w = tp + fn if average == "weighted" else np.ones_like(tp)
    return tuple(np.average(part, weights=w) for part in (ratio(tp, tp + fp), ratio(tp, tp + fn), f))


def best_threshold(score, y, cost_fp, cost_fn):
    score, y = np.array(score, dtype=float), np.array(y, dtype=bool)
    yes, no = np.sort(score[y]), np.sort(score[~y])
    candidates = np.concatenate([np.unique(score), [np.inf]])
    missed = np.searchsorted(yes, candidates, side="left")
    alarms = len(no) - np.searchsorted(no, candidates, side="left")
    cost = cost_fp * alarms + cost_fn * missed
    best = np.flatnonzero(cost == cost.min())[-1]
    return candidates[best], cost[best]


def balanced_class_weights(y):
    y = list(y)
    return {label: len(y) / (len(set(y)) * y.count(label)) for label in set(y)}
