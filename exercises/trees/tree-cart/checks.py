import itertools

import numpy as np
import probes
import reference

from studytui.checks import allocated, check, close, equal, expect, growth, operations, unchanged


def draw(rng, n=None, whole=False, classes=3):
    """Rows of three features, (n, 3), and noisy labels that depend on two of them, (n,)."""
    n = int(rng.integers(8, 30)) if n is None else n
    X = rng.integers(0, 5, size=(n, 3)).astype(float) if whole else rng.normal(size=(n, 3))
    score = X[:, 0] - X[:, 2] + rng.normal(size=n) * 0.5
    return X, np.argsort(np.argsort(score)) * classes // n


def clear(rng, criterion="gini", whole=False):
    """As draw, but no two cuts come near the largest decrease."""
    while True:
        X, y = draw(rng, whole=whole)
        onehot = (y[:, None] == np.unique(y)).astype(float)
        decreases = np.concatenate([reference.cuts(column, onehot, criterion, 1)[1] for column in X.T])
        if (decreases > decreases.max() - 1e-9).sum() == 1:
            return X, y


def same_split(got, want, what):
    """The learner's split is the right one."""
    if want is None:
        expect(got is None, f"{what} is None: no cut helps", got=got)
        return
    expect(got is not None, f"{what} is a cut", got=None, want=want)
    equal(got[0], want[0], what=f"feature of {what}")
    close(got[1], want[1], rtol=1e-12, atol=1e-12, what=f"threshold of {what}")
    close(got[2], want[2], atol=1e-12, what=f"decrease of {what}")


def partition(leaves):
    """Which rows share a leaf: each row's first companion."""
    leaves = np.asarray(leaves).tolist()
    return [leaves.index(leaf) for leaf in leaves]


def same_tree(learner, X, y, new, **settings):
    """A tree of the learner's has the leaves, shape and shares of the reference's."""
    model, want = learner.DecisionTree(**settings), reference.DecisionTree(**settings)
    model.fit(X, y)
    want.fit(X, y)
    equal([model.depth_, model.n_leaves_], [want.depth_, want.n_leaves_], what=f"depth_ and n_leaves_ with {settings}")
    equal(partition(model.apply(X)), partition(want.apply(X)), what=f"who shares a leaf, training rows, {settings}")
    both = np.vstack([X, new])
    equal(
        partition(model.apply(both)), partition(want.apply(both)), what=f"who shares a leaf, new rows too, {settings}"
    )
    close(model.predict_proba(both), want.predict_proba(both), atol=1e-12, what=f"predict_proba with {settings}")
    equal(np.asarray(model.predict(both)).tolist(), want.predict(both).tolist(), what=f"predict with {settings}")


@check("Gini impurity of counts", points=1)
def gini_values(learner, rng):
    for counts in ([3, 1], [5, 0, 0], [1, 1, 1, 1], [0, 0], rng.integers(0, 9, size=4).tolist(), [7]):
        close(learner.gini(np.array(counts)), reference.gini(counts), atol=1e-12, what=f"gini({counts})")


@check("The cut with the largest decrease, of all features", points=3)
def exhaustive(learner, rng):
    for _ in range(4):
        X, y = clear(rng)
        same_split(learner.best_split(X, y), reference.best_split(X, y), "best_split(X, y)")


@check("Thresholds lie between the values, also when these are neighbours", points=1)
def midpoints(learner, rng):
    a, b = sorted(rng.integers(-50, 50, size=2) + np.array([0.0, 0.25]))
    a, b = float(a), float(b)
    got = learner.best_split(np.array([[a], [b], [a]]), np.array([0, 1, 0]))
    close(got[1], (a + b) / 2, atol=1e-12, what=f"threshold between {a} and {b}")
    low = np.nextafter(1.0, 2.0)
    high = np.nextafter(low, 2.0)
    got = learner.best_split(np.array([[low], [high]]), np.array([0, 1]))
    told = "t separates two neighbouring floats, which an array prints alike: low <= t < high"
    expect(low <= got[1] < high, told, low=low, high=high, t=got[1])


@check("Entropy, in bits, pure sides included", points=2)
def entropy(learner, rng):
    for _ in range(3):
        X, y = clear(rng, "entropy")
        same_split(learner.best_split(X, y, "entropy"), reference.best_split(X, y, "entropy"), "best_split by entropy")
    same_split(learner.best_split(np.array([[1.0], [2.0]]), np.array([0, 1]), "entropy"), (0, 1.5, 1.0), "a pure cut")


@check("No cut between equal values", points=2)
def repeated_values(learner, rng):
    for _ in range(4):
        X, y = clear(rng, whole=True)
        same_split(learner.best_split(X, y), reference.best_split(X, y), "best_split of whole numbers")
    same_split(learner.best_split(np.full((4, 2), 3.0), np.array([0, 0, 1, 1])), None, "best_split of equal rows")


