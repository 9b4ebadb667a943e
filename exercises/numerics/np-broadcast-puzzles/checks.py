import numpy as np

from studytui.checks import check, close, equal, expect, operations, peak_memory, raises, unchanged


def size(rng, low=2, high=9):
    """A length."""
    return int(rng.integers(low, high))


def whole(got, what):
    """The array, of an integer type."""
    got = np.asarray(got)
    expect(got.dtype.kind in "iu" or not got.size, f"{what} holds integers", dtype=got.dtype, got=got)
    return got


def truth(got, want, what):
    """A mask: bool, and the one wanted."""
    got = np.asarray(got)
    expect(got.dtype == bool, f"{what} is of type bool", dtype=got.dtype)
    equal(got, want, what=what)


def squared_distances(X, Y):
    """|Xᵢ - Yⱼ|² from the differences themselves."""
    return ((X[:, None, :].astype(float) - Y[None, :, :]) ** 2).sum(axis=2)


@check("outer: every product", points=1)
def products(learner, rng):
    for n, m in ((size(rng), size(rng)), (1, 3), (0, 2), (2, 0)):
        a, b = rng.integers(-9, 10, size=n), rng.integers(-9, 10, size=m)
        equal(whole(learner.outer(a, b), "outer"), np.outer(a, b), what=f"outer of {n} and {m} numbers")
    a, b = rng.normal(size=size(rng)), rng.normal(size=size(rng))
    close(learner.outer(a, b), np.outer(a, b), atol=1e-12, what="outer of floats")


@check("one_hot: a 1 in the column of the label", points=1)
def hot_rows(learner, rng):
    for n in (size(rng), 1, 0):
        k = size(rng)
        labels = rng.integers(0, k, size=n)
        equal(whole(learner.one_hot(labels, k), "one_hot"), np.eye(k, dtype=int)[labels], what=f"one_hot, k = {k}")


@check("pairwise_sq_dists: every squared distance", points=1)
def distances(learner, rng):
    for n, m, d in ((size(rng), size(rng), size(rng)), (1, 1, 1), (0, 3, 2), (3, 0, 2), (2, 3, 1)):
        X, Y = rng.normal(size=(n, d)), rng.normal(size=(m, d))
        close(learner.pairwise_sq_dists(X, Y), squared_distances(X, Y), rtol=0.0, atol=1e-9, what="squared distances")
    X = 1e-4 * rng.normal(size=(4, 3))
    close(
        learner.pairwise_sq_dists(X, X[:2]),
        squared_distances(X, X[:2]),
        rtol=0.0,
        atol=1e-13,
        what="squared distances near 1e-8",
    )
    X, Y = rng.integers(-100, 101, size=(4, 3)).astype(np.int8), rng.integers(-100, 101, size=(2, 3)).astype(np.int8)
    close(learner.pairwise_sq_dists(X, Y), squared_distances(X, Y), rtol=1e-9, atol=1e-9, what="distances of int8")
    X, Y = rng.normal(size=(4, 3)).astype(np.float32), rng.normal(size=(2, 3)).astype(np.float32)
    close(learner.pairwise_sq_dists(X, Y), squared_distances(X, Y), rtol=1e-9, atol=1e-9, what="distances of float32")


@check("tril_mask: True on and below the diagonal", points=1)
def lower_triangle(learner, rng):
    for n in (size(rng), 1, 0, 2):
        truth(learner.tril_mask(n), np.tri(n, dtype=bool), f"tril_mask({n})")


@check("segment_sum: each segment's own values", points=1)
def sums_of_segments(learner, rng):
    for n, k in ((size(rng, 4, 20), size(rng)), (1, 1), (0, 3), (0, 0), (3, 9)):
        values, ids = rng.integers(-99, 100, size=n), rng.integers(0, max(k, 1), size=n)
        want = np.zeros(k, dtype=int)
        np.add.at(want, ids, values)
        got = whole(learner.segment_sum(values, ids, k), "segment_sum of integers")
        equal(got, want, what=f"segment_sum of {values.tolist()} in segments {ids.tolist()}, k = {k}")
        close(learner.segment_sum(values / 4, ids, k), want / 4, atol=1e-12, what="segment_sum of floats")


@check("sliding_windows: every run of w neighbours", points=1)
def windows(learner, rng):
    longest = size(rng)
    for n, w in ((longest, size(rng, 1, longest)), (longest, longest), (longest, 1), (1, 1)):
        x = rng.integers(-9, 10, size=n)
        want = np.lib.stride_tricks.sliding_window_view(x, w)
        equal(whole(learner.sliding_windows(x, w), "sliding_windows"), want, what=f"windows of {w} in {x.tolist()}")
    for n, w in ((3, 4), (3, 0), (0, 1), (4, -1)):
        raises(ValueError, learner.sliding_windows, np.arange(n), w)


