import numpy as np
import reference

from studytui.checks import check, close, equal, expect, unchanged


def friendly(rng, n=None, p=None, classes=None):
    """Data on which the broken program works: every class in each 16 rows, no constant feature."""
    n = n or 16 * int(rng.integers(2, 4))
    p, classes = p or int(rng.integers(2, 5)), classes or int(rng.integers(2, 4))
    y = np.concatenate([rng.permutation(np.arange(16) % classes) for _ in range(n // 16)])
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 20, size=p) + rng.normal(size=p)
    X[:, 0] += X[:, 0].std() * y
    return X, y


def agrees(learner, X, y, lr, steps, what, *, rtol=1e-6):
    """Weights and losses are the reference's."""
    weights, losses = learner.train(X, y, lr=lr, steps=steps)
    right_weights, right_losses = reference.train(X, y, lr=lr, steps=steps)
    expect(len(losses) == steps, "there is one loss for each step", got=len(losses), want=steps)
    expect(np.shape(weights) == right_weights.shape, "weights have shape (p + 1, classes)", got=np.shape(weights))
    close(losses, right_losses, rtol=rtol, atol=1e-9, what=f"losses {what}")
    size = float(np.abs(right_weights).max())
    close(weights, right_weights, rtol=rtol, atol=rtol * size + 1e-12, what=f"weights {what}")


@check("On friendly data nothing has changed", points=2)
def friendly_data(learner, rng):
    X, y = friendly(rng)
    lr = float(rng.uniform(0.02, 0.1))
    agrees(learner, X, y, lr, int(rng.integers(1, 30)), "on friendly data")


@check("Constant features become 0, and keep their weights", points=3)
def constant_feature(learner, rng):
    for value in (0.0, 0.1, -0.7, 1e6, 1e6 + 0.1):
        X, y = friendly(rng)
        place = int(rng.integers(X.shape[1]))
        X[:, place] = value
        agrees(learner, X, y, 0.05, 6, f"with a feature that is always {value}")


@check("A feature that varies is no constant, however little it does", points=2)
def small_feature(learner, rng):
    for size in (1e-9, 1e-13):
        X, y = friendly(rng)
        X[:, 0] *= size
        agrees(learner, X, y, 0.05, 6, f"with a feature of size {size}")
    for seconds in (1000, 1):
        X, y = friendly(rng)
        X[:, 0] = 1_700_000_000 + seconds * (rng.permutation(len(X)) % 2)
        agrees(learner, X, y, 0.05, 6, f"with a time stamp that varies by {seconds} s", rtol=1e-4)
    X, y = friendly(rng)
    X[:16, 0] = 0.5
    agrees(learner, X, y, 0.05, 6, "with a feature that is constant in the first 16 rows only")


@check("Large scores: losses stay finite, and right", points=3)
def large_scores(learner, rng):
    for lr in (1e3, 1e5):
        X, y = friendly(rng, classes=3)
        y[rng.integers(len(y), size=5)] = 0
        agrees(learner, X, y, lr, 6, f"with lr = {lr:g}")
    right = reference.train(X, y, lr=1e5, steps=6)[1]
    got = learner.train(X, y, lr=1e5, steps=6)[1]
    expect(max(got) > 1000, "a loss of thousands is told as it is", largest=max(got), want=max(right))


@check("A class that is not in the batch has no part in loss and gradient", points=3)
def absent_class(learner, rng):
    X, y = friendly(rng, n=48, classes=3)
    y[16:32] = np.minimum(y[16:32], 1)
    agrees(learner, X, y, 0.05, 9, "with a class that the second batch lacks")
    order = np.argsort(y, kind="stable")
    agrees(learner, X[order], y[order], 0.05, 9, "with the rows sorted by class")
    y[20] = 2
    agrees(learner, X, y, 0.05, 9, "with a class that has one row in the second batch")
    gaps = 2 * y + 1
    agrees(learner, X, gaps, 0.05, 9, "with class numbers that never occur")


@check("Batches go on from the start, whatever n is", points=1)
def any_length(learner, rng):
    for n in (5, 21, int(rng.integers(17, 40))):
        X = rng.normal(size=(n, 3))
        y = rng.integers(0, 2, size=n)
        y[:2] = 0, 1
        agrees(learner, X, y, 0.05, 8, f"with {n} rows")


@check("Nothing overflows, divides by zero or is invalid on the way", points=3)
def no_warnings(learner, rng):
    X, y = friendly(rng, n=48, p=3, classes=3)
    X[:, 1] = 0.1
    X[:, 2] = 0.0
    y[:16] = np.minimum(y[:16], 1)
    for lr in (0.05, 1e4):
        weights, losses = learner.probes.strictly(X, y, lr, 8)
        right_weights, right_losses = reference.train(X, y, lr=lr, steps=8)
        close(losses, right_losses, rtol=1e-6, atol=1e-9, what=f"losses with lr = {lr:g}")
        close(weights, right_weights, rtol=1e-6, atol=1e-6 * np.abs(right_weights).max(), what="weights")


@check("One class, no steps, integers; the arguments are left as they were", points=1)
def corners(learner, rng):
    X, y = friendly(rng)
    agrees(learner, X, 0 * y, 0.05, 3, "with one class")
    agrees(learner, X, y, 0.05, 0, "without steps")
    agrees(learner, rng.integers(-5, 6, size=X.shape), y, 0.05, 3, "with integer features")
    unchanged(learner.train, X, y, lr=0.1, steps=3)


@check("This morning's data", points=2)
def incident(learner, rng):
    X, y = friendly(rng, n=64, p=4, classes=3)
    X[:, 3] = 0.1
    X[int(rng.integers(16, 32)), 1] *= 1e6
    y[32:48] = np.minimum(y[32:48], 1)
    _, losses = learner.train(X, y, lr=20.0, steps=40)
    equal(bool(np.isfinite(losses).all()), True, what="whether all 40 losses are finite")
    agrees(learner, X, y, 0.5, 40, "of this morning's data")