@check("Of equal decreases the lower feature wins, then the lower threshold", points=2)
def ties(learner, rng):
    column = rng.permutation(6).astype(float)
    y = (column > 2).astype(int)
    X = np.column_stack([rng.permutation(column), -column, column, column + 1])
    same_split(learner.best_split(X[:, 1:], y), reference.best_split(X[:, 1:], y), "best_split, three columns tie")
    ends = np.array([[0.0], [1.0], [2.0], [3.0], [4.0]]) * float(rng.integers(1, 9))
    for labels in ([1, 0, 0, 0, 1], [0, 1, 2, 2, 3], [0, 1, 2, 3, 4]):
        labels = np.array(labels)
        for criterion in ("gini", "entropy"):
            want = reference.best_split(ends, labels, criterion)
            same_split(learner.best_split(ends, labels, criterion), want, f"best_split for labels {labels.tolist()}")


@check("min_leaf is kept while choosing, not afterwards", points=2)
def leaf_minimum(learner, rng):
    X, y = np.arange(8.0)[:, None], np.array([1, 0, 0, 0, 0, 0, 0, 0])
    for least in (1, 2, 4, 5):
        want = reference.best_split(X, y, "gini", least)
        same_split(learner.best_split(X, y, "gini", least), want, f"best_split with min_leaf = {least}")
    X, y = draw(rng, n=24)
    for least in (3, 6):
        want = reference.best_split(X, y, "entropy", least)
        same_split(learner.best_split(X, y, "entropy", least), want, f"best_split with min_leaf = {least}")


@check("None where no cut helps", points=1)
def no_help(learner, rng):
    X, _ = draw(rng)
    same_split(learner.best_split(X, np.full(len(X), 4)), None, "best_split of one class")
    square = np.array(list(itertools.product((0.0, 1.0), repeat=2)))
    for criterion in ("gini", "entropy"):
        same_split(learner.best_split(square, np.array([0, 1, 1, 0]), criterion), None, "best_split of XOR")
    # One row in m below and one in m + 1 above are ones: the decrease is 2 / (n² m (m + 1)), n = 2m + 1.
    for m, helps in ((760, True), (900, False)):
        X, y = np.repeat([0.0, 1.0], (m, m + 1)), np.zeros(2 * m + 1, dtype=int)
        y[[0, m]] = 1
        decrease = 2 / ((2 * m + 1) ** 2 * m * (m + 1))
        got = learner.best_split(X[:, None], y)
        expect((got is not None) == helps, "a decrease above 1e-12 is a cut, one below it is none", decrease=decrease)


@check("Trees with the usual settings: leaves, shares, labels", points=3)
def trees(learner, rng):
    for criterion in ("gini", "entropy"):
        X, y = draw(rng)
        same_tree(learner, X, y, rng.normal(size=(20, 3)), criterion=criterion)
    X, y = draw(rng, whole=True)
    names = [("bee", "ant", "cat")[label] for label in y]
    same_tree(learner, X, names, rng.integers(-1, 6, size=(9, 3)), min_leaf=2)


@check("Stopping rules: max_depth, min_samples_split, min_leaf", points=3)
def stopping(learner, rng):
    X, y = draw(rng, n=40)
    new = rng.normal(size=(9, 3))
    for settings in ({"max_depth": 0}, {"max_depth": 2}, {"min_samples_split": 9}, {"min_leaf": 4}):
        same_tree(learner, X, y, new, **settings)
    pair = np.array([[0.0], [1.0], [2.0]])
    same_tree(learner, pair, [0, 0, 1], pair, min_samples_split=3)
    same_tree(learner, pair, [0, 0, 1], pair, min_samples_split=4)


@check("An impure node is split even if the first cut gains nothing", points=2)
def exclusive_or(learner, rng):
    square = np.array(list(itertools.product((0.0, 1.0), repeat=3))) * float(rng.integers(1, 5))
    parity = (square > 0).sum(axis=1) % 2
    same_tree(learner, square, parity, square + 0.1)
    same_tree(learner, square, parity, square + 0.1, min_leaf=2)
    wide = np.array(list(itertools.product(range(4), range(2))), dtype=float)
    same_tree(learner, wide, wide.sum(axis=1) % 2, wide + 0.1, max_depth=1)
    X, _ = draw(rng, n=30)
    labels = rng.integers(0, 4, size=30)
    model = learner.DecisionTree()
    model.fit(X, labels)
    equal(np.asarray(model.predict(X)).tolist(), labels.tolist(), what="training labels of distinct rows, no limits")
    column = np.arange(90.0)[:, None]
    same_tree(learner, column, [0, 1] * 45, column + 0.1)


@check("Equal rows with different labels share a leaf; one class is one leaf", points=1)
def degenerate(learner, rng):
    X = np.repeat(rng.normal(size=(1, 2)), 5, axis=0)
    same_tree(learner, X, [2, 0, 2, 0, 1], X)
    same_tree(learner, draw(rng, n=9)[0], [3] * 9, np.zeros((1, 3)))


