import math
from collections import Counter

import numpy as np

from studytui.checks import check, close, equal, expect, raises, unchanged


def draw(rng, n=None):
    """Probabilities, none of them zero."""
    n = int(rng.integers(2, 7)) if n is None else n
    p = rng.uniform(0.1, 1.0, size=n)
    return p / p.sum()


def with_zero(p, place):
    """The same with a zero at one place."""
    p = p.copy()
    p[place] = 0.0
    return p / p.sum()


def surprise(p, q, base=2.0):
    """-Σ p log q over the places with p > 0, one after the other."""
    return -math.fsum(float(a) * math.log(float(b)) for a, b in zip(p, q, strict=True) if a > 0) / math.log(base)


def divergence(p, q, base=2.0):
    """KL(p || q) as the difference of two surprises."""
    return surprise(p, q, base) - surprise(p, p, base)


def near(got, want, what):
    """Equal to 1e-10."""
    close(got, want, rtol=0.0, atol=1e-10, what=what)


@check("Entropy in bits", points=1)
def entropies(learner, rng):
    p = draw(rng)
    near(learner.entropy(p), surprise(p, p), f"entropy of {p}")
    single = np.array([0.625, 0.375], dtype=np.float32)
    near(learner.entropy(single), surprise(single, single), "entropy of float32")
    n = int(rng.integers(2, 40))
    near(learner.entropy(np.full(n, 1 / n)), math.log2(n), f"entropy of {n} equal chances")


@check("Cross-entropy, and KL the right way round", points=2)
def directed(learner, rng):
    for n in (3, 5):
        p, q = draw(rng, n), draw(rng, n)
        near(learner.cross_entropy(p, q), surprise(p, q), f"cross_entropy of {p} and {q}")
        near(learner.kl(p, q), divergence(p, q), f"KL of {p} from {q}")
        near(learner.kl(q, p), divergence(q, p), f"KL of {q} from {p}")
        apart = learner.cross_entropy(p, q) - learner.entropy(p)
        near(apart, learner.kl(p, q), "H(p, q) - H(p), against KL(p || q)")


@check("Jensen-Shannon: symmetric, at most one bit", points=1)
def middle_way(learner, rng):
    p, q = draw(rng, 4), draw(rng, 4)
    m = (p + q) / 2
    near(learner.js(p, q), (divergence(p, m) + divergence(q, m)) / 2, f"js of {p} and {q}")
    near(learner.js(q, p), learner.js(p, q), "js(q, p), against js(p, q)")
    near(learner.js([1.0, 0.0, 0.0], [0.0, 0.25, 0.75]), 1.0, "js of distributions without a common value")


@check("Other bases", points=1)
def bases(learner, rng):
    p, q = draw(rng, 3), draw(rng, 3)
    m = (p + q) / 2
    joint = np.array([[0.4, 0.1], [0.2, 0.3]])
    near(learner.js([1.0, 0.0], [0.0, 1.0], 1.5), math.log(2, 1.5), "js of [1, 0] and [0, 1] in base 1.5, above 1")
    for base in (math.e, 10.0, 3):
        near(learner.entropy(p, base), surprise(p, p, base), f"entropy in base {base}")
        near(learner.cross_entropy(p, q, base), surprise(p, q, base), f"cross_entropy in base {base}")
        near(learner.kl(p, q, base), divergence(p, q, base), f"kl in base {base}")
        near(learner.js(p, q, base), (divergence(p, m, base) + divergence(q, m, base)) / 2, f"js in base {base}")
        want = divergence(joint.ravel(), np.outer([0.5, 0.5], [0.6, 0.4]).ravel(), base)
        near(learner.mutual_information(joint, base), want, f"mutual_information in base {base}")


