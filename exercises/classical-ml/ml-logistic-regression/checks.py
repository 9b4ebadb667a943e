import itertools

import numpy as np
import reference

from studytui.checks import check, close, equal, expect, raises


def draw(rng, n=None, p=None, offset=0.0):
    """Features of unit scale, (n, p), and noisy labels of both classes, (n,)."""
    n = int(rng.integers(40, 80)) if n is None else n
    p = int(rng.integers(2, 5)) if p is None else p
    X = rng.normal(size=(n, p))
    y = (X @ rng.normal(size=p) + rng.logistic(size=n) > 0).astype(int)
    y[:2] = (0, 1)
    return X + offset, y


def weights(model):
    """Weights and intercept in one vector, (p + 1,)."""
    return np.append(np.asarray(model.coef_, dtype=float), float(model.intercept_))


def optimum(X, y, l2):
    """The exact minimiser, weights and intercept in one vector."""
    return weights(reference.LogisticRegression(l2=l2, tol=1e-11).fit(X, y))


def at_optimum(model, X, y, l2, atol=1e-4):
    """The model's weights are the minimiser's, within atol."""
    close(weights(model), optimum(X, y, l2), atol=atol, rtol=1e-6, what="coef_ and intercept_")


def largest_slope(model, X, y, l2):
    """The largest entry of the gradient where the model stands, that of b included."""
    found = weights(model)
    return float(np.abs(np.append(*reference.log_loss_grad(found[:-1], found[-1], X, y, l2))).max())


@check("Sigmoid of moderate scores", points=1)
def sigmoid_moderate(learner, rng):
    z = rng.uniform(-8, 8, size=(3, 4))
    close(learner.sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-9)
    for z in (rng.uniform(-8, 8, size=5), np.array(rng.uniform(-8, 8))):
        close(learner.sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-9)


@check("Sigmoid at ±1000, without a warning", points=1)
def sigmoid_extreme(learner, rng):
    z = np.array([-1000.0, -40.0, 0.0, 40.0, 1000.0])
    value, seen = learner.probes.with_warnings("sigmoid", z)
    close(value, reference.sigmoid(z), atol=1e-15, what="sigmoid")
    equal(np.asarray(value)[[0, 2, 4]], [0.0, 0.5, 1.0], what="sigmoid of -1000, 0 and 1000")
    expect(not seen, "sigmoid gives no warning", z=z, warnings=seen)


@check("Loss of moderate scores: a mean, plus l2/2 |w|²", points=1)
def loss_moderate(learner, rng):
    X, y = draw(rng)
    w, b, l2 = rng.normal(size=X.shape[1]), float(rng.normal()), float(rng.uniform(0.1, 2))
    close(learner.log_loss(w, b, X, y, l2), reference.log_loss(w, b, X, y, l2), rtol=1e-9)


@check("Loss at |z| = 1000 is exact, without a warning", points=2)
def loss_extreme(learner, rng):
    X, y = np.array([[1.0], [-1.0], [1.0], [-1.0]]), np.array([0, 1, 1, 0])
    value, seen = learner.probes.with_warnings("log_loss", np.array([1000.0]), 0.0, X, y, 0.0)
    close(value, 500.0, rtol=1e-9, what="log_loss, two rows of four wrong by 1000")
    expect(not seen, "log_loss gives no warning", warnings=seen)


@check("The gradient is that of the loss", points=2)
def gradient(learner, rng):
    X, y = draw(rng)
    w, b, l2 = rng.normal(size=X.shape[1]), float(rng.normal()), float(rng.uniform(0.1, 2))
    got_w, got_b = learner.log_loss_grad(w, b, X, y, l2)
    want_w, want_b = reference.log_loss_grad(w, b, X, y, l2)
    close(got_w, want_w, rtol=1e-6, atol=1e-9, what="gradient in w")
    close(got_b, want_b, rtol=1e-6, atol=1e-9, what="gradient in b")


@check("Newton finds the optimum, wherever the features lie", points=2)
def newton_optimum(learner, rng):
    X, y = draw(rng, offset=float(rng.uniform(3, 5)))
    l2 = float(rng.uniform(0.001, 0.01))
    model = learner.LogisticRegression(l2=l2)
    model.fit(X, y)
    at_optimum(model, X, y, l2)
    usual = learner.LogisticRegression()
    usual.fit(X, y)
    at_optimum(usual, X, y, 1.0)
    stated = {"l2": 1.0, "solver": "newton", "max_iter": 200, "tol": 1e-8}
    equal(learner.probes.defaults(), stated, what="defaults")


