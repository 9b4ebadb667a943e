"""Counters keyed by bin, bisect for the place, paths counted in whole numbers; a state object per feature."""

import math
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

import numpy as np


class Alert(NamedTuple):
    feature: str
    level: str
    psi: float


def from_counts(e, a):
    if not e or not a:
        raise ValueError("empty sample")
    n, m, total = sum(e.values()), sum(a.values()), 0.0
    for key in set(e) | set(a):
        p, q = max(e[key] / n, 1e-6), max(a[key] / m, 1e-6)
        total += (q - p) * (math.log(q) - math.log(p))
    return total


def psi(expected, actual, bins=10, strategy="quantile"):
    expected, actual = [float(v) for v in expected], [float(v) for v in actual]
    numbers = [v for v in expected if not math.isnan(v)]
    if not numbers:
        edges = []
    elif strategy == "quantile":
        edges = [float(np.quantile(numbers, i / bins)) for i in range(1, bins)]
    else:
        edges = np.linspace(min(numbers), max(numbers), bins + 1)[1:-1].tolist()
    edges = sorted(set(edges))

    def place(v):
        return "nan" if math.isnan(v) else bisect_right(edges, v)

    return from_counts(Counter(map(place, expected)), Counter(map(place, actual)))


def psi_categorical(expected, actual):
    return from_counts(Counter(expected), Counter(actual))


def ks_2samp(a, b):
    a, b = sorted(float(v) for v in a), sorted(float(v) for v in b)
    n, m = len(a), len(b)
    h = max(abs(bisect_right(a, v) * m - bisect_right(b, v) * n) for v in a + b)
    if n * m > 10_000:
        x2 = (h / (n * m)) ** 2 * n * m / (n + m)
        terms = [(-1) ** (k - 1) * math.exp(-2 * k * k * x2) for k in range(1, 2000)]
        return h / (n * m), 1.0 if x2 < 0.03 else min(1.0, max(0.0, 2 * math.fsum(terms)))
    paths = [0] * (m + 1)
    for i in range(n + 1):
        for j in range(m + 1):
            here = 1 if i == j == 0 else (paths[j] if i else 0) + (paths[j - 1] if j else 0)
            paths[j] = here if abs(i * m - j * n) < h else 0
    whole = math.comb(n + m, n)
    return h / (n * m), (whole - paths[m]) / whole


class State:
    row, on, last = 0, False, 0.0


class DriftMonitor:
    def __init__(self, reference, warn=0.1, alert=0.25, patience=2, min_n=200):
        self.known = [(name, list(values), State()) for name, values in reference.items()]
        self.warn, self.alert, self.patience, self.min_n = warn, alert, patience, min_n

    def check(self, batch):
        return [found for each in self.known if (found := self.one(batch, *each))]

    def one(self, batch, name, values, state):
        new = batch.get(name, ())
        if len(new) < self.min_n:
            return Alert(name, "alert", state.last) if state.on else None
        state.last = psi(values, new)
        if state.last >= self.alert:
            state.row += 1
        else:
            state.row = 0
        if state.row >= self.patience:
            state.on = True
        if state.last < self.warn:
            state.on = False
        if state.on:
            return Alert(name, "alert", state.last)
        return Alert(name, "warn", state.last) if state.last >= self.warn else None