@check("row_normalise: rows of Euclidean length one", points=1)
def unit_rows(learner, rng):
    for n, d in ((size(rng), size(rng)), (1, 1), (0, 3)):
        X = rng.normal(size=(n, d)) + 3.0
        for scale in (1.0, 1e-3, 1e-100):
            want = X / np.linalg.norm(X, axis=1, keepdims=True)
            close(learner.row_normalise(scale * X), want, atol=1e-12, what=f"row_normalise of rows times {scale}")
    close(learner.row_normalise(np.array([[3, 4], [0, -100]], dtype=np.int8)), [[0.6, 0.8], [0.0, -1.0]], atol=1e-12)


@check("scatter_add: values arrive at their indices", points=1)
def arrivals(learner, rng):
    n = size(rng, 3)
    for m in (size(rng, 1, n), 0, n):
        base, vals = rng.integers(-9, 10, size=n), rng.integers(-9, 10, size=m)
        idx = rng.permutation(n)[:m]
        want = base.copy()
        want[idx] += vals
        equal(whole(learner.scatter_add(base, idx, vals), "scatter_add"), want, what="scatter_add, no index twice")
    close(learner.scatter_add(np.ones(2), np.array([1]), np.array([0.5])), [1.0, 1.5], atol=1e-12)
    for idx in ([], [0]):
        shared = learner.probes.shares_memory(base, idx, [5] * len(idx))
        expect(not shared, "scatter_add returns a new array, not base itself", base=base, idx=idx)


@check("bucketize: how many edges lie below", points=1)
def buckets(learner, rng):
    for n, m in ((size(rng), size(rng)), (1, 1), (0, 2), (3, 0)):
        x, edges = rng.normal(size=n), np.sort(rng.normal(size=m))
        equal(whole(learner.bucketize(x, edges), "bucketize"), np.digitize(x, edges) if m else np.zeros(n))


@check("causal_block_mask: same sequence, and not later", points=2)
def packed_mask(learner, rng):
    for lengths in (rng.integers(1, 5, size=size(rng, 1, 5)), np.array([1]), np.array([3, 0, 2]), np.array([2, 2, 0])):
        ends = np.cumsum(lengths)
        want = np.zeros((ends[-1], ends[-1]), dtype=bool)
        for start, end in zip(ends - lengths, ends, strict=True):
            want[start:end, start:end] = np.tri(end - start, dtype=bool)
        truth(learner.causal_block_mask(lengths), want, f"causal_block_mask({lengths.tolist()})")
    truth(learner.causal_block_mask(np.zeros(2, dtype=int)), np.zeros((0, 0), dtype=bool), "mask of empty sequences")


@check("Lists will do as well as arrays", points=1)
def lists(learner, rng):
    a, b = [float(number) for number in rng.normal(size=3)], [0, 2, 1]
    X, Y = [a, b], [b]
    close(learner.outer(a, b), np.outer(a, b), atol=1e-12, what="outer of lists")
    equal(learner.one_hot(b, 3), np.eye(3, dtype=int)[b], what="one_hot of a list")
    close(learner.pairwise_sq_dists(X, Y), squared_distances(np.array(X), np.array(Y)), rtol=1e-9, atol=1e-9)
    close(learner.segment_sum(a, b, 3), [a[0], a[2], a[1]], atol=1e-12, what="segment_sum of lists")
    equal(learner.sliding_windows(b, 2), [[0, 2], [2, 1]], what="sliding_windows of a list")
    close(learner.row_normalise([[3, 4]]), [[0.6, 0.8]], atol=1e-12, what="row_normalise of lists")
    equal(learner.scatter_add(b, b, b), [0, 3, 3], what="scatter_add of lists")
    equal(learner.bucketize(b, [0.5, 1.5]), [0, 2, 1], what="bucketize of lists")
    truth(learner.causal_block_mask([1, 1]), np.eye(2, dtype=bool), "causal_block_mask([1, 1])")


@check("scatter_add: an index that occurs twice is added twice", points=2)
def repeated_indices(learner, rng):
    n = size(rng, 2, 6)
    base, vals = rng.integers(-9, 10, size=n), rng.integers(1, 10, size=3 * n)
    idx = rng.integers(0, n, size=3 * n)
    want = base.copy()
    np.add.at(want, idx, vals)
    equal(unchanged(learner.scatter_add, base, idx, vals), want, what=f"scatter_add at {idx.tolist()}")


@check("bucketize: an edge itself counts as reached", points=1)
def on_the_edge(learner, rng):
    for edges in (np.sort(rng.integers(-5, 6, size=size(rng))), np.array([1, 1, 3, 3, 3])):
        x = np.concatenate([edges, edges + 1, edges - 1, edges[:1]])
        want = np.digitize(x, edges)
        equal(learner.bucketize(x, edges), want, what=f"bucketize of {x.tolist()} by {edges.tolist()}")


