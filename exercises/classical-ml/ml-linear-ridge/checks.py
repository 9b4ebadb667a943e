import itertools

import numpy as np
import reference

from studytui.checks import check, close, expect, peak_memory, raises

ALPHAS = [0.01, 1.0, 30.0]


def draw(rng, n=None, p=None, offset=2.0):
    """Features away from the origin, (n, p), and noisy targets, (n,)."""
    n = int(rng.integers(8, 16)) if n is None else n
    p = int(rng.integers(2, 5)) if p is None else p
    X = rng.normal(size=(n, p)) + offset
    return X, X @ rng.normal(size=p) + rng.normal(size=n) + 5.0


def same(got, want, what, rtol=1e-7):
    """coef_ to rtol of its size, and the intercept."""
    size = max(1.0, float(np.abs(want.coef_).max()))
    close(got.coef_, want.coef_, rtol=0.0, atol=rtol * size, what=f"coef_ {what}")
    close(got.intercept_, want.intercept_, rtol=rtol, atol=rtol * size, what=f"intercept_ {what}")


def least_squares(learner, X, y, what, weight=None):
    """LinearRegression agrees with the reference."""
    model = learner.LinearRegression()
    model.fit(X, y) if weight is None else model.fit(X, y, weight)
    same(model, reference.LinearRegression().fit(X, y, weight), what)
    return model


def ridge(learner, X, y, alpha, what, rtol=1e-7):
    """Ridge agrees with the reference."""
    model = learner.Ridge(alpha)
    model.fit(X, y)
    same(model, reference.Ridge(alpha).fit(X, y), what, rtol)
    return model


def left_out(X, y, alpha):
    """The mean squared leave-one-out error, by refitting."""
    errors = []
    for i in range(len(y)):
        kept = np.arange(len(y)) != i
        errors.append(y[i] - reference.Ridge(alpha).fit(X[kept], y[kept]).predict(X[i : i + 1])[0])
    return np.mean(np.square(errors))


@check("Residuals are at right angles to the columns and to 1", points=2)
def right_angles(learner, rng):
    X, y = draw(rng)
    model = learner.LinearRegression()
    model.fit(X, y)
    rest = y - np.asarray(model.predict(X))
    close(rest.sum(), 0.0, atol=1e-8, what="sum of the residuals")
    close(X.T @ rest, np.zeros(X.shape[1]), atol=1e-7, what="columns · residuals")


@check("coef_ and intercept_ of least squares", points=1)
def plain(learner, rng):
    X, y = draw(rng)
    model = least_squares(learner, X, y, "of least squares")
    fresh = rng.normal(size=(3, X.shape[1]))
    close(model.predict(fresh), fresh @ model.coef_ + model.intercept_, rtol=1e-9, what="predict on new rows")


@check("Ridge: the penalty is alpha, not alpha times n", points=2)
def penalised(learner, rng):
    X, y = draw(rng)
    X = X - X.mean(axis=0)
    y = y - y.mean()
    lengths = []
    for alpha in (0.0, *ALPHAS, 1e6):
        model = ridge(learner, X, y, alpha, f"of Ridge({alpha})")
        lengths.append(float(np.linalg.norm(model.coef_)))
    falls = all(a >= b - 1e-9 for a, b in itertools.pairwise(lengths))
    expect(falls, "the norm of coef_ does not grow with alpha", lengths=lengths)


@check("The intercept is not penalised", points=2)
def intercept_free(learner, rng):
    X, y = draw(rng)
    alpha, shift = float(rng.uniform(0.5, 20)), float(rng.uniform(10, 100))
    here, there = learner.Ridge(alpha), learner.Ridge(alpha)
    here.fit(X, y)
    there.fit(X, y + shift)
    close(there.coef_, here.coef_, atol=1e-8, what=f"coef_ after {shift} was added to y")
    close(there.intercept_ - here.intercept_, shift, rtol=1e-8, what="how far intercept_ moved with y")
    model = ridge(learner, X, y, alpha, f"of Ridge({alpha})")
    close(model.predict(X[:2]), X[:2] @ model.coef_ + model.intercept_, rtol=1e-9, what="predict of Ridge")


