"""Without a basis the residual is x itself, whole numbers and all.

caught by: odd_bases
"""

import math


def lp_norm(x: list[float], p: float) -> float:
    if not p >= 1:
        raise ValueError(f"p must be at least 1, not {p}")
    largest = max((abs(a) for a in x), default=0.0)
    if largest == 0:
        return 0.0
    return largest * math.fsum((abs(a) / largest) ** p for a in x) ** (1 / p)


def dot(x: list[float], y: list[float]) -> float:
    return math.fsum(a * b for a, b in zip(x, y, strict=True))


def cosine(x: list[float], y: list[float]) -> float:
    length_x, length_y = lp_norm(x, 2), lp_norm(y, 2)
    if length_x == 0 or length_y == 0:
        raise ValueError("a vector of zeros has no direction")
    return max(-1.0, min(1.0, dot([a / length_x for a in x], [b / length_y for b in y])))


def minus(x: list[float], s: float, u: list[float]) -> list[float]:
    return [a - s * b for a, b in zip(x, u, strict=True)]


def orthonormal(basis: list[list[float]]) -> list[list[float]]:
    q: list[list[float]] = []
    for b in basis:
        length = lp_norm(b, 2)
        if length == 0:
            continue
        v = [a / length for a in b]
        for u in q:
            v = minus(v, dot(u, v), u)
        rest = lp_norm(v, 2)
        if rest > 1e-10:
            q.append([a / rest for a in v])
    return q


def residual(x: list[float], basis: list[list[float]]) -> list[float]:
    if any(len(b) != len(x) for b in basis):
        raise ValueError("x and the vectors of the basis have different lengths")
    if not basis:
        return x
    rest = [float(a) for a in x]
    for u in orthonormal(basis):
        rest = minus(rest, dot(u, rest), u)
    return rest


def project(x: list[float], basis: list[list[float]]) -> list[float]:
    return minus(x, 1.0, residual(x, basis))