@check("one_hot: an unknown label has a row of zeros", points=1)
def unknown_labels(learner, rng):
    k = size(rng)
    labels = np.array([-1, 0, k, k - 1, -k, k + 3])
    want = (labels[:, None] == np.arange(k)).astype(int)
    equal(learner.one_hot(labels, k), want, what=f"one_hot of {labels.tolist()}, k = {k}")


@check("scatter_add: fractions added to whole numbers are kept", points=1)
def fractions(learner, rng):
    close(learner.scatter_add([1, 2], [0], [0.5]), [1.5, 2.0], atol=1e-12, what="scatter_add of 0.5 to whole numbers")


@check("Large integers stay exact", points=1)
def large_integers(learner, rng):
    odd = 2 * rng.integers(2**58, 2**59, size=4) + 1
    ids = np.array([0, 2, 0, 2])
    want = [int(odd[0] + odd[2]), 0, int(odd[1] + odd[3])]
    equal(learner.segment_sum(odd, ids, 3).tolist(), want, what="segment_sum of large integers")
    equal(learner.scatter_add(np.ones(3, dtype=int), ids, odd).tolist(), [want[0] + 1, 1, want[2] + 1])
    x = [int(odd[0]) - 1, int(odd[0]), int(odd[0]) + 1]
    equal(learner.bucketize(x, odd[:1]), [0, 1, 1], what=f"bucketize of {x} by {odd[:1].tolist()}")


@check("A nan, an inf or a large number stays in its own segment", points=2)
def segments_apart(learner, rng):
    values, ids = rng.normal(size=6), np.array([0, 1, 2, 0, 2, 3])
    values[1], values[5] = np.nan, np.inf
    want = [values[0] + values[3], np.nan, values[2] + values[4], np.inf, 0.0]
    close(learner.segment_sum(values, ids, 5), want, atol=1e-12, what="segment_sum with nan in 1 and inf in 3")
    close(learner.segment_sum([1e16, 1.0], [0, 1], 2), [1e16, 1.0], what="segment_sum of 1e16 and 1 in two segments")


@check("row_normalise: rows of zeros stay, without a warning", points=1)
def zero_rows(learner, rng):
    X = rng.normal(size=(4, 3))
    X[size(rng, 0, 4)] = 0.0
    value, seen = learner.probes.with_warnings("row_normalise", X)
    length = np.linalg.norm(X, axis=1, keepdims=True)
    close(value, np.divide(X, length, out=np.zeros_like(X), where=length > 0), atol=1e-12, what="rows, one of zeros")
    unchanged(learner.row_normalise, X)
    expect(not seen, "row_normalise gives no warning", X=X, warnings=seen)


@check("Distances are never negative, and zero to oneself", points=2)
def never_negative(learner, rng):
    X = rng.normal(size=(200, 16))
    got = np.asarray(learner.pairwise_sq_dists(X, X))
    expect(got.min() >= 0.0, "no squared distance is negative", smallest=float(got.min()))
    expect(np.diag(got).max() < 1e-9, "a point is at distance 0 from itself", largest=float(np.diag(got).max()))


@check("Distances a million away from the origin keep nine digits", points=2)
def far_from_origin(learner, rng):
    away = 1e6 * (1.0 + rng.random(size=3))
    X, Y = rng.normal(size=(5, 3)) + away, rng.normal(size=(4, 3)) + away
    close(learner.pairwise_sq_dists(X, Y), squared_distances(X, Y), rtol=1e-9, atol=1e-9, what="squared distances")


@check("600 × 600 distances of 64 features in 40 MB", points=2)
def distance_memory(learner, rng):
    X, Y = rng.normal(size=(600, 64)), rng.normal(size=(600, 64))
    used = peak_memory(learner.pairwise_sq_dists, X, Y)
    expect(used < 40e6, "memory for n·m numbers, not for n·m·d", megabytes=round(used / 1e6, 1))


@check("one_hot needs memory for its rows only", points=1)
def one_hot_memory(learner, rng):
    labels = rng.integers(0, 20_000, size=10)
    equal(learner.one_hot(labels, 20_000).sum(axis=0).nonzero()[0], np.unique(labels), what="columns with a 1")
    used = peak_memory(learner.one_hot, labels, 20_000)
    expect(used < 40e6, "one_hot builds no k × k matrix", megabytes=round(used / 1e6, 1))


@check("No loop in disguise: as many lines for 400 items as for 4", points=1)
def flat_cost(learner, rng):
    for name, make in {
        "segment_sum": lambda n: (np.arange(n), np.arange(n) % 3, 3),
        "bucketize": lambda n: (np.arange(n), np.array([2, 5])),
        "causal_block_mask": lambda n: (np.full(n, 1),),
    }.items():
        few, many = (operations(getattr(learner, name), *make(n)).lines for n in (4, 400))
        expect(many <= few + 20, f"{name} runs the same lines for any length", lines_for_4=few, lines_for_400=many)
