"""The treated arm is rounded to the nearest whole number, not up.

caught by: unequal_arms
"""

import math
from statistics import NormalDist

normal = NormalDist()


def check_chances(**chances: float) -> None:
    for name, value in chances.items():
        if not 0 < value < 1:
            raise ValueError(f"{name} must lie strictly between 0 and 1, not at {value}")


def critical(alpha: float, two_sided: bool) -> float:
    return normal.inv_cdf(1 - alpha / 2 if two_sided else 1 - alpha)


def share_rejected(p0: float, p1: float, n0: float, n1: float, z: float, two_sided: bool) -> float:
    pooled = (n0 * p0 + n1 * p1) / (n0 + n1)
    s0 = math.sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1))
    s1 = math.sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1)
    effect = abs(p1 - p0)
    near, far = ((sign * effect - z * s0) / s1 for sign in (1, -1))
    return normal.cdf(near) + (normal.cdf(far) if two_sided else 0.0)


def power_proportions(p0: float, p1: float, n0: int, n1: int, *, alpha: float = 0.05, two_sided: bool = True) -> float:
    check_chances(p0=p0, p1=p1, alpha=alpha)
    if n0 < 1 or n1 < 1:
        raise ValueError("both arms need somebody in them")
    return share_rejected(p0, p1, n0, n1, critical(alpha, two_sided), two_sided)


def sample_size_proportions(
    p0: float, mde_abs: float, *, alpha: float = 0.05, power: float = 0.8, ratio: float = 1.0, two_sided: bool = True
) -> tuple[int, int]:
    p1 = p0 + mde_abs
    check_chances(p0=p0, p1=p1)
    if not (mde_abs and alpha < power and ratio > 0):
        raise ValueError("an effect other than 0, a power above alpha and a positive ratio are needed")
    pooled = (p0 + ratio * p1) / (1 + ratio)
    w0 = math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio))
    w1 = math.sqrt(p0 * (1 - p0) + p1 * (1 - p1) / ratio)
    z = critical(alpha, two_sided)
    n0 = math.ceil(((z * w0 + normal.inv_cdf(power) * w1) / mde_abs) ** 2)
    return n0, round(ratio * n0)


def minimum_detectable_effect(p0: float, n0: int, n1: int, *, alpha: float = 0.05, power: float = 0.8) -> float:
    check_chances(p0=p0, power=power)
    if n0 < 1 or n1 < 1 or power <= alpha:
        raise ValueError("both arms need somebody in them, and the power must exceed alpha")
    z = critical(alpha, True)
    low, high = 0.0, 1 - p0
    if share_rejected(p0, 1.0, n0, n1, z, True) < power:
        raise ValueError("no effect on so few people reaches this power")
    while low < (middle := (low + high) / 2) < high:
        if share_rejected(p0, p0 + middle, n0, n1, z, True) < power:
            low = middle
        else:
            high = middle
    return high
