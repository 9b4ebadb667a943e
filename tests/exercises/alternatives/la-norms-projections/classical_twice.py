import math
import operator


def lp_norm(x, p):
    if math.isnan(p) or p < 1:
        raise ValueError(p)
    sizes = sorted(map(abs, x))
    if not sizes or not sizes[-1]:
        return 0.0
    if math.isinf(p):
        return sizes[-1]
    return sizes[-1] * math.exp(math.log(sum((s / sizes[-1]) ** p for s in sizes)) / p)


def inner(x, y):
    if len(x) != len(y):
        raise ValueError("unequal lengths")
    return sum(map(operator.mul, x, y))


def direction(x):
    largest = max(map(abs, x), default=0)
    if largest == 0:
        raise ValueError("zeros")
    x = [a / largest for a in x]
    return [a / math.sqrt(inner(x, x)) for a in x]


def cosine(x, y):
    c = inner(direction(x), direction(y))
    return min(max(c, -1.0), 1.0)


def part(x, q):
    """The part of x in the span of the orthonormal q, all coefficients from x itself."""
    shares = [inner(u, x) for u in q]
    return [sum(s * u[i] for s, u in zip(shares, q, strict=True)) for i in range(len(x))]


def axes(basis):
    q = []
    for b in basis:
        if not any(b):
            continue
        v = direction(b)
        if lp_norm([a - p for a, p in zip(v, part(v, q), strict=True)], 2) < 1e-10:
            continue
        for _ in range(3):
            v = direction([a - p for a, p in zip(v, part(v, q), strict=True)])
        q.append(v)
    return q


def project(x, basis):
    for b in basis:
        inner(x, [0 * a for a in b])
    q = axes(basis)
    first = part(x, q)
    again = part([a - p for a, p in zip(x, first, strict=True)], q)
    return [float(a + b) for a, b in zip(first, again, strict=True)]


def residual(x, basis):
    return [a - p for a, p in zip(x, project(x, basis), strict=True)]
