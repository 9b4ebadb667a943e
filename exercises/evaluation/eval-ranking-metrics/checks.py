import math

import reference

from studytui.checks import check, close, equal, expect, raises

NAMES = ("recall", "mrr", "map", "ndcg")


def draw(rng, length=None, returned=0.6):
    """A list of distinct items, and relevant ones of which some were not returned."""
    length = int(rng.integers(4, 12)) if length is None else length
    ranked = [int(item) for item in rng.permutation(length)]
    liked = {int(item) for item in rng.permutation(length)[: max(2, int(length * returned))]}
    return ranked, liked | {100 + i for i in range(int(rng.integers(0, 3)))}


def right(got, want, what):
    """A number of the learner's is the right one."""
    close(got, want, rtol=1e-12, atol=1e-12, what=what)


def same(learner, name, *args, **kwargs):
    """A metric is the reference's."""
    shown = ", ".join([repr(arg) for arg in args] + [f"{key}={value}" for key, value in kwargs.items()])
    right(getattr(learner, name)(*args, **kwargs), getattr(reference, name)(*args, **kwargs), f"{name}({shown})")


@check("Recall: hits among the first k over all relevant items", points=1)
def recall(learner, rng):
    for _ in range(4):
        ranked, liked = draw(rng)
        same(learner, "recall_at_k", ranked, liked, int(rng.integers(1, len(ranked) + 1)))
    same(learner, "recall_at_k", ["a", "b", "c"], {"a", "b", "c"}, 1)


@check("MRR: the first hit, rank 1 counts 1", points=1)
def first_hit(learner, rng):
    ranked, liked = draw(rng)
    right(learner.mrr(ranked, {ranked[0]}), 1.0, "mrr of a hit at rank 1")
    same(learner, "mrr", ranked, liked)
    same(learner, "mrr", ranked, {ranked[-1]})
    right(learner.mrr(ranked, {-1}), 0.0, "mrr without a hit")


@check("AP: precision at each hit", points=2)
def precision_at_hits(learner, rng):
    for _ in range(4):
        ranked, _ = draw(rng)
        liked = set(ranked[1::2])
        same(learner, "average_precision_at_k", ranked, liked, len(ranked))
    right(learner.average_precision_at_k([4, 2], {4, 2}, 2), 1.0, "AP of a perfect list")


@check("AP is divided by min(k, relevant), found or not", points=2)
def precision_denominator(learner, rng):
    for _ in range(3):
        ranked, liked = draw(rng)
        same(learner, "average_precision_at_k", ranked, liked, int(rng.integers(1, len(ranked) + 1)))
    same(learner, "average_precision_at_k", [1, 2, 3], {1, 8, 9}, 3)
    same(learner, "average_precision_at_k", [1, 2], {1, 8, 9}, 3)
    same(learner, "average_precision_at_k", [1, 2, 3], {1, 2, 8, 9}, 2)


@check("NDCG: the discount is log₂(rank + 1)", points=2)
def discount(learner, rng):
    ranked, _ = draw(rng)
    k = len(ranked)
    for place in range(k):
        want = 1 / math.log2(place + 2)
        right(learner.ndcg_at_k(ranked, {ranked[place]: 1.0}, k), want, f"ndcg, the only gain at rank {place + 1}")


@check("Gains are exponential, or linear where asked for", points=2)
def graded_gains(learner, rng):
    ranked, _ = draw(rng)
    gains = {item: float(rng.integers(0, 5)) + (item % 2) / 2 for item in ranked}
    k = len(ranked)
    same(learner, "ndcg_at_k", ranked, gains, k)
    same(learner, "ndcg_at_k", ranked, gains, k, exponential=False)
    for few in ({1: 0.25, 2: 0.75}, {1: 12.0, 2: 14.0}):
        same(learner, "ndcg_at_k", [1, 2], few, 2)
    best = sorted(ranked, key=lambda item: -gains[item])
    right(learner.ndcg_at_k(best, gains, k), 1.0, "ndcg of a perfect order")


@check("The ideal list knows the items that were not returned, and ends at k", points=2)
def ideal(learner, rng):
    ranked, _ = draw(rng)
    gains = {item: float(rng.integers(1, 4)) for item in ranked}
    missing = gains | {"missing": 4.0, "absent": 2.5}
    for k in (2, len(ranked), len(ranked) + 5):
        same(learner, "ndcg_at_k", ranked, missing, k)
        same(learner, "ndcg_at_k", ranked, gains, k)
    same(learner, "ndcg_at_k", [1, 2, 3], dict.fromkeys(range(1, 9), 1.0), 3)


@check("A better item moved up never lowers NDCG, nor do items after k matter", points=1)
def monotone(learner, rng):
    ranked, _ = draw(rng, length=6)
    gains = {item: float(rng.integers(0, 4)) for item in ranked}
    gains[ranked[3]] = 5.0
    before = learner.ndcg_at_k(ranked, gains, 4)
    lifted = [ranked[3], *ranked[:3], *ranked[4:]]
    after = learner.ndcg_at_k(lifted, gains, 4)
    expect(after > before, "the best item moved from rank 4 to 1 raises NDCG", before=before, after=after)
    liked = {ranked[0], ranked[2], "other"}
    for name, known in (("recall_at_k", liked), ("average_precision_at_k", liked), ("ndcg_at_k", gains)):
        got = getattr(learner, name)([*ranked[:3], *ranked[3:][::-1]], known, 3)
        right(got, getattr(learner, name)(ranked, known, 3), f"{name} at 3 after later ranks were turned round")


