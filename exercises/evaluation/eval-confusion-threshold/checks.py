import math

import numpy as np
import reference

from studytui.checks import allocated, check, close, equal, expect, growth, raises, unchanged

NAMES = ("ant", "bee", "cat", "dog")


def draw(rng, classes=3):
    """True labels and predictions of which about half are right, each (n,), every class in both."""
    n = int(rng.integers(classes * 2, 30))
    y = rng.integers(0, classes, size=n)
    yhat = np.where(rng.random(n) < 0.5, y, rng.integers(0, classes, size=n))
    y[:classes], yhat[-classes:] = np.arange(classes), np.arange(classes)
    return y, yhat


def same(learner, y, yhat, average, beta=1.0, note=""):
    """Precision, recall and F are the reference's."""
    got = learner.prf(y, yhat, average, **({} if beta == 1 else {"beta": beta}))
    want = reference.prf(y, yhat, average, beta=beta)
    names = f"precision, recall and F, average {average!r}, beta {beta}{note}"
    close(got, want, rtol=1e-12, atol=1e-12, what=names)


def scored(rng, n=None, whole=False):
    """Scores that say something about y, both (n,); with ties if whole."""
    n = int(rng.integers(3, 25)) if n is None else n
    y = rng.integers(0, 2, size=n)
    y[:2] = (0, 1)
    score = y + rng.normal(size=n)
    return (np.round(score) if whole else score), y


def cheapest(learner, score, y, cost_fp, cost_fn, note=""):
    """Threshold and cost are the reference's."""
    got = learner.best_threshold(score, y, cost_fp, cost_fn)
    want = reference.best_threshold(score, y, cost_fp, cost_fn)
    close(got, want, rtol=1e-12, atol=1e-12, what=f"threshold and cost, cost_fp = {cost_fp}, cost_fn = {cost_fn}{note}")


@check("Rows are truth, columns are predictions, in the order of labels", points=2)
def matrix(learner, rng):
    y, yhat = draw(rng)
    yhat[y == 0] = rng.integers(1, 3)
    labels = rng.permutation(4)
    close(learner.confusion(y, yhat, labels), reference.confusion(y, yhat, labels), what=f"confusion, labels {labels}")
    names = [NAMES[label] for label in labels]
    got = learner.confusion([NAMES[v] for v in y], [NAMES[v] for v in yhat], names)
    close(got, reference.confusion(y, yhat, labels), what=f"confusion, labels {names}")
    many = learner.confusion(np.tile(y, 150), np.tile(yhat, 150), labels)
    close(many, 150 * reference.confusion(y, yhat, labels), what="confusion of the same rows 150 times over")
    expect(np.asarray(got).dtype.kind in "iu", "confusion holds integers", got=got)
    close(learner.confusion([], [], [0, 1]), np.zeros((2, 2)), what="confusion of no rows")


@check("Labels that are not listed, and unequal lengths, raise ValueError", points=1)
def matrix_refuses(learner, rng):
    y, yhat = draw(rng)
    raises(ValueError, learner.confusion, y, np.zeros_like(y), [0, 1])
    raises(ValueError, learner.confusion, np.zeros_like(y), yhat, [0, 1])
    for short in (yhat[:-1], yhat[:1]):
        raises(ValueError, learner.confusion, y, short, [0, 1, 2])
        raises(ValueError, learner.prf, y, short, "macro")


@check("Binary precision, recall and F1", points=1)
def binary(learner, rng):
    for _ in range(3):
        y, yhat = draw(rng, classes=2)
        same(learner, y, yhat, "binary")
        same(learner, 1 - y, 1 - yhat, "binary")
    got = learner.prf(y, yhat, "binary")
    expect(len(got) == 3, "prf gives three numbers", got=got)


@check("F-beta uses the square of beta", points=1)
def f_beta(learner, rng):
    y, yhat = draw(rng, classes=2)
    for beta in (2.0, 0.5):
        same(learner, [1, 1, 1, 0], [1, 0, 0, 0], "binary", beta)
        same(learner, [1, 0, 0, 0], [1, 1, 1, 0], "binary", beta)
        same(learner, y, yhat, "binary", beta)


@check("No predicted positives, or no positives: 0, never nan", points=1)
def nothing_accepted(learner, rng):
    for y, yhat in (([1, 0, 1], [0, 0, 0]), ([0, 0, 0], [0, 1, 0]), ([0, 0], [0, 0])):
        close(learner.prf(y, yhat, "binary"), [0.0, 0.0, 0.0], what=f"prf({y}, {yhat}, 'binary')")


@check("Micro: counts first; with one label per row it is the accuracy", points=1)
def micro(learner, rng):
    y, yhat = draw(rng, classes=4)
    for beta in (1.0, 2.0):
        close(learner.prf(y, yhat, "micro", beta), [np.mean(y == yhat)] * 3, rtol=1e-12, what="micro average")


