import itertools

import numpy as np
import reference

from studytui.checks import check, close, equal, expect, raises, unchanged


def cloud(rng, n=None, p=None):
    """Rows without structure, (n, p)."""
    n = int(rng.integers(12, 40)) if n is None else n
    p = int(rng.integers(1, 4)) if p is None else p
    return rng.normal(size=(n, p))


def blobs(rng, k, per=6):
    """k tight groups, far apart: the rows (k * per, 2), and the inertia of the grouping."""
    groups = [3.0 * j + rng.uniform(-0.1, 0.1, size=(per, 2)) for j in range(k)]
    inertia = sum(((group - group.mean(axis=0)) ** 2).sum() for group in groups)
    return rng.permutation(np.concatenate(groups)), inertia


def gaps(X, centers):
    """Squared distances, (n, k)."""
    return reference.squared_distances(X, np.asarray(centers, dtype=float))


def consistent(X, centers, labels, inertia):
    """The labels are those of the nearest centres, and the inertia is theirs."""
    centers, labels = np.asarray(centers, dtype=float), np.asarray(labels)
    expect(labels.shape == (len(X),), "there is one label per row", got=labels.shape, rows=len(X))
    expect(bool(np.isfinite(centers).all()), "centres are finite", centers=centers)
    distance = gaps(X, centers)
    own = distance[np.arange(len(X)), labels]
    row = int((own - distance.min(axis=1)).argmax())
    expect(
        own[row] <= distance[row].min() + 1e-9,
        "every row is labelled with its nearest centre",
        row=row,
        label=int(labels[row]),
        nearest=int(distance[row].argmin()),
        squared_distances=distance[row],
    )
    close(inertia, own.sum(), rtol=1e-9, atol=1e-9, what="inertia of these labels and centres")


def means_of_labels(X, centers, labels):
    """Every centre is the mean of its rows, and owns at least one."""
    labels = np.asarray(labels)
    counts = np.bincount(labels, minlength=len(centers))
    expect(bool((counts > 0).all()), "every cluster should own a row", rows_per_cluster=counts)
    means = np.array([X[labels == j].mean(axis=0) for j in range(len(centers))])
    close(centers, means, rtol=1e-7, atol=1e-9, what="centres, against the means of their rows")


def never_rises(history):
    """The history does not increase beyond rounding."""
    for step, (before, after) in enumerate(itertools.pairwise(history), start=1):
        expect(after <= before + 1e-9 * (1 + before), "history never rises", step=step, before=before, after=after)


def start(rng, X, k):
    """k different rows of X to start from, so that every cluster owns one at first."""
    return X[rng.choice(len(X), size=k, replace=False)]


@check("Lloyd's loop ends with means of their labels, labels of their centres", points=2)
def lloyd_settles(learner, rng):
    X = cloud(rng)
    k = int(rng.integers(2, 5))
    first = start(rng, X, k)
    centers, labels, history = learner.lloyd(X, first, 300, 0.0)
    close(history[0], gaps(X, first).min(axis=1).sum(), rtol=1e-9, what="history[0], inertia of the given centres")
    consistent(X, centers, labels, history[-1])
    means_of_labels(X, centers, labels)
    never_rises(history)
    expect(len(history) < 200, "with tol = 0 the loop ends once nothing moves", entries=len(history))


@check("Stopped early, the labels still belong to the centres", points=2)
def cut_short(learner, rng):
    for _ in range(5):
        X = cloud(rng, n=int(rng.integers(30, 61)), p=2)
        for steps in (1, 2):
            centers, labels, history = learner.lloyd(X, start(rng, X, 5), steps, 0.0)
            expect(len(history) <= steps + 1, "history has one entry per assignment", entries=len(history), steps=steps)
            early = len(history) < steps + 1
            settled = len(history) > 1 and history[-2] - history[-1] <= 1e-12 * history[-2]
            expect(settled or not early, "the loop ends before max_iter only where nothing moves", history=history)
            consistent(X, centers, labels, history[-1])


