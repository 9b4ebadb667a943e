"""Groups of equal scores in plain Python, highest first; the AUC from mean ranks."""

import itertools

import numpy as np


def groups(y, score):
    """(score, negatives, positives) of every distinct score, falling."""
    rows = sorted(((float(s), int(v)) for s, v in zip(score, y, strict=True)), key=lambda row: -row[0])
    if any(s != s for s, _ in rows) or {float(v) for v in y} != {0.0, 1.0}:
        raise ValueError("two classes, 0 and 1, and no nan")
    found = []
    for value, members in itertools.groupby(rows, key=lambda row: row[0]):
        labels = [label for _, label in members]
        found.append((value, labels.count(0), labels.count(1)))
    return found


def running(y, score):
    fp = tp = 0
    for value, no, yes in groups(y, score):
        fp, tp = fp + no, tp + yes
        yield value, fp, tp


def roc_curve(y, score):
    points = [(float("inf"), 0, 0), *running(y, score)]
    _, fp, tp = points[-1]
    return [p[1] / fp for p in points], [p[2] / tp for p in points], [p[0] for p in points]


def roc_auc(y, score):
    below, total = 0, 0.0
    found = groups(y, score)
    for _, no, yes in reversed(found):
        total += yes * (below + no / 2)
        below += no
    return total / (below * sum(yes for _, _, yes in found))


def pr_curve(y, score):
    points = list(running(y, score))[::-1]
    most = points[0][2]
    return (
        [p[2] / (p[1] + p[2]) for p in points] + [1.0],
        [p[2] / most for p in points] + [0.0],
        [p[0] for p in points],
    )


def average_precision(y, score):
    total, before = 0.0, 0
    for _, fp, tp in running(y, score):
        total += (tp - before) * tp / (tp + fp)
        before = tp
    return total / before


def auc_bootstrap_ci(y, score, *, rng, n_boot=500):
    groups(y, score)
    y, score = list(y), list(score)
    areas = []
    while len(areas) < n_boot:
        rows = [int(i) for i in rng.integers(0, len(y), size=len(y))]
        try:
            areas.append(roc_auc([y[i] for i in rows], [score[i] for i in rows]))
        except ValueError:
            continue
    return tuple(np.quantile(areas, [0.025, 0.975]))
