import numpy as np
import reference

from studytui.checks import check, close, equal, expect, peak_memory, raises, unchanged

METRICS = ("l2", "l1", "cosine")


def draw(rng, n=None, p=None):
    """Training rows whose features have different scales, (n, p), and labels 0 to 2, (n,)."""
    n = int(rng.integers(8, 25)) if n is None else n
    p = int(rng.integers(2, 5)) if p is None else p
    return rng.normal(size=(n, p)) * np.geomspace(1, 30, p) + 1, rng.integers(0, 3, size=n)


def fitted(module, kind, X, y, *settings):
    """A model of the learner's or of the reference, trained."""
    model = getattr(module, kind)(*settings)
    model.fit(X, y)
    return model


def neighbours(model, X):
    """Distances and indices, as arrays of shape (m, k)."""
    found = model.kneighbors(X)
    expect(isinstance(found, (tuple, list)) and len(found) == 2, "kneighbors gives distances and indices", got=found)
    return np.asarray(found[0], dtype=float), np.asarray(found[1])


def texts(labels):
    """Labels as plain strings."""
    return [str(label) for label in np.asarray(labels).ravel()]


@check("The k nearest rows are found, with their distances", points=2)
def nearest_rows(learner, rng):
    X, y = draw(rng)
    queries = draw(rng, 5, X.shape[1])[0]
    k = int(rng.integers(1, 6))
    d, index = neighbours(fitted(learner, "KNNClassifier", X, y, k), queries)
    want_d, want = fitted(reference, "KNNClassifier", X, y, k).kneighbors(queries)
    expect(d.shape == want.shape and index.shape == want.shape, "both have shape (m, k)", got=(d.shape, index.shape))
    equal(np.sort(index, axis=1), np.sort(want, axis=1), what="the set of indices (sorted here)")
    close(np.sort(d, axis=1), np.sort(want_d, axis=1), rtol=1e-9, what="the distances (sorted here)")


@check("Nearest first, each index beside its distance", points=1)
def nearest_first(learner, rng):
    X, y = draw(rng, n=24)
    queries = draw(rng, 6, X.shape[1])[0]
    d, index = neighbours(fitted(learner, "KNNClassifier", X, y, 8), queries)
    expect(bool((np.diff(d, axis=1) >= 0).all()), "distances rise within a row", distances=d)
    close(d, np.sqrt(((queries[:, None] - X[index]) ** 2).sum(axis=2)), rtol=1e-9, what="distance to the row named")


@check("The metrics l1 and cosine", points=2)
def other_metrics(learner, rng):
    X, y = draw(rng)
    queries = draw(rng, 5, X.shape[1])[0]
    for metric in ("l1", "cosine"):
        d, index = neighbours(fitted(learner, "KNNClassifier", X, y, 4, metric), queries)
        want_d, want = fitted(reference, "KNNClassifier", X, y, 4, metric).kneighbors(queries)
        equal(index, want, what=f"indices under {metric}")
        close(d, want_d, rtol=1e-9, atol=1e-12, what=f"distances under {metric}")
    d, _ = neighbours(fitted(learner, "KNNClassifier", X / 1e6, y, 4, "cosine"), queries / 1e6)
    close(d, want_d, rtol=1e-9, atol=1e-12, what="cosine distances of vectors a millionth as long")