@check("Macro: the mean of the classes' values", points=2)
def macro(learner, rng):
    y, yhat = draw(rng)
    same(learner, y, yhat, "macro")
    same(learner, [0, 0, 0, 1], [0, 1, 1, 1], "macro", 2.0)
    same(learner, [NAMES[v] for v in y], [NAMES[v] for v in yhat], "macro", 0.5)


@check("Weighted: by true rows", points=1)
def weighted(learner, rng):
    y, yhat = draw(rng)
    same(learner, y, yhat, "weighted")
    same(learner, [0, 0, 0, 1], [0, 1, 1, 1], "weighted", 2.0)


@check("Classes that occur on one side only count as well", points=2)
def one_sided(learner, rng):
    y, yhat = draw(rng)
    for average in ("macro", "weighted", "micro"):
        same(learner, y, np.where(yhat == 1, 7, yhat), average, note=" (class 1 never, class 7 only predicted)")
        same(learner, [5, 5], [5, 8], average)


@check("The threshold of least total cost", points=2)
def threshold(learner, rng):
    for _ in range(4):
        score, y = scored(rng)
        y[score.argmax()], y[score.argmin()] = 1, 0
        cost_fp, cost_fn = float(rng.uniform(0.5, 3)), float(rng.uniform(0.5, 3))
        cheapest(learner, score, y, cost_fp, cost_fn)
    cheapest(learner, [0.1, 0.4, 0.6, 0.9], [0, 0, 1, 1], 1.5, 2.5, " (perfect scores)")
    cheapest(learner, [0.8, 0.5], [0, 1], 1.0, 1.0005, " (costs that are nearly equal)")


@check("Of equal costs the largest threshold", points=1)
def cost_ties(learner, rng):
    score = np.arange(6.0) + rng.integers(-3, 3)
    for y in ([0, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1]):
        cheapest(learner, score, y, 1, 1)
        cheapest(learner, (score - score.min()).astype(np.uint8), y, 1, 1, " (unsigned scores)")
    cheapest(learner, score, [0, 1, 0, 1, 1, 1], 0, 1)


@check("Accept nothing and accept everything are candidates", points=2)
def extremes(learner, rng):
    score, y = scored(rng)
    cheapest(learner, score, np.where(score == score.max(), 0, y), 1000.0, 0.0, " (the highest score is a negative)")
    cheapest(learner, score, y, 1000.0, 0.0)
    cheapest(learner, -score, y, 1000.0, 1.0)
    cheapest(learner, score, y, 1e-6, 1000.0)
    cheapest(learner, score, np.ones_like(y), 1.0, 1.0, " (all positive)")
    close(learner.best_threshold(score, np.zeros_like(y), 1.0, 1.0), [math.inf, 0.0], what="all negative: accept none")


@check("Equal scores are accepted together", points=2)
def score_ties(learner, rng):
    for _ in range(4):
        score, y = scored(rng, whole=True)
        cheapest(learner, score, y, float(rng.uniform(0.5, 3)), float(rng.uniform(0.5, 3)))
    cheapest(learner, [0.5, 0.5, 0.5], [1, 0, 0], 1.0, 1.5)


@check("Many rows: sorted once, not compared with every threshold, and every score is tried", points=1)
def many_rows(learner, rng):
    rows = {n: scored(rng, n=n) for n in (1000, 4000)}
    power = growth(lambda n: allocated(learner.best_threshold, *rows[n], 1.0, 3.0), tuple(rows))
    told = "four times the rows take about four times the memory, all lines summed"
    expect(power < 1.5, told, exponent=round(power, 2))
    for n, (score, y) in rows.items():
        for cost_fp, cost_fn in ((1.0, 3.0), (2.0, 1.0)):
            cheapest(learner, score, y, cost_fp, cost_fn, f", {n:,} rows")


@check("Balanced weights: every class weighs the same, all rows weigh n", points=1)
def weights(learner, rng):
    y, _ = draw(rng, classes=4)
    got = learner.balanced_class_weights(y)
    equal(sorted(got), [0, 1, 2, 3], what="the keys")
    close(sum(got[label] for label in y.tolist()), len(y), rtol=1e-12, what="the weight of all rows")
    for label in range(4):
        close(got[label] * (y == label).sum(), len(y) / 4, rtol=1e-12, what=f"the weight of all rows of class {label}")
    close(learner.balanced_class_weights([1, 1, 1])[1], 1.0, rtol=1e-12, what="the weight of the only class")
    close(learner.balanced_class_weights(["x", "x", "y"])["y"], 1.5, rtol=1e-12, what="the weight of 'y' in x x y")


@check("Inputs stay as they were", points=1)
def untouched(learner, rng):
    y, yhat = draw(rng, classes=2)
    unchanged(learner.confusion, y, yhat, np.array([1, 0]))
    unchanged(learner.prf, y, yhat, "binary")
    unchanged(learner.best_threshold, *scored(rng), 1.0, 2.0)
