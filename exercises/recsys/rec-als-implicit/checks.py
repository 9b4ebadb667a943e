import itertools

import numpy as np
from reference import CSR

from studytui.checks import check, close, equal, expect, peak_memory, unchanged


def sparse(dense, rng, twice=False):
    """The cells > 0 as CSR, each row's in a random order; with `twice` some are split into two entries."""
    indptr, indices, data = [0], [], []
    for row in dense:
        cells = [(int(i), float(row[i])) for i in np.flatnonzero(row)]
        if twice and cells:
            i, value = cells.pop()
            cells += [(i, value / 4), (i, 3 * value / 4)]
        cells = [cells[int(place)] for place in rng.permutation(len(cells))]
        indices += [i for i, _ in cells]
        data += [value for _, value in cells]
        indptr.append(len(indices))
    return CSR(np.array(indptr), np.array(indices, dtype=int), np.array(data))


def counts(rng, n=None, m=None):
    """Counts of 1 to 5 in a third of the cells; no row or column is empty."""
    n, m = n or int(rng.integers(5, 9)), m or int(rng.integers(6, 10))
    dense = rng.integers(1, 6, size=(n, m)) * (rng.random(size=(n, m)) < 0.3)
    dense[np.arange(n), rng.integers(m, size=n)] = 2
    dense[rng.integers(n, size=m), np.arange(m)] = 3
    return dense.astype(float)


def ridge(confidence, Y, reg):
    """Every row by its own dense weighted ridge regression; confidence is 0 where nothing was observed."""
    rows = []
    for c in confidence:
        w = np.where(c > 0, c, 1.0)
        rows.append(np.linalg.solve((Y.T * w) @ Y + reg * np.eye(Y.shape[1]), (Y.T * w) @ (c > 0)))
    return np.array(rows)


def confidence_of(dense, alpha):
    """1 + alpha · count where something was observed, else 0."""
    return np.where(dense > 0, 1 + alpha * dense, 0.0)


def objective(dense, X, Y, reg, alpha):
    """The loss, cell by cell."""
    weight = 1 + alpha * dense
    return float((weight * ((dense > 0) - X @ Y.T) ** 2).sum() + reg * ((X**2).sum() + (Y**2).sum()))


def fitted(learner, rng, dense, iters=3, alpha=4.0, reg=0.3, twice=False, factors=3):
    """The learner's model, fitted, with its user and item factors."""
    model = learner.ImplicitALS(factors, reg, alpha, iters, rng)
    model.fit(sparse(dense, rng, twice), dense.shape)
    X, Y = np.asarray(model.user_factors_), np.asarray(model.item_factors_)
    shapes = ((dense.shape[0], factors), (dense.shape[1], factors))
    expect((X.shape, Y.shape) == shapes, "user_factors_ and item_factors_ have one row each", got=(X.shape, Y.shape))
    return model, X, Y


def problem(rng):
    """Confidences, column factors and a regularisation."""
    dense = confidence_of(counts(rng), float(rng.uniform(0.5, 5)))
    return dense, rng.normal(size=(dense.shape[1], int(rng.integers(2, 5)))), float(rng.uniform(0.1, 2))


@check("Each row solves its weighted ridge regression over all cells", points=3)
def dense_ridge(learner, rng):
    for _ in range(3):
        confidence, Y, reg = problem(rng)
        got = learner.als_step(sparse(confidence, rng), Y, reg)
        close(got, ridge(confidence, Y, reg), rtol=1e-7, atol=1e-10, what=f"als_step with reg = {reg:.3g}")


@check("Observed cells of confidence 1 still have preference 1", points=2)
def confidence_of_one(learner, rng):
    confidence, Y, reg = problem(rng)
    confidence = np.minimum(confidence, 1.0)
    got = learner.als_step(sparse(confidence, rng), Y, reg)
    close(got, ridge(confidence, Y, reg), rtol=1e-7, atol=1e-10, what="als_step for confidences of 1")
    got = learner.als_step(sparse(confidence / 2, rng), Y, reg)
    close(got, ridge(confidence / 2, Y, reg), rtol=1e-7, atol=1e-10, what="als_step for confidences of one half")


@check("Rows without events are exactly zero", points=1)
def empty_rows(learner, rng):
    confidence, Y, reg = problem(rng)
    for row in (0, int(rng.integers(1, len(confidence) - 1)), len(confidence) - 1):
        confidence[row] = 0
    got = np.asarray(learner.als_step(sparse(confidence, rng), Y, reg))
    equal(got[confidence.sum(axis=1) == 0].any(), False, what="whether rows without events hold anything but zeros")
    close(got, ridge(confidence, Y, reg), rtol=1e-7, atol=1e-10, what="als_step beside rows without events")
    nothing = learner.als_step(sparse(0 * confidence, rng), Y, reg)
    equal(nothing, np.zeros((len(confidence), Y.shape[1])), what="als_step without any event")