@check("Of equal distances the lower index comes first", points=2)
def distance_ties(learner, rng):
    n = int(rng.integers(8, 40))
    X = rng.integers(-2, 3, size=(n, 2)).astype(float)
    queries = rng.integers(-2, 3, size=(6, 2)).astype(float)
    for metric in ("l2", "l1"):
        for k in (1, 3, n // 2):
            _, index = neighbours(fitted(learner, "KNNClassifier", X, np.zeros(n, int), k, metric), queries)
            _, want = fitted(reference, "KNNClassifier", X, np.zeros(n, int), k, metric).kneighbors(queries)
            equal(index, want, what=f"indices under {metric}, k = {k}")


@check("Probabilities are shares of the neighbours; k = n gives the shares of the classes", points=2)
def shares(learner, rng):
    X, y = draw(rng)
    y[:3] = (2, 0, 1)
    queries = draw(rng, 5, X.shape[1])[0]
    model = fitted(learner, "KNNClassifier", X, 10 * y, 3)
    equal(texts(model.classes_), ["0", "10", "20"], what="classes_")
    want = fitted(reference, "KNNClassifier", X, y, 3)
    close(model.predict_proba(queries), want.predict_proba(queries), rtol=1e-9, what="predict_proba, k = 3")
    clear = np.ptp(np.sort(want.predict_proba(queries), axis=1)[:, 1:], axis=1) > 0
    got, best = np.array(texts(model.predict(queries))), np.array(texts(10 * want.predict(queries)))
    equal(got[clear].tolist(), best[clear].tolist(), what="predict where one label leads, k = 3")
    prior = np.tile(np.bincount(y) / len(y), (5, 1))
    everyone = fitted(learner, "KNNClassifier", X, y, len(X))
    close(everyone.predict_proba(queries), prior, rtol=1e-9, what="predict_proba, k = n")
    everyone.fit(X, y + 5)
    equal(texts(everyone.classes_), ["5", "6", "7"], what="classes_ after a second fit, on labels 5, 6 and 7")


@check("Of labels with equal votes the smallest is predicted", points=2)
def vote_ties(learner, rng):
    names = ["ant", "bee", "cat", "dog"]
    rng.shuffle(names)
    X = np.arange(4.0)[:, None] + rng.integers(-9, 9)
    for k in (2, 4):
        got = fitted(learner, "KNNClassifier", X, names, k).predict(X[:1])
        equal(texts(got), [min(names[:k])], what=f"predict for the first row of labels {names}, k = {k}")
    got = fitted(learner, "KNNClassifier", X, [10, 9, 9, 10], 4).predict(X[:1])
    equal(texts(got), ["9"], what="predict where 9 and 10 have two votes each")


@check("Distance weights are 1/d", points=2)
def distance_weights(learner, rng):
    X, y = draw(rng)
    queries = draw(rng, 5, X.shape[1])[0]
    for metric in METRICS:
        settings = (5, metric, "distance")
        got = fitted(learner, "KNNClassifier", X, y, *settings).predict_proba(queries)
        want = fitted(reference, "KNNClassifier", X, y, *settings).predict_proba(queries)
        close(got, want, rtol=1e-7, atol=1e-9, what=f"predict_proba under {metric}")


@check("Exact matches decide alone, as equals", points=2)
def exact_matches(learner, rng):
    X, _ = draw(rng, n=9)
    X[3] = X[4] = X[5] = X[0]
    y = np.array([0, 1, 1, 2, 2, 1, 0, 0, 0])
    model = fitted(learner, "KNNClassifier", X, y, 7, "l2", "distance")
    got = model.predict_proba(X[[0, 1]])
    close(got, [[0.25, 0.25, 0.5], [0, 1, 0]], rtol=1e-9, what="predict_proba for rows 0 (there four times) and 1")
    near = fitted(learner, "KNNClassifier", [[0.0], [2e-13], [4e-12]], [0, 1, 2], 3, "l2", "distance")
    close(near.predict_proba([[1e-13]]), [[0.5, 0.5, 0.0]], rtol=1e-9, what="predict_proba 1e-13 away from two rows")
    edge = fitted(learner, "KNNClassifier", [[0.0], [1e-12], [1.5e-12]], [0, 1, 2], 3, "l1", "distance")
    close(edge.predict_proba([[0.0]]), [[0.5, 0.5, 0.0]], rtol=1e-9, what="predict_proba 0, 1e-12 and 1.5e-12 away")
    odds = np.array([[1 / 8, 1 / 7.8, 1 / 4]])
    got = near.predict_proba([[8e-12]])
    close(got, odds / odds.sum(), rtol=1e-6, what="predict_proba 8e-12, 7.8e-12 and 4e-12 away")


@check("The regressor: mean, weighted mean, exact match", points=2)
def regressor(learner, rng):
    X, _ = draw(rng)
    y = rng.normal(size=len(X)) + 5
    queries = np.vstack([draw(rng, 4, X.shape[1])[0], X[:2]])
    want = fitted(reference, "KNNRegressor", X, y, 4, "l2", "uniform").predict(queries)
    close(fitted(learner, "KNNRegressor", X, y, 4).predict(queries), want, rtol=1e-7, what="predict, KNNRegressor(4)")
    got = fitted(learner, "KNNRegressor", [[0], [1]], [1, 2], 2).predict([[0]])
    close(got, [1.5], rtol=1e-9, what="predict, KNNRegressor(2), where the targets are the whole numbers 1 and 2")
    got = fitted(learner, "KNNRegressor", [[0], [0], [0], [1]], [1, 2, 6, 9], 4, "l2", "distance").predict([[0]])
    close(got, [3.0], rtol=1e-9, what="predict, distance weights, of an exact match of three rows with targets 1, 2, 6")
    model = learner.KNNRegressor(4, weights="distance")
    model.fit(X, y)
    want = fitted(reference, "KNNRegressor", X, y, 4, "l2", "distance").predict(queries)
    close(model.predict(queries), want, rtol=1e-7, what="predict, KNNRegressor(4, weights='distance')")
    for metric in METRICS:
        for weights in ("uniform", "distance"):
            settings = (4, metric, weights)
            got = fitted(learner, "KNNRegressor", X, y, *settings).predict(queries)
            want = fitted(reference, "KNNRegressor", X, y, *settings).predict(queries)
            close(got, want, rtol=1e-7, what=f"predict under {metric}, {weights} weights (the last two rows are known)")


@check("Under cosine a zero vector has distance 1 to everything", points=1)
def zero_vector(learner, rng):
    X, y = draw(rng, n=20, p=3)
    X[2] = 0.0
    d, index = neighbours(fitted(learner, "KNNClassifier", X, y, 20, "cosine", "distance"), X)
    close(d[2], np.ones(20), rtol=1e-12, what="distances of a zero query")
    close(d[index == 2], np.ones(20), rtol=1e-12, what="distances to a zero training row")
    expect(bool((d >= 0).all()), "no distance is below 0", distances=d)


@check("Features near 10⁶ keep their digits", points=2)
def far_from_origin(learner, rng):
    X, y = draw(rng, p=3)
    X = X + 1e6
    queries = np.vstack([X[:2], X[:3] + 0.25])
    for metric in ("l2", "l1"):
        d, index = neighbours(fitted(learner, "KNNClassifier", X, y, 3, metric), queries)
        want_d, want = fitted(reference, "KNNClassifier", X, y, 3, metric).kneighbors(queries)
        equal(d[:2, 0], [0.0, 0.0], what=f"{metric} distance of a row to itself")
        equal(index, want, what=f"indices under {metric}")
        close(d, want_d, rtol=1e-9, what=f"distances under {metric}")


@check("Pixels from 0 to 255 do not wrap around", points=1)
def pixels(learner, rng):
    X, queries = (rng.integers(0, 256, size=(n, 6)).astype(np.uint8) for n in (12, 5))
    for metric in METRICS:
        d, index = neighbours(fitted(learner, "KNNClassifier", X, np.arange(12), 12, metric), queries)
        want_d, want = fitted(reference, "KNNClassifier", X, np.arange(12), 12, metric).kneighbors(queries)
        close(d, want_d, rtol=1e-9, atol=1e-12, what=f"distances of uint8 rows under {metric}")
        equal(index, want, what=f"indices of uint8 rows under {metric}")


@check("60 queries, 200 rows, 50 features: below 4 MB", points=2, seconds=30)
def memory(learner, rng):
    X, queries = rng.normal(size=(200, 50)), rng.normal(size=(60, 50))
    for metric in METRICS:
        model = fitted(learner, "KNNClassifier", X, np.arange(200) % 3, 5, metric)
        most = peak_memory(model.kneighbors, queries)
        expect(most < 4e6, "m × n × p numbers are never held at once", metric=metric, peak_megabytes=most / 1e6)


@check("One query gets what it gets within a batch; inputs stay as they were", points=1)
def batches(learner, rng):
    X, y = draw(rng)
    queries = draw(rng, 4, X.shape[1])[0]
    model = learner.KNNClassifier(3, "l2", "distance")
    unchanged(model.fit, X, y)
    together = np.asarray(unchanged(model.predict_proba, queries))
    for row, query in zip(together, queries, strict=True):
        close(model.predict_proba([query.tolist()]), row[None], rtol=1e-7, atol=1e-12, what="predict_proba of one row")


@check("k below 1 or above n raises ValueError in fit", points=1)
def refuses(learner, rng):
    X, y = draw(rng, n=5, p=2)
    for kind in ("KNNClassifier", "KNNRegressor"):
        for k in (0, -1, 6):
            raises(ValueError, getattr(learner, kind)(k).fit, X, y)
        fitted(learner, kind, X, y, 5)
