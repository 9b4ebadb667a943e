import numpy as np
import reference

from studytui.checks import allocated, check, close, expect, growth, raises, unchanged

FUNCTIONS = ("roc_curve", "roc_auc", "pr_curve", "average_precision")


def draw(rng, n=None, ties=False):
    """Labels and scores that say something about them, both (n,); scores in steps of one if ties."""
    n = int(rng.integers(4, 25)) if n is None else n
    y = rng.integers(0, 2, size=n)
    y[:2] = (0, 1)
    score = y + rng.normal(size=n)
    order = rng.permutation(n)
    return y[order], (np.round(score) if ties else score)[order]


def curve(got, want, names):
    """Three arrays, one after the other."""
    expect(len(got) == 3, f"three arrays are returned: {', '.join(names)}", got=got)
    for mine, right, name in zip(got, want, names, strict=True):
        close(mine, right, rtol=1e-12, atol=1e-12, what=name)


def roc(learner, y, score):
    curve(learner.roc_curve(y, score), reference.roc_curve(y, score), ("fpr", "tpr", "thresholds"))


def pr(learner, y, score):
    curve(learner.pr_curve(y, score), reference.pr_curve(y, score), ("precision", "recall", "thresholds"))


def pairs(y, score):
    """The share of pairs in which the positive scores higher; equal scores count one half."""
    gap = score[y == 1][:, None] - score[y == 0]
    return ((gap > 0) + 0.5 * (gap == 0)).mean()


@check("ROC curve: from (0, 0) at inf, one point per score", points=2)
def roc_points(learner, rng):
    y, score = draw(rng)
    roc(learner, y, score)
    roc(learner, np.array([0, 1]), np.array([0.3, 0.7]))
    roc(learner, np.array([False, True]), np.array([0.7, 0.3]))


@check("AUC is the share of pairs in the right order", points=1)
def auc_pairs(learner, rng):
    for _ in range(3):
        y, score = draw(rng)
        close(learner.roc_auc(y, score), pairs(y, score), rtol=1e-12, atol=1e-12, what="roc_auc")


@check("PR curve: thresholds rise, precision 1 and recall 0 at the end", points=2)
def pr_points(learner, rng):
    y, score = draw(rng)
    pr(learner, y, score)
    pr(learner, np.array([0, 1]), np.array([0.3, 0.7]))
    pr(learner, np.array([1, 0, 0]), np.array([0.3, 0.7, 0.9]))


@check("Average precision is a sum of steps", points=2)
def average_steps(learner, rng):
    for _ in range(3):
        y, score = draw(rng)
        hits = y[np.argsort(-score)]
        want = (np.cumsum(hits) / np.arange(1, len(y) + 1))[hits == 1].mean()
        close(learner.average_precision(y, score), want, rtol=1e-12, what="average_precision")


@check("Scores that are all equal: AUC one half, AP the prevalence", points=2)
def all_tied(learner, rng):
    y, _ = draw(rng)
    for labels in (np.sort(y), np.sort(y)[::-1], y):
        score = np.full(len(y), float(rng.normal()))
        close(learner.roc_auc(labels, score), 0.5, rtol=1e-12, what="roc_auc of equal scores")
        close(learner.average_precision(labels, score), y.mean(), rtol=1e-12, what="average_precision of equal scores")


@check("Ties across classes are one point", points=2)
def ties(learner, rng):
    for _ in range(3):
        y, score = draw(rng, n=int(rng.integers(8, 25)), ties=True)
        close(learner.roc_auc(y, score), pairs(y, score), rtol=1e-12, atol=1e-12, what="roc_auc of scores with ties")
        roc(learner, y, score)
        pr(learner, y, score)
        want = reference.average_precision(y, score)
        close(learner.average_precision(y, score), want, rtol=1e-12, what="average_precision of scores with ties")


@check("An increasing transform changes nothing; -score turns the AUC round", points=1)
def transforms(learner, rng):
    y, score = draw(rng)
    area = learner.roc_auc(y, score)
    close(learner.roc_auc(y, -score), 1 - area, rtol=1e-9, atol=1e-12, what="roc_auc of -score")
    for other in (np.exp(score), 5 * score - 1e3):
        close(learner.roc_auc(y, other), area, rtol=1e-9, atol=1e-12, what="roc_auc of the transformed score")
        want = reference.average_precision(y, score)
        close(learner.average_precision(y, other), want, rtol=1e-9, what="average_precision of the transformed score")