@check("An entry that occurs twice counts as the sum", points=2)
def duplicates(learner, rng):
    confidence, Y, reg = problem(rng)
    got = learner.als_step(sparse(confidence, rng, twice=True), Y, reg)
    close(got, ridge(confidence, Y, reg), rtol=1e-7, atol=1e-10, what="als_step with entries that occur twice")


@check("The arguments are left as they were", points=1)
def arguments_untouched(learner, rng):
    confidence, Y, reg = problem(rng)
    unchanged(learner.als_step, sparse(confidence, rng), Y, reg)
    unchanged(learner.ImplicitALS(2, reg, 1.5, 2, rng).fit, sparse(confidence, rng), confidence.shape)


@check("After fit the items solve their regression for the users", points=2)
def items_last(learner, rng):
    dense, alpha, reg = counts(rng), float(rng.uniform(0.5, 5)), float(rng.uniform(0.1, 1))
    for iters in (1, int(rng.integers(2, 5))):
        _, X, Y = fitted(learner, rng, dense, iters=iters, alpha=alpha, reg=reg)
        want = ridge(confidence_of(dense, alpha).T, X, reg)
        close(Y, want, rtol=1e-6, atol=1e-9, what=f"item_factors_, given user_factors_, after {iters} iterations")
        expect(np.abs(X).max() > 1e-9, "user_factors_ are not all zero")


@check("iters = 0 leaves the start, iters = 1 solves once for users and once for items", points=1)
def first_iteration(learner, rng):
    dense, reg = counts(rng), float(rng.uniform(0.1, 1))
    clicks, models = sparse(dense, rng), []
    for iters in (0, 1):
        model = learner.ImplicitALS(3, reg, 2.0, iters, rng)
        model.fit(clicks, dense.shape)
        models.append([np.asarray(model.user_factors_), np.asarray(model.item_factors_)])
    (nobody, start), (X, Y) = models
    equal(nobody, np.zeros(X.shape), what="user_factors_ with iters = 0")
    confidence = confidence_of(dense, 2.0)
    close(X, ridge(confidence, start, reg), rtol=1e-6, atol=1e-9, what="user_factors_ with iters = 1, given the start")
    close(Y, ridge(confidence.T, X, reg), rtol=1e-6, atol=1e-9, what="item_factors_ with iters = 1, given these users")


@check("Every iteration solves for the users, then for the items for these", points=2)
def replayed(learner, rng):
    dense = counts(rng)
    confidence, clicks = confidence_of(dense, 2.0), sparse(dense, rng)
    # What the learner draws from a copy of rng does not move it: every fit starts at the same place.
    # With one factor and reg = 3 they soon move by less than 1e-3, long before they are where 30 iterations take them.
    for times in (0, 2, 3, 30):
        model = learner.ImplicitALS(1, 3.0, 2.0, times, rng)
        model.fit(clicks, dense.shape)
        got = np.asarray(model.user_factors_), np.asarray(model.item_factors_)
        if times == 0:
            _, start = got
            continue
        Y = start
        for _ in range(times):
            X = ridge(confidence, Y, 3.0)
            Y = ridge(confidence.T, X, 3.0)
        for mine, right, name in zip(got, (X, Y), ("user_factors_", "item_factors_"), strict=True):
            close(
                mine, right, rtol=1e-5, atol=1e-7, what=f"{name} after {times} iterations from the start of iters = 0"
            )


@check("The objective never grows", points=2)
def monotone(learner, rng):
    dense = counts(rng)
    clicks, losses = sparse(dense, rng), []
    # What the learner draws from a copy of rng does not move it: every fit starts at the same place.
    for iters in (1, 2, 3, 5, 20):
        model = learner.ImplicitALS(3, 0.5, 2.0, iters, rng)
        model.fit(clicks, dense.shape)
        X, Y = np.asarray(model.user_factors_), np.asarray(model.item_factors_)
        losses.append(objective(dense, X, Y, 0.5, 2.0))
    falling = all(after <= before * (1 + 1e-10) for before, after in itertools.pairwise(losses))
    expect(falling, "the objective after 1, 2, 3, 5, 20 iterations never grows", losses=losses)


@check("Counts are summed before alpha; alpha = 0 is allowed", points=1)
def alpha(learner, rng):
    dense = counts(rng)
    for a in (0.0, float(rng.uniform(1, 9))):
        _, X, Y = fitted(learner, rng, dense, alpha=a, twice=True)
        want = ridge(confidence_of(dense, a).T, X, 0.3)
        close(Y, want, rtol=1e-6, atol=1e-9, what=f"item_factors_ with alpha = {a:.3g}, entries that occur twice")


@check("Users and items without events", points=1)
def nobody(learner, rng):
    dense = counts(rng)
    dense[-1], dense[:, -1] = 0, 0
    _, X, Y = fitted(learner, rng, dense)
    equal([X[-1].any(), Y[-1].any()], [False, False], what="whether their factors are anything but zero")


