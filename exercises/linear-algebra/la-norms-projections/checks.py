import math
from fractions import Fraction

import reference

from studytui.checks import check, close, equal, expect, raises, unchanged

SHAPES = ((3, 2), (4, 3), (2, 1))


def vector(rng, n):
    """Plain floats of size about one."""
    return [float(number) for number in rng.normal(size=n)]


def dim(rng, low=3, high=7):
    """A dimension."""
    return int(rng.integers(low, high))


def skewed(rng, n, k):
    """k independent vectors of length n, far from orthogonal."""
    shared = vector(rng, n)
    return [[3 * s + v for s, v in zip(shared, vector(rng, n), strict=True)] for _ in range(k)]


def exact_projection(x, basis):
    """The projection in rational arithmetic; the basis must be independent."""
    done, result = [], [Fraction(0)] * len(x)
    for b in basis:
        v = [Fraction(a) for a in b]
        for u in done:
            share = sum(p * q for p, q in zip(u, v, strict=True)) / sum(p * p for p in u)
            v = [a - share * b for a, b in zip(v, u, strict=True)]
        done.append(v)
    for u in done:
        share = sum(p * Fraction(q) for p, q in zip(u, x, strict=True)) / sum(p * p for p in u)
        result = [a + share * b for a, b in zip(result, u, strict=True)]
    return [float(a) for a in result]


def length(x):
    """The Euclidean length."""
    return math.hypot(*x)


@check("Norms for p = 1, 2, 3, 1.5, 100 and infinity", points=2)
def norms(learner, rng):
    x = vector(rng, dim(rng))
    for p in (1, 2, 3, 1.5, 100.0):
        close(learner.lp_norm(x, p), sum(abs(a) ** p for a in x) ** (1 / p), rtol=1e-9, what=f"lp_norm({x}, {p})")
    close(learner.lp_norm([1.0, -1.0], 100), 2**0.01, rtol=1e-9, what="lp_norm([1, -1], 100)")
    close(learner.lp_norm(x, math.inf), max(abs(a) for a in x), rtol=1e-9, what=f"lp_norm({x}, inf)")
    for zeros in ([], [0.0], [0, 0, 0]):
        for p in (1, 2, math.inf):
            equal(learner.lp_norm(zeros, p), 0.0, what=f"lp_norm({zeros}, {p})")


@check("p below 1, or nan, raises ValueError", points=1)
def small_p(learner, rng):
    for p in (0.999, 0.5, 0, -1, -math.inf, math.nan):
        raises(ValueError, learner.lp_norm, [1.0, 2.0], p)
    close(learner.lp_norm([1.0, -2.0], 1.0), 3.0, rtol=1e-9, what="lp_norm([1, -2], 1)")


@check("The cosine of an angle", points=1)
def cosines(learner, rng):
    for _ in range(4):
        x, y = vector(rng, 4), vector(rng, 4)
        want = sum(a * b for a, b in zip(x, y, strict=True)) / (length(x) * length(y))
        close(learner.cosine(x, y), want, atol=1e-9, what=f"cosine({x}, {y})")
    close(learner.cosine([0, 2], [-3, 0]), 0.0, atol=1e-12, what="cosine of a right angle")
    close(learner.cosine([1, 2], [-2, -4]), -1.0, rtol=1e-9, what="cosine of opposite directions")


@check("The cosine of zeros raises ValueError, and so do unequal lengths", points=1)
def no_direction(learner, rng):
    x = vector(rng, 3)
    for one, other in ((x, [0.0] * 3), ([0, 0, 0], x), ([0.0], [0.0]), (x, x[:2]), (x[:2], x)):
        raises(ValueError, learner.cosine, one, other)


@check("Projection onto one vector, whatever its length", points=1)
def one_vector(learner, rng):
    x, b = vector(rng, 3), [5 * a for a in vector(rng, 3)]
    share = sum(p * q for p, q in zip(x, b, strict=True)) / length(b) ** 2
    close(learner.project(x, [b]), [share * a for a in b], atol=1e-9, what=f"project({x}, [{b}])")


@check("The residual is at right angles to every vector of the basis", points=2)
def right_angles(learner, rng):
    for n, k in ((dim(rng, 4), 3), *SHAPES):
        x, basis = vector(rng, n), skewed(rng, n, k)
        rest = list(learner.residual(x, basis))
        for number, b in enumerate(basis):
            product = sum(p * q for p, q in zip(rest, b, strict=True))
            small = abs(product) <= 1e-9 * length(x) * length(b)
            expect(small, "residual · b = 0", b=f"vector {number}", product=product, x=x, basis=basis)


@check("Projection and residual make up x, and agree with exact arithmetic", points=2)
def parts_of_x(learner, rng):
    for n, k in ((dim(rng, 4), 3), *SHAPES):
        x, basis = vector(rng, n), skewed(rng, n, k)
        part, rest = learner.project(x, basis), learner.residual(x, basis)
        close(part, exact_projection(x, basis), atol=1e-9, what=f"project({x}, {basis})")
        close([a + b for a, b in zip(part, rest, strict=True)], x, atol=1e-9, what="project + residual")
        close(learner.project(part, basis), part, atol=1e-9, what="the projection of the projection")