# With centres to the left of most, an iteration gains in turn 0.83, 0.24, 0.34, 0.55 and 0 of what the inertia was.
SLOW = (0, 2, 18, 26, 28, 36, 49, 51, 53)


@check("The loop stops when an iteration gains at most tol", points=1)
def stops_at_tol(learner, rng):
    for tol in (0.02, 0.2):
        X = cloud(rng, n=60, p=2)
        first = start(rng, X, 5)
        centers, labels, history = learner.lloyd(X, first, 300, tol)
        gains = -np.diff(history) / np.asarray(history[:-1])
        expect(len(gains) > 0, "at least one iteration runs", history=history)
        if gains[-1] > tol:
            # Stopping at once is as good where the next iteration would change nothing.
            means_of_labels(X, centers, labels)
        expect(bool((gains[:-1] > tol).all()), "every iteration before the last gained more", tol=tol, gains=gains)
    _, _, history = learner.lloyd(np.array([[0.0], [10.0]]), np.array([[0.0]]), 300, 0.6)
    close(history, [100.0, 50.0], rtol=1e-9, what="history of one cluster, tol = 0.6: half is gained of what it was")
    # The first iteration gains most: of the inertia at the start, each later one gains less than tol.
    scale = rng.uniform(1, 2)
    slow, left = scale * np.array(SLOW)[:, None], scale * np.array([[-1.0], [2.0], [11.0]])
    history = learner.lloyd(slow, left, 300, 0.1)[2]
    want = reference.lloyd(slow, left, 300, 0.1)[2]
    close(history[-1], want[-1], rtol=1e-9, what="history[-1] with tol = 0.1, from centres to the left of most rows")
    settled = learner.lloyd(X, first)[2]
    expect(len(settled) > 2, "with the defaults the loop goes on until it gains next to nothing", history=settled)


@check("k-means++ gives k different rows of X", points=1)
def seeds_are_rows(learner, rng):
    X = cloud(rng)
    k = int(rng.integers(2, 6))
    got = np.asarray(learner.kmeans_plus_plus(X, k, rng))
    expect(got.shape == (k, X.shape[1]), "the centres have shape (k, p)", got=got.shape, want=(k, X.shape[1]))
    same = gaps(got, X) == 0
    expect(bool(same.any(axis=1).all()), "every centre is a row of X", centers=got, X=X)
    equal(len(np.unique(same.argmax(axis=1))), k, what="number of different rows")


@check("k-means++ starts anywhere and prefers far rows, by squared distance", points=2)
def far_rows_preferred(learner, rng):
    few = np.array([[0.0], [1.0], [5.0]]) + rng.integers(-3, 4)
    singles = np.asarray(learner.probes.seeds(few, 1, rng, 600)).ravel()
    share = np.array([(singles == x).mean() for x in few.ravel()])
    close(share, np.full(3, 1 / 3), atol=0.116, what="how often each of three rows is the first centre")
    # Twenty rows around 0 and one at 10. By D² the second centre misses the far row in 0.11 of all draws, by plain
    # distance in 0.55; of 400 draws the standard errors are 0.016 and 0.025.
    X = np.append(rng.permutation(np.linspace(-1, 1, 20)), 10.0)[:, None]
    squared = (X - X.T) ** 2
    want = (squared / squared.sum(axis=1, keepdims=True))[:-1, :-1].sum() / len(X)
    pairs = np.asarray(learner.probes.seeds(X, 2, rng, 400))
    share = float((pairs[:, :, 0] < 10).all(axis=1).mean())
    expect(
        abs(share - want) < 6 * np.sqrt(want * (1 - want) / 400),
        "of 20 rows near 0 and one at 10, two centres miss the far one as often as D² says",
        got=share,
        want=float(want),
    )