@check("A weight of k is k copies of the row", points=2)
def weights(learner, rng):
    X, y = draw(rng)
    times = rng.integers(0, 4, size=len(y))
    times[: X.shape[1] + 2] += 1
    times[-1] = 0
    weighted = learner.LinearRegression()
    weighted.fit(X, y, times)
    copied = reference.LinearRegression().fit(np.repeat(X, times, axis=0), np.repeat(y, times))
    same(weighted, copied, f"with weights {times.tolist()}")
    least_squares(learner, X, y, "with fractional weights", rng.uniform(0.1, 3, size=len(y)))


@check("Leave-one-out errors, as by refitting", points=3)
def leave_one_out(learner, rng):
    X, y = draw(rng)
    alphas = [1.0, 0.0, 30.0, 0.01, 1.0]
    want = [left_out(X, y, alpha) for alpha in alphas]
    close(learner.ridge_loocv(X, y, alphas), want, rtol=1e-7, what=f"ridge_loocv for alphas {alphas}")
    X, y = draw(rng, n=6, p=9)
    want = [left_out(X, y, alpha) for alpha in ALPHAS]
    close(learner.ridge_loocv(X, y, ALPHAS), want, rtol=1e-7, what="ridge_loocv of 6 rows with 9 features")


@check("Dependent columns: the solution of least norm", points=2)
def least_norm(learner, rng):
    X, y = draw(rng)
    doubled = np.hstack([X, X[:, :1]])
    summed = np.hstack([X, X.sum(axis=1, keepdims=True)])
    flat = np.insert(X, 1, 7.0, axis=1)
    for what, data in {
        "a column twice": doubled,
        "a sum of columns": summed,
        "a constant column": flat,
        "a column twice, in units of 1e-18": 1e-18 * doubled,
    }.items():
        least_squares(learner, data, y, f"with {what}")
        ridge(learner, data, y, 0.0, f"of Ridge(0) with {what}")
        ridge(learner, data, y, 2.0, f"of Ridge(2) with {what}")
    want = [left_out(doubled, y, 0.0)]
    close(learner.ridge_loocv(doubled, y, [0.0]), want, rtol=1e-6, what="ridge_loocv with a column twice")


@check("Fewer rows than features, and a single row", points=2)
def few_rows(learner, rng):
    X, y = draw(rng, n=5, p=9)
    model = least_squares(learner, X, y, "with n < p")
    close(model.predict(X), y, rtol=1e-7, what="predictions on the training rows, n < p")
    ridge(learner, X, y, 0.7, "of Ridge(0.7) with n < p")
    for alpha in (0.0, 1.0):
        ridge(learner, X[:1], y[:1], alpha, f"of Ridge({alpha}) on one row")
    least_squares(learner, X[:1], y[:1], "on one row")


@check("Nothing but constant columns, or none at all: coef_ is 0", points=1)
def constants_only(learner, rng):
    for n, p, value in ((3, 2, 0.1), (6, 2, 0.1), (7, 2, 0.1), (4, 2, 0.0), (3000, 1, 0.3), (5, 0, 0.0)):
        _, y = draw(rng, n=n, p=2)
        model = learner.LinearRegression()
        model.fit(np.full((n, p), value), y)
        close(model.coef_, np.zeros(p), atol=1e-7, what=f"coef_ of {n} rows of {p} columns of {value}")
        close(model.intercept_, y.mean(), rtol=1e-7, what="intercept_, which is the mean of y")


@check("Condition number 10⁷, features far from the origin, tiny weights", points=2)
def ill_conditioned(learner, rng):
    X, _ = draw(rng, n=20, p=3, offset=0.0)
    u, _, vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    hard = u * np.array([1.0, 1e-3, 1e-7]) @ vt
    truth = np.array([1.0, -2.0, 3.0])
    model = learner.LinearRegression()
    model.fit(hard, hard @ truth + 4.0)
    close(model.coef_, truth, rtol=0.0, atol=3e-5, what="coef_ where the condition number is 10⁷")
    far = X + 1e6
    model.fit(far, X @ truth)
    close(model.coef_, truth, rtol=0.0, atol=1e-5, what="coef_ of features with a mean of 10⁶")
    X, y = draw(rng)
    least_squares(learner, X, y, "with weights in units of 1e-40", 1e-40 * rng.uniform(0.1, 3, size=len(y)))


@check("60 rows of 1,500 features fit into 12 MB", points=2)
def wide_memory(learner, rng):
    X, y = draw(rng, n=60, p=1500)
    model = learner.Ridge(10.0)
    used = peak_memory(model.fit, X, y)
    expect(used < 12e6, "no p × p matrix is built where n is small", megabytes=round(used / 1e6, 1))
    same(model, reference.Ridge(10.0).fit(X, y), "of 60 rows with 1,500 features")