@check("Infinite scores", points=1)
def infinite(learner, rng):
    y, score = draw(rng, n=9)
    score[rng.permutation(9)[:4]] = (np.inf, -np.inf, np.inf, -np.inf)
    roc(learner, y, score)
    pr(learner, y, score)
    close(learner.roc_auc(y, score), reference.roc_auc(y, score), rtol=1e-12, atol=1e-12, what="roc_auc")


@check("One class, other labels and nan raise ValueError", points=2)
def refuses(learner, rng):
    y, score = draw(rng)
    missing = score.copy()
    missing[int(rng.integers(len(y)))] = np.nan
    third = np.append(y[:-1], 2)
    third[:2] = (0, 1)
    one_class = ((np.zeros_like(y), score), (np.ones_like(y), score))
    above, between, unknown = (np.append(y[:-1], label) for label in (1.5, 0.5, np.nan))
    above[:2] = between[:2] = unknown[:2] = (0, 1)
    others = (2 * y - 1, 2 * y, third, above, 0.5 * y, np.maximum(y, 0.3), between, unknown)
    for labels, scores in (*one_class, *((other, score) for other in others), (y, missing)):
        for name in FUNCTIONS:
            raises(ValueError, getattr(learner, name), labels, scores)
        raises(ValueError, learner.auc_bootstrap_ci, labels, scores, rng=rng, n_boot=3)


@check("At 1 % positives a high AUC and a low AP", points=1)
def rare(learner, rng):
    y = np.zeros(1000, dtype=int)
    y[:10] = 1
    score = y * 2.0 + rng.normal(size=1000)
    close(learner.roc_auc(y, score), pairs(y, score), rtol=1e-12, what="roc_auc")
    want = reference.average_precision(y, score)
    close(learner.average_precision(y, score), want, rtol=1e-12, what="average_precision")


@check("The bootstrap interval: 95 %, from the resamples described", points=2)
def bootstrap(learner, rng):
    y, score = draw(rng, n=40)
    got = learner.auc_bootstrap_ci(y, score, rng=rng, n_boot=21)
    # The learner drew from a copy: the reference starts where that one did.
    close(got, reference.auc_bootstrap_ci(y, score, rng=rng, n_boot=21), rtol=1e-12, what="limits, n_boot = 21")
    got = learner.auc_bootstrap_ci(y, score, rng=rng)
    close(got, reference.auc_bootstrap_ci(y, score, rng=rng), rtol=1e-12, what="limits, n_boot left out")


@check("A resample with one class is drawn again", points=1)
def bootstrap_redraws(learner, rng):
    score = rng.normal(size=13)
    for n_boot in range(4, 12):
        y = (np.arange(13) // 12 + n_boot) % 2
        got = learner.auc_bootstrap_ci(y, score, rng=rng, n_boot=n_boot)
        want = reference.auc_bootstrap_ci(y, score, rng=rng, n_boot=n_boot)
        close(got, want, rtol=1e-12, atol=1e-12, what=f"limits for one row against 12, n_boot = {n_boot}")


@check("Many rows: sorted, not compared in pairs, and every score counts", points=1)
def many_rows(learner, rng):
    rows = {n: draw(rng, n=n) for n in (1000, 4000)}
    for name in ("roc_auc", "average_precision"):
        power = growth(lambda n, name=name: allocated(getattr(learner, name), *rows[n]), tuple(rows))
        told = f"{name}: four times the rows take about four times the memory, all lines summed"
        expect(power < 1.5, told, exponent=round(power, 2))
    y, score = rows[4000]
    roc(learner, y, score)
    pr(learner, y, score)
    close(learner.roc_auc(y, score), reference.roc_auc(y, score), rtol=1e-12, what="roc_auc of 4,000 rows")
    y = np.ones(33_000, dtype=int)
    y[:200], score = 0, rng.permutation(33_000) // 3.0
    close(learner.roc_auc(y, score), reference.roc_auc(y, score), rtol=1e-10, what="roc_auc of 33,000 rows")


@check("Inputs stay as they were; lists will do", points=1)
def untouched(learner, rng):
    y, score = draw(rng)
    for name in FUNCTIONS:
        unchanged(getattr(learner, name), y, score)
    close(learner.roc_auc(y.tolist(), score.tolist()), pairs(y, score), rtol=1e-12, atol=1e-12, what="roc_auc of lists")
    got = learner.auc_bootstrap_ci(y.tolist(), score.tolist(), rng=rng, n_boot=5)
    close(got, reference.auc_bootstrap_ci(y, score, rng=rng, n_boot=5), rtol=1e-12, atol=1e-12, what="limits for lists")