@check("Separate groups are found, with the sum of squares as inertia", points=2)
def groups_found(learner, rng):
    k = int(rng.integers(2, 5))
    X, inertia = blobs(rng, k)
    model = learner.KMeans(k, n_init=10, rng=rng)
    model.fit(X)
    close(model.inertia_, inertia, rtol=1e-9, what="inertia_")
    consistent(X, model.centers_, model.labels_, model.inertia_)
    means_of_labels(X, model.centers_, model.labels_)
    never_rises(model.history_)
    close(model.history_[-1], model.inertia_, rtol=1e-9, what="history_[-1], against inertia_")


@check("The best of exactly n_init restarts is kept", points=2)
def best_restart_kept(learner, rng):
    # One fit with six starts against six fits with one, from the same state: stopped early, no two starts end alike,
    # and the last of six is the best in one draw of six, so in one of 6¹⁰ runs throughout.
    for _ in range(10):
        X = cloud(rng, n=24, p=2)
        each, together, last, left = learner.probes.restarts(X, 5, 6, 2, rng)
        shown = {"inertias_of_single_starts": each, "inertia_of_six_starts": together}
        expect(abs(together - min(each)) <= 1e-9 * together, "the best of six starts is kept", **shown)
        close(last, together, rtol=1e-9, what="history_[-1] of six starts, against inertia_")
        expect(left[0] == left[1], "n_init = 6 draws as much as six fits with n_init = 1", next_draws=left)
    equal(
        learner.probes.defaults(),
        {"lloyd": {"max_iter": 300, "tol": 1e-6}, "KMeans": {"n_init": 5, "max_iter": 300, "tol": 1e-6, "rng": None}},
        what="defaults",
    )


@check("An empty cluster is repaired", points=2)
def empty_cluster(learner, rng):
    X = cloud(rng, n=20, p=2)
    far = np.array([[50.0, 50.0], [-60.0, 40.0]])
    for first in (np.vstack([start(rng, X, 2), far[:1]]), np.vstack([start(rng, X, 2), far])):
        centers, labels, history = learner.lloyd(X, first, 300, 0.0)
        consistent(X, centers, labels, history[-1])
        means_of_labels(X, centers, labels)
        never_rises(history)


@check("Empty clusters go to the rows farthest from their centres, each to another", points=1)
def repaired_by_farthest(learner, rng):
    X = 0.01 * rng.uniform(-1, 1, size=(20, 2))
    X[4], X[11] = (0.3, 0.0), (0.0, -0.25)
    far = np.array([[50.0, 50.0], [-60.0, 40.0]])
    centers, labels, history = learner.lloyd(X, np.vstack([X[:1], far]), 1, 0.0)
    moved = np.asarray(centers, dtype=float)[1:]
    want = X[[4, 11]] if moved[0, 0] > moved[1, 0] else X[[11, 4]]
    close(moved, want, rtol=1e-9, atol=1e-9, what="centres of the two clusters that owned no row")
    consistent(X, centers, labels, history[-1])


# Rows and given centres: the first iteration leaves a cluster empty, and lowers the inertia by less than 0.99 of it.
EMPTIED = (
    ((0.9, 9.3, -0.6, -17.3, 3.9, -3.3), (6.3, 2.3, -4.2, 6.9)),
    ((9.4, 13.6, 5.1, 2.2, 10.3, 9.1, -6.0), (6.0, 1.3, 10.4, 7.4)),
    ((5.1, 1.9, -7.3, 4.5, 1.1, -10.4), (9.2, -10.5, -6.9)),
)


@check("The loop does not stop while a cluster is empty", points=1)
def no_stop_while_empty(learner, rng):
    for values, first in EMPTIED:
        scale = rng.uniform(1, 2)
        X, centers = scale * np.array(values)[:, None], scale * np.array(first)[:, None]
        centers, labels, history = learner.lloyd(X, centers, 300, 0.99)
        counts = np.bincount(np.asarray(labels), minlength=len(first))
        expect(bool((counts > 0).all()), "every cluster should own a row", rows_per_cluster=counts, X=X.ravel())
        consistent(X, centers, labels, history[-1])