@check("More vectors than dimensions, an empty basis, whole numbers", points=1)
def odd_bases(learner, rng):
    x = vector(rng, 3)
    close(learner.project(x, skewed(rng, 3, 3)), x, atol=1e-9, what="project onto the whole space")
    close(learner.residual(x, skewed(rng, 3, 5)), [0.0] * 3, atol=1e-9, what="residual of five vectors in R³")
    close(learner.project(x, []), [0.0] * 3, what="project(x, [])")
    close(learner.residual(x, []), x, what="residual(x, [])")
    close(learner.project([2, 3, 4], [[1, 0, 0], [1, 1, 0]]), [2.0, 3.0, 0.0], atol=1e-9, what="of whole numbers")
    for name, y, basis in (
        ("residual", [2, 3], []),
        ("residual", [2.0, 3.0], []),
        ("project", [2, 3], []),
        ("residual", [2, 3, 4], [[1, 0, 0]]),
        ("project", [2, 3, 4], [[1, 0, 0]]),
        ("residual", [2, 3], [[0, 0]]),
    ):
        got, new = learner.probes.result(name, y, basis)
        expect(all(isinstance(a, float) for a in got), f"{name} gives floats", x=y, basis=basis, got=got)
        expect(new, f"{name} gives a new list, not x itself", x=y, basis=basis)
    for basis in ([[1.0, 2.0]], [[1.0, 2.0, 3.0], [1.0]], [[1.0] * 4], [[0.0]]):
        raises(ValueError, learner.project, x, basis)
        raises(ValueError, learner.residual, x, basis)


@check("Vectors 10⁻⁶ apart: the projection to 10⁻⁶ of the length of x", points=2)
def nearly_dependent(learner, rng):
    for _ in range(3):
        n = dim(rng, 5)
        b, x = vector(rng, n), vector(rng, n)
        basis = [b] + [[s + 1e-6 * a for s, a in zip(b, vector(rng, n), strict=True)] for _ in range(2)]
        want = exact_projection(x, basis)
        close(learner.project(x, basis), want, rtol=0.0, atol=1e-6 * length(x), what=f"project({x}, {basis})")


@check("Dependent vectors add nothing", points=2)
def dependent(learner, rng):
    n = dim(rng, 4)
    x, (a, b) = vector(rng, n), skewed(rng, n, 2)
    total = [p + q for p, q in zip(a, b, strict=True)]
    close_to_a = [p + 1e-13 * q for p, q in zip(a, vector(rng, n), strict=True)]
    want = exact_projection(x, [a, b])
    for name, basis in {
        "a vector twice": [a, a, b],
        "a multiple": [a, b, [-1e9 * p for p in b]],
        "a sum of others": [a, b, total],
        "the sum first": [total, b, a],
        "zeros": [[0.0] * n, a, b],
        "a vector 10⁻¹³ from another": [a, close_to_a, b],
    }.items():
        close(learner.project(x, basis), want, atol=1e-9 * length(x), what=f"project onto a basis with {name}")


@check("A distance of 1.5·10⁻¹⁰ of the length counts, one of 0.7·10⁻¹⁰ does not", points=1)
def border(learner, rng):
    b = [float(a) for a in rng.uniform(0.9, 1.1, size=30) * rng.choice([-1.0, 1.0], size=30)]
    off = reference.residual(vector(rng, 30), [b])
    off = [a / length(off) for a in off]
    x = [p + 3 * q for p, q in zip(b, off, strict=True)]
    for share, want in ((1.5e-10, x), (7e-11, b)):
        scale = float(rng.uniform(0.01, 100.0))
        near = [scale * (p + share * length(b) * q) for p, q in zip(b, off, strict=True)]
        close(learner.project(x, [b, near]), want, atol=1e-3, what=f"project(x, [b, one {share} of its length from b])")


@check("The cosine never leaves [-1, 1]", points=2)
def cosine_in_range(learner, rng):
    for turn in range(200):
        x = vector(rng, 3)
        factor = float(rng.uniform(0.1, 10)) * (-1) ** turn
        got = learner.cosine(x, [factor * a for a in x])
        expect(-1.0 <= got <= 1.0, "a cosine lies in [-1, 1], rounding or not", x=x, factor=factor, got=got)


@check("Entries of 1e200 and of 1e-200", points=2)
def huge_and_tiny(learner, rng):
    n = dim(rng)
    x, y, basis = vector(rng, n), vector(rng, n), skewed(rng, n, 2)
    part = reference.project(x, basis)
    for s in (1e200, 1e-200):
        far = [s * a for a in x]
        wide = [[s * a for a in b] for b in basis]
        for p in (1, 2, 3):
            close(learner.lp_norm(far, p), s * reference.lp_norm(x, p), rtol=1e-9, what=f"lp_norm({far}, {p})")
        close(learner.cosine(far, y), reference.cosine(x, y), atol=1e-9, what=f"cosine({far}, {y})")
        close(learner.cosine(y, far), reference.cosine(x, y), atol=1e-9, what=f"cosine({y}, {far})")
        close([a / s for a in learner.project(far, wide)], part, atol=1e-9, what=f"project({far}, {wide}) / {s}")
        close(learner.project(x, wide), part, atol=1e-9, what=f"project({x}, {wide})")
        close([a / s for a in learner.residual(far, basis)], reference.residual(x, basis), atol=1e-9)


@check("200 dimensions, 20 vectors; the arguments are left as they were", points=1, seconds=30)
def large_and_untouched(learner, rng):
    x, basis = vector(rng, 200), skewed(rng, 200, 20)
    part = unchanged(learner.project, x, basis)
    close(part, reference.project(x, basis), atol=1e-9, what="projection onto 20 vectors in 200 dimensions")
    unchanged(learner.residual, x, basis)