@check("Leave-one-out does not refit", points=2)
def no_refits(learner, rng):
    X, y = draw(rng, n=40, p=3)
    errors, calls = learner.probes.factorisations(X, y, ALPHAS)
    close(errors, [left_out(X, y, alpha) for alpha in ALPHAS], rtol=1e-7, what="ridge_loocv")
    expect(calls <= 5 + len(ALPHAS), "np.linalg is called once per alpha at most, and five times besides", calls=calls)


@check("Lists, whole numbers, float32; the arguments are left as they were", points=1)
def lists_and_inputs(learner, rng):
    X, y = rng.integers(-5, 6, size=(9, 2)), rng.integers(-5, 6, size=9)
    for data, target in ((X, y), (X.tolist(), y.tolist())):
        least_squares(learner, data, target, "of whole numbers")
        model = ridge(learner, data, target, 1, "of Ridge(1) on whole numbers")
        close(model.predict(data), X @ model.coef_ + model.intercept_, rtol=1e-9, what="predict")
        close(learner.ridge_loocv(data, target, [1, 2]), [left_out(X, y, 1), left_out(X, y, 2)], rtol=1e-7)
    pixels = rng.integers(0, 256, size=(9, 2)).astype(np.uint8)
    least_squares(learner, pixels, pixels[:, 0] // 2, "of uint8")
    ridge(learner, pixels, pixels[:, 0], 1.0, "of uint8")
    X, y = draw(rng)
    single = (X + 100).astype(np.float32), (y + 1000).astype(np.float32)
    wide = [each.astype(float) for each in single]
    same(ridge(learner, *single, 1.0, "of float32"), reference.Ridge(1.0).fit(*wide), "of float32, against float64")
    close(learner.ridge_loocv(*single, [1.0]), [left_out(*wide, 1.0)], rtol=1e-7, what="ridge_loocv of float32")
    for kind in (np.int8, np.float32):
        weight = rng.integers(1, 9, size=len(y)).astype(kind)
        least_squares(learner, X, y, f"with weights of type {weight.dtype}", weight)
    before = (X, y, rng.uniform(1, 2, size=len(y)))
    after = learner.probes.arguments_after(*before)
    for name, one, other in zip(("X", "y", "sample_weight"), before, after, strict=True):
        expect(np.array_equal(one, other), f"{name} is not modified", before=one, after=other)


@check("Wrong shapes, weights and alphas raise ValueError", points=1)
def refuses(learner, rng):
    X, y = draw(rng, n=8, p=2)

    def fit(X, y, *weight):
        learner.LinearRegression().fit(X, y, *weight)

    def fit_ridge(alpha, X, y):
        learner.Ridge(alpha).fit(X, y)

    wrong = ((X, y[:, None]), (X[:, :1], y[:, None]), (X[:, 0], y), (X[:1, None], y[:1]), (X, y[:-1]), (X[:-1], y))
    for data, target in wrong:
        raises(ValueError, fit, data, target)
        raises(ValueError, fit_ridge, 1.0, data, target)
        raises(ValueError, learner.ridge_loocv, data, target, [1.0])
    for weight in (np.r_[-1.0, np.ones(7)], np.zeros(8), np.ones(7), np.ones(1), np.ones((8, 1))):
        raises(ValueError, fit, X, y, weight)
        raises(ValueError, fit, X[:, :0], y, weight)
    raises(ValueError, fit_ridge, -0.1, X, y)
    raises(ValueError, learner.ridge_loocv, X, y, [1.0, -0.1])
    for rows, alpha in ((2, 0.0), (3, 0.0), (1, 1.0)):
        raises(ValueError, learner.ridge_loocv, X[:rows], y[:rows], [1.0, alpha])
    apart = np.eye(5)[:, :1]
    for alone, whole in ((0.5e-10, False), (1.5e-10, True)):  # 1 - leverage of the first row
        alpha = alone / (1 - 1.25 * alone)
        if whole:
            close(learner.ridge_loocv(apart, y[:5], [alpha]), [left_out(apart, y[:5], alpha)], rtol=1e-3)
        else:
            raises(ValueError, learner.ridge_loocv, apart, y[:5], [alpha])