@check("Mutual information is the divergence from independence", points=2)
def shared(learner, rng):
    n, m = int(rng.integers(2, 5)), int(rng.integers(2, 5))
    joint = draw(rng, n * m).reshape(n, m)
    product = np.outer(joint.sum(axis=1), joint.sum(axis=0))
    want = divergence(joint.ravel(), product.ravel())
    near(learner.mutual_information(joint), want, f"mutual_information of {joint.tolist()}")
    near(learner.mutual_information(joint.T), want, "mutual_information of the table turned over")
    near(learner.mutual_information(np.eye(4) / 4), 2.0, "mutual_information of X with itself")


@check("Information gain weighs the sides by their size", points=2)
def gains(learner, rng):
    n = int(rng.integers(6, 20))
    for kinds, sides in ((2, 2), (3, 4)):
        y, split = rng.integers(0, kinds, size=n), rng.integers(0, sides, size=n) ** 2
        after = 0.0
        for side in set(split.tolist()):
            counts = Counter(y[split == side].tolist())
            shares = [count / counts.total() for count in counts.values()]
            after += counts.total() / n * surprise(shares, shares)
        shares = [count / n for count in Counter(y.tolist()).values()]
        want = surprise(shares, shares) - after
        near(learner.information_gain(y, split), want, f"gain of {y.tolist()} split by {split.tolist()}")
    near(learner.information_gain(list("abcde"), [0, 1, 2, 3, 4]), math.log2(5), "gain of five labels by five sides")
    names = ["ham", "spam", "ham", "eggs"]
    near(learner.information_gain(names, [0, 1, 0, 2]), 1.5, f"gain of {names} fully told apart")
    near(learner.information_gain([5, 7, 5, 7], ["a", "b", "a", "b"]), 1.0, "gain by sides named a and b")


@check("One class, one side: no gain", points=1)
def nothing_to_gain(learner, rng):
    n = int(rng.integers(1, 6))
    labels = rng.integers(0, 3, size=n)
    for y, split in ((np.ones(n), labels), (labels, np.zeros(n))):
        got = learner.information_gain(y, split)
        near(got, 0.0, f"gain of {y.tolist()} split by {split.tolist()}")
        expect(got >= 0.0, "the gain is not negative", got=got)


@check("Zeros: 0 log 0 is 0 exactly, without a warning", points=2)
def zeros(learner, rng):
    p, q = with_zero(draw(rng, 4), 1), draw(rng, 4)
    both = with_zero(q, 1)
    joint = np.array([[0.25, 0.0], [0.25, 0.5]])
    told = divergence(joint.ravel(), np.outer([0.25, 0.75], [0.5, 0.5]).ravel())
    m = (p + both) / 2
    for name, args, want in (
        ("entropy", ([1.0, 0.0],), 0.0),
        ("entropy", (p,), surprise(p, p)),
        ("cross_entropy", (p, q), surprise(p, q)),
        ("cross_entropy", (p, both), surprise(p, both)),
        ("kl", (p, q), divergence(p, q)),
        ("kl", (p, both), divergence(p, both)),
        ("kl", ([0.0, 1.0], [0.5, 0.5]), 1.0),
        ("js", (p, both), (divergence(p, m) + divergence(both, m)) / 2),
        ("mutual_information", (joint,), told),
        ("mutual_information", ([[0.5, 0.0], [0.5, 0.0]],), 0.0),
    ):
        value, seen = learner.probes.with_warnings(name, *args)
        close(value, want, rtol=0.0, atol=1e-13, what=f"{name}{args}")
        expect(not seen, f"{name} gives no warning", args=args, warnings=seen)


@check("What q rules out and p does not is infinite, without a warning", points=2)
def infinite(learner, rng):
    p = draw(rng, 3)
    q = with_zero(draw(rng, 3), int(rng.integers(3)))
    for name in ("cross_entropy", "kl"):
        value, seen = learner.probes.with_warnings(name, p, q)
        equal(value, math.inf, what=f"{name} of {p} and {q}")
        expect(not seen, f"{name} gives no warning", p=p, q=q, warnings=seen)
    value, seen = learner.probes.with_warnings("js", p, q)
    m = (p + q) / 2
    near(value, (divergence(p, m) + divergence(q, m)) / 2, "js, which is finite")
    expect(not seen, "js gives no warning", p=p, q=q, warnings=seen)