@check("Lists, small whole numbers and float32 are worked on in float64", points=1)
def types(learner, rng):
    X, y = clear(rng, whole=True)
    want = reference.best_split(X, y)
    same_split(learner.best_split(X.astype(int).tolist(), y.tolist()), want, "best_split of lists")
    same_tree(learner, X.tolist(), y.tolist(), X[:1] + 0.1)
    wide = np.array([[-100], [100], [90]], dtype=np.int8)
    same_split(learner.best_split(wide, [0, 1, 1]), reference.best_split(wide, [0, 1, 1]), "best_split of int8")
    same_tree(learner, wide, [0, 1, 1], wide)
    # Neighbours among the float32 numbers, which print as what they are; their midpoint is none of these.
    neighbours = np.array([[2**16 + 2**-7], [2**16 + 2**-6]], dtype=np.float32)
    want = reference.best_split(neighbours, [0, 1])
    same_split(learner.best_split(neighbours, [0, 1]), want, "best_split of float32 neighbours")
    same_tree(learner, neighbours, [0, 1], neighbours)
    # As lists, because an array prints neighbouring floats alike.
    low = float(np.nextafter(1.0, 2.0))
    high = float(np.nextafter(low, 2.0))
    model = learner.DecisionTree()
    model.fit([[low], [high]], [0, 1])
    equal([model.depth_, model.n_leaves_], [1, 2], what=f"depth_ and n_leaves_ for the values {low} and {high}")
    first, second = np.asarray(model.apply([[low], [high]])).tolist()
    expect(
        first != second, "two different floats, neighbours as they are, have leaves of their own", low=low, high=high
    )


@check("An increasing transform of a feature changes no training leaf", points=1)
def monotone(learner, rng):
    X, y = draw(rng)
    parts = []
    for data in (X, np.column_stack([np.exp(X[:, 0]), X[:, 1] ** 3, 5 * X[:, 2] - 9])):
        model = learner.DecisionTree(max_depth=4)
        unchanged(model.fit, data, y)
        parts.append(partition(model.apply(data)))
    equal(parts[1], parts[0], what="who shares a leaf after the transform")


@check("Every node draws its features anew", points=2)
def random_features(learner, rng):
    # One tree in four draws the other feature at both children: none of 80 does with probability 1e-10, and none is
    # perfect if features are drawn once per tree.
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = np.arange(4)
    got = learner.probes.trees(X, y, 1, 80, rng)
    perfect = sum(labels == [0, 1, 2, 3] for labels in got)
    expect(perfect > 0, "both features are used in some tree, since each node draws one of two", perfect=perfect, of=80)
    expect(perfect < 80, "max_features=1: a node that drew a constant feature is a leaf", perfect=perfect, of=80)
    # Of two columns that tie the lower is cut, so the last is never cut, and a row that differs only there is a 0.
    equals = np.array([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
    got = learner.probes.trees(equals, y[:2], 2, 60, rng, np.array([[0.0, 0.0, 1.0]]))
    last = sum(labels != [0] for labels in got)
    equal(last, 0, what="number of 60 trees of two drawn features, all alike, that cut the higher of the two")
    xor = [0, 1, 1, 0]
    told = "with max_features too, an impure node that no cut helps is split at its first allowed cut"
    got = learner.probes.trees(X, np.array(xor), 2, 20, rng)
    expect(all(labels == xor for labels in got), told, labels_of_xor=got[0], max_features=2)
    got = learner.probes.trees(X, np.array(xor), 1, 80, rng)
    expect(any(labels == xor for labels in got), told, trees_that_solve_xor=0, of=80, max_features=1)
    equal(learner.probes.trees(X, y, 2, 1, rng), probes.trees(reference, X, y, 2, 1, rng), what="with all features")
    same = [learner.probes.trees(X, y, 1, 4, rng) for _ in range(2)]
    equal(same[1], same[0], what="trees from a generator in the same state")


@check("Rows are swept, not rescanned for every cut", points=2)
def sweep(learner, rng):
    rows = {n: draw(rng, n=n, classes=2) for n in (40, 80, 160, 400, 800, 1600)}
    power = growth(lambda n: operations(learner.best_split, *rows[n]).lines, (40, 80, 160))
    expect(power < 1.4, "the lines that run grow as the rows do, or as n log n", exponent=round(power, 2))
    power = growth(lambda n: allocated(learner.best_split, rows[n][0][:, :1], rows[n][1]), (400, 800, 1600))
    expect(power < 1.4, "the bytes taken grow as the rows do, or as n log n", exponent=round(power, 2))
    X, y = rows[1600]
    same_split(learner.best_split(X, y), reference.best_split(X, y), "best_split of 1,600 rows")
    column, place = rng.permutation(1600)[:, None], int(rng.integers(300, 1300))
    for cut in (place, place + 1):
        got = learner.best_split(column, (column.ravel() > cut).astype(int))
        want = 0, cut + 0.5, 2 * (cut + 1) * (1599 - cut) / 1600**2
        same_split(got, want, f"best_split of 1,600 rows whose label changes at {cut + 0.5}")