@check("A repeated item keeps its rank and earns nothing", points=3)
def repeated(learner, rng):
    for _ in range(4):
        some, liked = draw(rng, length=5)
        ranked = [some[int(i)] for i in rng.integers(0, 5, size=9)]
        liked.add(ranked[0])
        gains = {item: float(rng.integers(0, 4)) for item in liked}
        for k in (4, 9):
            same(learner, "recall_at_k", ranked, liked, k)
            same(learner, "average_precision_at_k", ranked, liked, k)
            same(learner, "ndcg_at_k", ranked, gains, k)
    ranked = ["x", "x", "x", "hit", "hit", "last"]
    right(learner.mrr(ranked, {"hit"}), 1 / 4, f"mrr({ranked}, {{'hit'}})")
    right(learner.recall_at_k(ranked, {"hit", "last"}, 5), 0.5, f"recall of {ranked}, k = 5")
    right(learner.average_precision_at_k(ranked, {"hit", "last"}, 6), (1 / 4 + 2 / 6) / 2, f"AP of {ranked}, k = 6")


@check("Short and empty lists; nothing relevant gives 0", points=1)
def corners(learner, rng):
    for ranked in ([], [5], [5, 6]):
        same(learner, "recall_at_k", ranked, {5, 7}, 9)
        same(learner, "average_precision_at_k", ranked, {5, 7}, 9)
        same(learner, "ndcg_at_k", ranked, {5: 1.0, 7: 2.0}, 9)
        same(learner, "mrr", ranked, {5, 7})
        right(learner.recall_at_k(ranked, set(), 2), 0.0, "recall, nothing relevant")
        right(learner.average_precision_at_k(ranked, set(), 2), 0.0, "AP, nothing relevant")
        for gains in ({}, {5: 0.0, 7: 0.0}):
            right(learner.ndcg_at_k(ranked, gains, 2), 0.0, f"ndcg, gains {gains}")
        right(learner.mrr(ranked, set()), 0.0, "mrr, nothing relevant")


@check("Long lists are read to rank k", points=1)
def long_lists(learner, rng):
    ranked = [int(item) for item in rng.permutation(300)]
    late = {ranked[0], ranked[-1], *ranked[200:250:7]}
    for name, known in (("recall_at_k", late), ("average_precision_at_k", late), ("ndcg_at_k", dict.fromkeys(late, 1))):
        same(learner, name, ranked, known, 300)
    right(learner.mrr(ranked, {ranked[-1]}), 1 / 300, "mrr of a hit at rank 300")


@check("k below 1 raises ValueError, also where nothing is relevant", points=1)
def bad_k(learner, rng):
    ranked, liked = draw(rng)
    for k in (0, -2):
        for known in (liked, set()):
            raises(ValueError, learner.recall_at_k, ranked, known, k)
            raises(ValueError, learner.average_precision_at_k, ranked, known, k)
            raises(ValueError, learner.ndcg_at_k, ranked, dict.fromkeys(known, 1.0), k)
            raises(ValueError, learner.evaluate, [ranked], [known], k)
        raises(ValueError, learner.ndcg_at_k, ranked, {1: 0.0}, k)
        raises(ValueError, learner.evaluate, [], [], k)
    same(learner, "recall_at_k", ranked, liked, 1)


@check("evaluate: means over users, all cut at k", points=2)
def means(learner, rng):
    users = [draw(rng) for _ in range(int(rng.integers(2, 6)))]
    users.append(([1, 2, 3, 4, 5], {5, 6}))
    ranked, liked = [user[0] for user in users], [user[1] for user in users]
    for k in (1, 3, 9):
        got, want = learner.evaluate(ranked, liked, k), reference.evaluate(ranked, liked, k)
        equal(sorted(got), sorted(NAMES), what="the keys of evaluate")
        for name in NAMES:
            right(got[name], want[name], f"{name} of {len(users)} users, k = {k}")
    for k in (2, 3):  # the only hit stands at rank 3
        got, want = learner.evaluate([[1, 2, 3, 4]], [{3}], k), reference.evaluate([[1, 2, 3, 4]], [{3}], k)
        for name in NAMES:
            right(got[name], want[name], f"{name} where the only hit stands at rank 3, k = {k}")


@check("Users without relevant items are left out", points=2)
def skipped_users(learner, rng):
    ranked, liked = draw(rng)
    alone = reference.evaluate([ranked], [liked], 4)
    got = learner.evaluate([[1, 2], ranked, []], [set(), liked, set()], 4)
    none = learner.evaluate([ranked], [set()], 4)
    nobody = learner.evaluate([], [], 4)
    for name in NAMES:
        right(got[name], alone[name], f"{name} beside two users without relevant items")
        right(none[name], 0.0, f"{name} when no user has relevant items")
        right(nobody[name], 0.0, f"{name} of no users")


@check("As many lists as sets, else ValueError", points=1)
def lengths(learner, rng):
    ranked, liked = draw(rng)
    raises(ValueError, learner.evaluate, [ranked, ranked], [liked], 3)
    raises(ValueError, learner.evaluate, [ranked], [liked, liked], 3)
    raises(ValueError, learner.evaluate, [ranked, ranked], [set()], 3)
    raises(ValueError, learner.evaluate, [], [set()], 3)
