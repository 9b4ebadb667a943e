"""One resample after another, the quantile by hand, Φ through erf."""

import math
from statistics import NormalDist

import numpy as np


class SampleError(ValueError):
    pass


def places(rng, n):
    return [math.floor(n * u) for u in rng.random(n)]


def quantile(ordered, q):
    at = q * (len(ordered) - 1)
    left = min(int(at), len(ordered) - 2)
    return ordered[left] + (at - left) * (ordered[left + 1] - ordered[left])


def phi(z):
    return math.erfc(-z / math.sqrt(2)) / 2


def examine(n, level, values=()):
    if n < 2 or not (0.0 < level < 1.0) or any(math.isnan(value) for value in values):
        raise SampleError((n, level))


def moved(tail, z0, a):
    z = z0 + NormalDist().inv_cdf(tail)
    return phi(z0 + z / (1 - a * z))


def acceleration(values):
    middle = math.fsum(values) / len(values)
    squares = math.fsum((middle - value) ** 2 for value in values)
    cubes = math.fsum((middle - value) ** 3 for value in values)
    return 0.0 if squares == 0 else cubes / squares / math.sqrt(squares) / 6


def bootstrap_ci(x, stat, *, level=0.95, n_boot=2000, method="percentile", rng):
    values = list(x)
    n = len(values)
    examine(n, level)
    if method not in {"percentile", "bca"}:
        raise SampleError(method)
    boot = []
    while len(boot) < n_boot:
        boot.append(float(stat(np.array([values[i] for i in places(rng, n)]))))
    examine(n, level, boot)
    boot.sort()
    tails = [(1 - level) / 2, 1 - (1 - level) / 2]
    if method == "bca":
        seen = float(stat(np.array(values)))
        half = sum(2 * (value < seen) + (value == seen) for value in boot)
        z0 = NormalDist().inv_cdf(min(max(half, 1), 2 * n_boot - 1) / (2 * n_boot))
        a = acceleration([float(stat(np.array(values[:i] + values[i + 1 :]))) for i in range(n)])
        tails = [moved(tail, z0, a) for tail in tails]
    return quantile(boot, tails[0]), quantile(boot, tails[1])


def paired_bootstrap_diff(a, b, stat, *, level=0.95, n_boot=2000, rng):
    if len(a) != len(b):
        raise SampleError("no pairs")
    examine(len(a), level)
    boot = []
    for _ in range(n_boot):
        drawn = places(rng, len(a))
        boot.append(float(stat(np.array([a[i] for i in drawn])) - stat(np.array([b[i] for i in drawn]))))
    examine(len(a), level, boot)
    boot.sort()
    return [quantile(boot, tail) for tail in ((1 - level) / 2, (1 + level) / 2)]
