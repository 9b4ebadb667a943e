"""All resamples as the rows of one array, leaving out by a mask."""

from statistics import NormalDist

import numpy as np


def ends(boot, levels):
    if not np.isfinite(boot).all():
        raise ValueError("the statistic is not a number on every resample")
    return tuple(np.percentile(boot, 100 * np.asarray(levels)).tolist())


def valid(level, *samples):
    if min(map(len, samples)) < 2 or len({len(sample) for sample in samples}) > 1:
        raise ValueError("samples of one length, of two values or more")
    if level <= 0 or level >= 1:
        raise ValueError("level")
    return [np.array(sample, dtype=float) for sample in samples]


def bootstrap_ci(x, stat, *, level=0.95, n_boot=2000, method="percentile", rng):
    (x,) = valid(level, x)
    boot = np.apply_along_axis(stat, 1, rng.choice(x, size=(n_boot, x.size)))
    levels = np.array([0.5 - level / 2, 0.5 + level / 2])
    if method == "percentile":
        return ends(boot, levels)
    if method != "bca":
        raise ValueError(method)
    least = 0.5 / n_boot
    below = np.clip(0.5 + np.sign(stat(x) - boot).mean() / 2, least, 1 - least)
    if np.isnan(below):
        raise ValueError("the statistic is not a number on every resample")
    bias = NormalDist().inv_cdf(below)
    jack = np.array([stat(x[kept]) for kept in ~np.eye(x.size, dtype=bool)])
    u = jack.mean() - jack
    skew = np.sum(u**3) / np.sum(u**2) ** 1.5 / 6 if u.any() else 0.0
    z = bias + np.array([NormalDist().inv_cdf(level) for level in levels])
    return ends(boot, [NormalDist().cdf(each) for each in bias + z / (1 - skew * z)])


def paired_bootstrap_diff(a, b, stat, *, level=0.95, n_boot=2000, rng):
    pairs = np.column_stack(valid(level, a, b))
    draws = rng.choice(pairs, size=(n_boot, len(pairs)))
    of_a, of_b = (np.apply_along_axis(stat, 1, draws[..., side]) for side in (0, 1))
    return ends(of_a - of_b, [0.5 - level / 2, 0.5 + level / 2])
