from math import ceil, sqrt
from statistics import NormalDist


def valid(**numbers):
    for name, number in numbers.items():
        if number <= 0 or number >= 1:
            raise ValueError(name)


def power_proportions(p0, p1, n0, n1, *, alpha=0.05, two_sided=True):
    valid(p0=p0, p1=p1, alpha=alpha)
    return raw_power(p0, p1, n0, n1, alpha, two_sided)


def raw_power(p0, p1, n0, n1, alpha, two_sided):
    if min(n0, n1) < 1:
        raise ValueError("nobody")
    p = (n0 * p0 + n1 * p1) / (n0 + n1)
    null = NormalDist(0, sqrt(p * (1 - p) / n0 + p * (1 - p) / n1))
    effect = NormalDist(abs(p1 - p0), sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1))
    if not two_sided:
        return 1 - effect.cdf(null.inv_cdf(1 - alpha))
    line = null.inv_cdf(1 - alpha / 2)
    return effect.cdf(-line) + 1 - effect.cdf(line)


def sample_size_proportions(p0, mde_abs, *, alpha=0.05, power=0.8, ratio=1.0, two_sided=True):
    """The smallest n0 with the power, by doubling and halving."""
    valid(p0=p0, p1=p0 + mde_abs, alpha=alpha, power=power)
    if power <= alpha or mde_abs == 0 or ratio <= 0:
        raise ValueError("no such test")

    def enough(n):
        return raw_power(p0, p0 + mde_abs, n, max(1, ceil(ratio * n)), alpha, two_sided) >= power

    high = 1
    while not enough(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high, ceil(ratio * high)


def minimum_detectable_effect(p0, n0, n1, *, alpha=0.05, power=0.8):
    valid(p0=p0, alpha=alpha, power=power)
    if power <= alpha or raw_power(p0, 1.0, n0, n1, alpha, True) < power:
        raise ValueError("not to be had")
    step, effect = (1 - p0) / 2, 0.0
    while step > 1e-13:
        if raw_power(p0, p0 + effect + step, n0, n1, alpha, True) < power:
            effect += step
        step /= 2
    return effect