@check("Small integers and float32 are worked on in float64", points=1)
def kinds_of_numbers(learner, rng):
    steps = np.arange(0, 256, 16, dtype=np.uint8)[:, None]
    got = np.asarray(learner.kmeans_plus_plus(steps, 4, rng), dtype=float)
    equal(len(np.unique(got)), 4, what="number of different rows among four centres of uint8 rows")
    whole = rng.integers(-9, 10, size=(25, 2))
    first = np.array([[-5, -5], [0, 5], [5, -5]])
    single = cloud(rng, n=40, p=2).astype(np.float32)
    for X, start_at in ((whole, first), (single, single[:3])):
        centers, labels, history = learner.lloyd(X, start_at, 300, 0.0)
        exact = X.astype(np.float64)
        consistent(exact, centers, labels, history[-1])
        means = np.array([exact[np.asarray(labels) == j].mean(axis=0) for j in range(3)])
        close(centers, means, rtol=1e-9, atol=1e-12, what="centres, against the means of their rows")


@check("predict gives the nearest centre of new rows", points=1)
def predicts(learner, rng):
    X = cloud(rng, n=30, p=2)
    model = learner.KMeans(4, rng=rng)
    model.fit(X)
    for m in (25, 1):
        fresh = cloud(rng, n=m, p=2)
        close(model.predict(fresh), gaps(fresh, model.centers_).argmin(axis=1), what="predict")
    close(model.predict(X), model.labels_, what="predict of the training rows")
    for row, label in zip(X[:12], np.asarray(model.labels_)[:12], strict=True):
        close(model.predict(row[None]), [label], what="predict of one training row")


@check("The same generator gives the same clusters, and none is needed", points=1)
def reproducible(learner, rng):
    X = cloud(rng, n=30, p=2)
    models = [learner.KMeans(4, rng=rng) for _ in range(2)]
    for model in models:
        model.fit(X)
        consistent(X, model.centers_, model.labels_, model.inertia_)
    close(models[1].centers_, models[0].centers_, what="centers_ of a second fit from the same state of rng")
    alone = learner.KMeans(2)
    alone.fit(X)
    consistent(X, alone.centers_, alone.labels_, alone.inertia_)


@check("k = 1, k = n, duplicate rows, integers", points=1)
def small_cases(learner, rng):
    X = cloud(rng, n=9, p=2)
    one = learner.KMeans(1, rng=rng)
    one.fit(X)
    close(one.inertia_, ((X - X.mean(axis=0)) ** 2).sum(), rtol=1e-9, what="inertia_, k = 1")
    whole = rng.integers(-9, 10, size=(12, 2))
    three = np.repeat(np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 7.0]]), 4, axis=0)
    for data, k in ((X, 9), (three, 3)):
        model = learner.KMeans(k, rng=rng)
        model.fit(data)
        close(model.inertia_, 0.0, atol=1e-9, what="inertia_ with a centre for every different row")
    model = learner.KMeans(2, tol=0.0, rng=rng)
    model.fit(whole)
    means_of_labels(whole, model.centers_, model.labels_)


@check("Fewer than k different rows raise ValueError", points=1)
def too_few_rows(learner, rng):
    X = np.repeat(cloud(rng, n=3, p=2), 4, axis=0)
    raises(ValueError, learner.kmeans_plus_plus, X, 4, rng)

    def fit():
        learner.KMeans(4, rng=rng).fit(X)

    raises(ValueError, fit)


@check("The rows and the given centres are left as they were", points=1)
def input_untouched(learner, rng):
    X = cloud(rng, n=20, p=2)
    unchanged(learner.lloyd, X, start(rng, X, 3), 10, 0.0)
    unchanged(learner.KMeans(3, rng=rng).fit, X)


@check("20,000 rows of 8 features fit into memory", points=1, seconds=20)
def many_rows(learner, rng):
    X = cloud(rng, n=20_000, p=8)
    centers, labels, history = learner.lloyd(X, X[:10], 3, 0.0)
    consistent(X, centers, labels, history[-1])
    never_rises(history)