@check("Newton needs fewer than 15 steps", points=1)
def newton_steps(learner, rng):
    X, y = draw(rng)
    model = learner.LogisticRegression(l2=0.01)
    model.fit(X, y)
    expect(1 <= model.n_iter_ < 15, "Newton takes 1 to 14 steps", n_iter_=model.n_iter_)


@check("Gradient descent finds the optimum", points=2)
def descent_optimum(learner, rng):
    X, y = draw(rng)
    model = learner.LogisticRegression(l2=0.1, solver="gd", max_iter=5000)
    model.fit(X, y)
    at_optimum(model, X, y, 0.1, atol=1e-3)


@check("Gradient descent steps along the gradient, max_iter times", points=1)
def descent_steps(learner, rng):
    X, y = draw(rng)
    ((w, b),) = learner.probes.path(X, y, 0.1, 1)
    step = np.append(np.asarray(w, dtype=float), float(b))
    downhill = -np.append(*reference.log_loss_grad(np.zeros(X.shape[1]), 0.0, X, y, 0.1))
    expect(bool(step.any()), "one step leaves the start", weights=step)
    close(step / np.linalg.norm(step), downhill / np.linalg.norm(downhill), rtol=0.0, atol=1e-6, what="first direction")
    model = learner.LogisticRegression(l2=0.1, solver="gd", max_iter=7, tol=0.0)
    model.fit(X, y)
    equal(model.n_iter_, 7, what="n_iter_ with max_iter=7 and tol=0")


@check("The loss of gradient descent never rises, whatever the scale and l2", points=2)
def descent_is_safe(learner, rng):
    drawn, drawn_y = draw(rng)
    scales = np.geomspace(0.01, 300, drawn.shape[1])
    fourth = (np.arange(len(drawn)) % 4 == 0).astype(int)
    for X, y, l2 in ((drawn * scales, drawn_y, 0.01), (drawn, drawn_y, 20.0), (drawn * 1e-3, fourth, 0.01)):
        steps = learner.probes.path(X, y, l2, 25)
        losses = [np.log(2)] + [reference.log_loss(np.asarray(w), float(b), X, y, l2) for w, b in steps]
        for step, (before, after) in enumerate(itertools.pairwise(losses), start=1):
            expect(after <= before + 1e-12, "the loss never rises", X=X, l2=l2, step=step, before=before, after=after)
        expect(losses[-1] < losses[0] - 1e-6, "the loss falls", l2=l2, first=losses[0], after_25_steps=losses[-1])


@check("Probabilities sum to one, and predict agrees with them", points=1)
def predict_agrees(learner, rng):
    X, y = draw(rng)
    model = learner.LogisticRegression(l2=0.01)
    model.fit(X, y)
    fresh = rng.normal(size=(200, X.shape[1]))
    shares = np.asarray(model.predict_proba(fresh))
    expect(shares.shape == (200, 2), "predict_proba gives two columns", got=shares.shape)
    close(shares.sum(axis=1), np.ones(200), rtol=1e-9, what="row sums of predict_proba")
    close(shares[:, 1], reference.sigmoid(fresh @ weights(model)[:-1] + weights(model)[-1]), rtol=1e-6)
    clear = np.abs(shares[:, 1] - 0.5) > 1e-9
    got = np.asarray(model.predict(fresh))
    expect(got.shape == (200,), "predict gives one label per row", got=got.shape)
    expect(got.dtype.kind in "iu", "predict gives ints", dtype=got.dtype)
    close(got[clear], (shares[clear, 1] > 0.5).astype(int), what="predict, against predict_proba")
    even = learner.LogisticRegression()
    even.fit(np.ones((2, 1)), np.array([0, 1]))
    close(even.predict(np.ones((2, 1))), np.ones(2), what="predict where P(y = 1) is 0.5")


@check("Separable data: finite, at the optimum, within 15 steps", points=2)
def separable(learner, rng):
    X, _ = draw(rng, n=40, p=3)
    side = X @ np.array([1.0, -1.0, 0.5])
    X, y = X + 0.5 * np.sign(side)[:, None] * np.array([1.0, -1.0, 0.5]), (side > 0).astype(int)
    model = learner.LogisticRegression(l2=0.01)
    model.fit(X, y)
    at_optimum(model, X, y, 0.01)
    expect(model.n_iter_ < 15, "Newton takes fewer than 15 steps", n_iter_=model.n_iter_)


