import math
import statistics


class QuestionError(ValueError):
    pass


def upper(x):
    """The mass of the standard normal beyond x."""
    return 0.5 * math.erfc(x / math.sqrt(2))


def z_of(tail):
    """Where `tail` of the mass lies beyond."""
    return -statistics.NormalDist().inv_cdf(tail)


def inside(*numbers):
    if not all(0 < number < 1 for number in numbers):
        raise QuestionError(numbers)


def beyond(p0, p1, n0, n1, z, sides):
    total = n0 + n1
    p = p0 * (n0 / total) + p1 * (n1 / total)
    null = math.sqrt(p * (1 - p) * total / n0 / n1)
    width = math.hypot(math.sqrt(p0 * (1 - p0) / n0), math.sqrt(p1 * (1 - p1) / n1))
    shift = math.fabs(p0 - p1)
    mass = upper((z * null - shift) / width)
    if sides == 2:
        mass += upper((z * null + shift) / width)
    return mass


def power_proportions(p0, p1, n0, n1, *, alpha=0.05, two_sided=True):
    inside(p0, p1, alpha)
    if n0 < 1 or n1 < 1:
        raise QuestionError("empty arm")
    sides = 1 + bool(two_sided)
    return beyond(p0, p1, n0, n1, z_of(alpha / sides), sides)


def sample_size_proportions(p0, mde_abs, *, alpha=0.05, power=0.8, ratio=1.0, two_sided=True):
    p1 = p0 + mde_abs
    inside(p0, p1, alpha, power)
    if mde_abs == 0.0 or ratio <= 0 or power <= alpha:
        raise QuestionError("no size")
    r = ratio
    p = (p0 + r * p1) / (1 + r)
    null, width = p * (1 - p) * (1 + r) / r, p0 * (1 - p0) + p1 * (1 - p1) / r
    lines = z_of(alpha / 2 if two_sided else alpha) * null**0.5 + z_of(1 - power) * width**0.5
    n0 = math.ceil(lines**2 / mde_abs**2)
    return n0, math.ceil(r * n0)


def minimum_detectable_effect(p0, n0, n1, *, alpha=0.05, power=0.8):
    inside(p0, alpha, power)
    if n0 < 1 or n1 < 1 or power <= alpha:
        raise QuestionError("no effect")
    z = z_of(alpha / 2)
    ends = [p0, 1.0]
    if beyond(p0, 1.0, n0, n1, z, 2) < power:
        raise QuestionError("too few")
    while True:
        middle = sum(ends) / 2
        if middle in ends:
            return middle - p0
        ends[beyond(p0, middle, n0, n1, z, 2) >= power] = middle