@check("loss is the objective over all cells", points=3)
def loss(learner, rng):
    for twice in (False, True):
        dense, a, reg = counts(rng), float(rng.uniform(0, 5)), float(rng.uniform(0.1, 1))
        model, X, Y = fitted(learner, rng, dense, alpha=a, reg=reg)
        close(
            model.loss(sparse(dense, rng, twice)), objective(dense, X, Y, reg, a), rtol=1e-8, what="the training loss"
        )
        other = counts(rng, *dense.shape)
        other[0], other[:, -2:], other[1, 0] = 0, 0, 250
        close(
            model.loss(sparse(other, rng, twice)), objective(other, X, Y, reg, a), rtol=1e-8, what="loss of new counts"
        )


@check("rng decides the start", points=1)
def seeded(learner, rng):
    dense = counts(rng)
    clicks, sets = sparse(dense, rng), []
    for skipped in (0, 0, 1):
        rng.random(skipped)
        model = learner.ImplicitALS(3, 0.1, 2.0, 1, rng)
        model.fit(clicks, dense.shape)
        sets.append(np.asarray(model.user_factors_))
    close(sets[1], sets[0], rtol=1e-9, what="user_factors_ for the same state of rng")
    expect(not np.allclose(sets[2], sets[0]), "another rng starts elsewhere")


@check("recommend: falling scores, seen items left out", points=2)
def recommends(learner, rng):
    dense = counts(rng)
    dense[0] = 0
    model, X, Y = fitted(learner, rng, dense)
    for u in (0, int(rng.integers(1, len(dense)))):
        order = np.argsort(-(Y @ X[u]), kind="stable").tolist()
        new = [i for i in order if dense[u, i] == 0]
        n = int(rng.integers(1, 4))
        equal(model.recommend(u, n), new[:n], what=f"recommend({u}, {n})")
        equal(model.recommend(u, 99), new, what=f"recommend({u}, 99)")
        equal(model.recommend(u, n, exclude_seen=False), order[:n], what=f"recommend({u}, {n}, exclude_seen=False)")
    equal(model.recommend(0, 0), [], what="recommend(0, 0)")
    dense[1] = 1
    model, _, _ = fitted(learner, rng, dense)
    equal(model.recommend(1, 3), [], what="recommend(1, 3) for a user who has seen everything")
    model, X, Y = fitted(learner, rng, dense * rng.uniform(1, 2, size=dense.shape), iters=1, reg=1e6)
    order = np.argsort(-(Y @ X[1]), kind="stable").tolist()
    equal(model.recommend(1, 9, exclude_seen=False), order[:9], what="recommend(1, 9, ...) where all scores are tiny")
    many = np.zeros((2, 40))
    many[0, rng.permutation(40)[:25]] = 1
    many[1] = 1 - many[0]
    model, X, Y = fitted(learner, rng, many * rng.uniform(1, 2, size=many.shape))
    new = [i for i in np.argsort(-(Y @ X[0]), kind="stable").tolist() if many[0, i] == 0]
    equal(model.recommend(0, 40), new, what="recommend(0, 40) for a user who has seen 25 of 40 items")
    few = np.zeros((3, 60))
    few[:, 50:53] = np.eye(3)
    model, X, Y = fitted(learner, rng, few)
    order = np.argsort(-(Y @ X[0]), kind="stable").tolist()
    equal(model.recommend(0, 99, exclude_seen=False), order, what="recommend(0, 99, ...) where 57 of 60 items tie")


@check("Three groups of taste are found", points=2)
def groups(learner, rng):
    group = rng.integers(3, size=45)
    own = group[:, None] == np.arange(36)[None, :] % 3
    dense = (own & (rng.random(size=own.shape) < 0.5)).astype(float)
    model, _, _ = fitted(learner, rng, dense, iters=6, alpha=20.0, reg=0.1)
    share = np.mean([own[u, i] for u in range(45) for i in model.recommend(u, 3)])
    expect(share >= 0.8, "at least 0.8 of the new items recommended are of the user's group", share=share)


@check("The work of a row does not go through all items", points=2)
def memory(learner, rng):
    Y = rng.normal(size=(40_000, 8))
    indices = rng.integers(40_000, size=120)
    C = CSR(np.arange(0, 121, 3), indices, np.full(120, 3.0))
    limit = 1.05 * Y.nbytes
    peak = peak_memory(learner.als_step, C, Y, 0.1)
    expect(peak <= limit, "als_step takes no more memory than 1.05 times Y", bytes=peak, limit=int(limit))
    size = 300
    clicks = CSR(np.arange(0, 2 * size + 1, 2), rng.integers(size, size=2 * size), np.ones(2 * size))
    model = learner.ImplicitALS(2, 0.1, 1.0, 1, rng)
    for name, method, arguments in (("fit", model.fit, (clicks, (size, size))), ("loss", model.loss, (clicks,))):
        peak = peak_memory(method, *arguments)
        expect(peak < 4 * size**2, f"{name} takes less memory than half of a users × items matrix", bytes=peak)