OVERSHOOTING = (
    ((70.0, 0.25, -4.9), (2, 46, 1), (0, 0, 1)),
    ((78.0, 0.91, -0.09, -0.03), (25, 3, 129, 1), (1, 1, 0, 1)),
    ((-139.0, 10.6, 0.26, 0.25), (6, 123, 1, 2), (1, 0, 1, 0)),
)
"""Values of one feature, how many rows have each, and their label: full Newton steps from zero diverge on these."""


@check("A Newton step that overshoots is shortened", points=2)
def overshooting(learner, rng):
    for values, rows, labels in OVERSHOOTING:
        X = np.repeat(np.array(values) * rng.uniform(0.999, 1.001, size=len(values)), rows)[:, None]
        y = np.repeat(labels, rows)
        model = learner.LogisticRegression(l2=1e-3)
        model.fit(X, y)
        at_optimum(model, X, y, 1e-3)


@check("A constant feature, and 5 ones among 1,000 rows", points=1)
def hard_sets(learner, rng):
    X, y = draw(rng, n=60, p=3)
    X[:, 1] = 2.0
    rare = rng.normal(size=(1000, 3))
    few = np.zeros(1000, dtype=int)
    few[:5] = 1
    rare[:5] += 1.0
    for data, labels in ((X, y), (rare, few)):
        model = learner.LogisticRegression(l2=0.05)
        model.fit(data, labels)
        at_optimum(model, data, labels, 0.05)


@check("Both solvers stop as soon as no entry of the gradient exceeds tol", points=2)
def stops(learner, rng):
    X, y = draw(rng)
    blank, seven, even = np.zeros((10, 2)), np.repeat((0, 1), (3, 7)), np.repeat((0, 1), 5)
    for solver in ("newton", "gd"):
        model = learner.LogisticRegression(0.1, solver, max_iter=5000)
        model.fit(blank, seven)
        what = f"intercept_ where all features are zero and 7 labels of 10 are 1, {solver}"
        close(float(model.intercept_), np.log(7 / 3), atol=1e-4, rtol=0.0, what=what)
        model.fit(blank, even)
        equal(model.n_iter_, 0, what=f"n_iter_ of a second fit, whose gradient is zero at the start, {solver}")
        model = learner.LogisticRegression(0.1, solver, max_iter=5000, tol=1e-3)
        model.fit(X, y)
        steps, slope = int(model.n_iter_), largest_slope(model, X, y, 0.1)
        expect(slope <= 1.001e-3, "no entry of the gradient is larger than tol at the end", largest=slope, tol=1e-3)
        earlier = learner.LogisticRegression(0.1, solver, max_iter=max(steps - 1, 0), tol=1e-3)
        earlier.fit(X, y)
        slope = largest_slope(earlier, X, y, 0.1)
        expect(not steps or slope > 0.999e-3, "a step fewer leaves a gradient above tol", largest=slope, n_iter_=steps)


@check("All labels equal: finite weights, that class predicted", points=1)
def one_class(learner, rng):
    X, _ = draw(rng)
    for label in (0, 1):
        model = learner.LogisticRegression(l2=0.1)
        model.fit(X, np.full(len(X), label))
        expect(bool(np.isfinite(weights(model)).all()), "weights are finite", weights=weights(model))
        close(model.predict(X), np.full(len(X), label), what="predict")


@check("Labels other than 0 and 1 raise ValueError", points=1)
def labels_checked(learner, rng):
    X, y = draw(rng, n=20, p=2)

    def fit(labels):
        learner.LogisticRegression().fit(X, labels)

    for wrong in (2 * y - 1, 2 * y, y + 1, np.where(y == 1, 0.5, 0.0)):
        raises(ValueError, fit, wrong)
    model = learner.LogisticRegression(l2=0.1)
    model.fit(X, y.astype(bool))
    at_optimum(model, X, y, 0.1)


@check("40,000 rows do not need a 40,000 × 40,000 matrix", points=1)
def many_rows(learner, rng):
    X, y = draw(rng, n=40_000, p=4)
    model = learner.LogisticRegression(l2=0.01, max_iter=25)
    model.fit(X, y)
    at_optimum(model, X, y, 0.01)