@check("Probabilities of 1e-300 count for what they are", points=1)
def tiny(learner, rng):
    p = np.array([1.0, 1e-300])
    even = np.array([0.5, 0.5])
    near(learner.cross_entropy(even, p), 0.5 * 300 * math.log2(10), "cross_entropy of even chances and 1e-300")
    near(learner.kl(even, p), 0.5 * 300 * math.log2(10) - 1.0, "kl of even chances from 1e-300")
    near(learner.entropy(p), 0.0, "entropy of a chance of 1e-300")


@check("Rounding never makes a result negative", points=2)
def never_negative(learner, rng):
    for _ in range(60):
        a, b = draw(rng, 3), draw(rng, 4)
        got = learner.mutual_information(np.outer(a, b))
        near(got, 0.0, "mutual_information of independent variables")
        expect(got >= 0.0, "mutual_information is not negative", got=got, rows=a, columns=b)
        expect(learner.kl(b, b[::-1][::-1]) >= 0.0, "kl(p, p) is not negative", p=b)
    for p in ([1.0], [0.0, 1.0], [1.0 + 1e-9]):
        expect(learner.entropy(p) >= 0.0, "entropy is not negative", p=p, got=learner.entropy(p))
    for name in ("cross_entropy", "kl", "js"):
        got = getattr(learner, name)([1.0], [1 + 7e-7])
        expect(got >= 0.0, f"{name} is not negative", p=[1.0], q="[1 + 7e-7]", got=got)
        close(got, 0.0, atol=2e-6, what=f"{name} of [1] and [1 + 7e-7]")


@check("What is not a distribution raises ValueError", points=2)
def refuses(learner, rng):
    p = draw(rng, 3)
    for wrong in (
        p * 1.001,
        p * 0.999,
        p * (1 + 1.5e-6),
        p * (1 - 1.5e-6),
        2 * p,
        0 * p,
        np.array([1.5, -0.5, 0.0]),
        np.array([0.5, 0.5, -1e-10]),
        np.array([np.nan, 0.5, 0.5]),
        np.array([]),
    ):
        raises(ValueError, learner.entropy, wrong)
        for name in ("cross_entropy", "kl", "js"):
            raises(ValueError, getattr(learner, name), p, wrong)
            raises(ValueError, getattr(learner, name), wrong, p)
        raises(ValueError, learner.mutual_information, wrong.reshape(1, -1))
    for name in ("cross_entropy", "kl", "js"):
        for other in ([0.5, 0.5], [1.0]):
            raises(ValueError, getattr(learner, name), p, other)
            raises(ValueError, getattr(learner, name), other, p)
    for y, split in (([0, 1], [0]), ([], []), ([1], [0, 1]), ([0, 1], [0, 1, 0])):
        raises(ValueError, learner.information_gain, y, split)
    for extra in (1e-9, 7e-7, -7e-7):
        p = [0.5 + extra, 0.5]
        near(learner.entropy(p), surprise(p, p), f"entropy of [0.5 + {extra}, 0.5], which is not normalised")


@check("Margins of 1e-200, whose product is no float", points=1)
def tiny_margins(learner, rng):
    for cell in (1e-200, 1e-300):
        value, seen = learner.probes.with_warnings("mutual_information", [[1.0, 0.0], [0.0, cell]])
        near(value, 0.0, f"mutual_information of [[1, 0], [0, {cell}]]")
        expect(not seen, "mutual_information gives no warning", joint=[[1.0, 0.0], [0.0, cell]], warnings=seen)


@check("The arguments are left as they were", points=1)
def untouched(learner, rng):
    p, q = with_zero(draw(rng, 4), 0), draw(rng, 4)
    unchanged(learner.kl, p, q)
    unchanged(learner.js, p, q)
    unchanged(learner.mutual_information, np.outer(p, q))
