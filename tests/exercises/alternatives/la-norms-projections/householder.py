from math import copysign, inf, isnan, sqrt


def lp_norm(x, p):
    if p < 1 or isnan(p):
        raise ValueError("no norm")
    m = 0.0
    for entry in x:
        m = max(m, abs(entry))
    if m == 0.0 or p == inf:
        return float(m)
    total = 0.0
    for entry in x:
        total += (abs(entry) / m) ** p
    return m * total ** (1.0 / p)


def scaled(x):
    length = lp_norm(x, 2)
    return [entry / length for entry in x] if length else None


def cosine(x, y):
    if len(x) != len(y):
        raise ValueError("lengths")
    u, v = scaled(x), scaled(y)
    if u is None or v is None:
        raise ValueError("zeros")
    c = sum(map(lambda a, b: a * b, u, v))
    return c if abs(c) <= 1 else copysign(1.0, c)


def reflect(v, x):
    s = 2 * sum(a * b for a, b in zip(v, x, strict=True))
    return [b - s * a for a, b in zip(v, x, strict=True)]


def reflections(basis, n):
    """Householder vectors that turn the k-th independent vector of the basis onto the first k axes."""
    found = []
    for b in basis:
        if len(b) != n:
            raise ValueError("lengths")
        w = scaled(b)
        if w is None:
            continue
        for v in found:
            w = reflect(v, w)
        k = len(found)
        if k == n or lp_norm(w[k:], 2) < 1e-10:
            continue
        tail = scaled(w[k:])
        tail[0] += copysign(1.0, tail[0])
        length = sqrt(sum(a * a for a in tail))
        found.append([0.0] * k + [a / length for a in tail])
    return found


def split(x, basis):
    vs = reflections(basis, len(x))
    turned = list(map(float, x))
    for v in vs:
        turned = reflect(v, turned)
    k = len(vs)
    inside, outside = turned[:k] + [0.0] * (len(x) - k), [0.0] * k + turned[k:]
    for v in reversed(vs):
        inside, outside = reflect(v, inside), reflect(v, outside)
    return inside, outside


def project(x, basis):
    return split(x, basis)[0]


def residual(x, basis):
    return split(x, basis)[1]
