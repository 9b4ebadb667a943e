import numpy as np

from studytui.checks import probe

STATISTICS = {
    "mean": lambda x: float(np.mean(x)),
    "median": lambda x: float(np.median(x)),
    "deviation": lambda x: float(np.std(x)),
    "distinct": lambda x: float(len(np.unique(x))),
    "distinct, tilted": lambda x: len(np.unique(x)) + float(np.mean(x)) / 1000,
    "repeats, tilted": lambda x: -len(np.unique(x)) - float(np.mean(x)) / 1000,
    "nan if doubled": lambda x: float("nan") if len(np.unique(x)) < len(x) - 3 else float(np.mean(x)),
}


def recorded(name):
    """A statistic that keeps what it is given."""
    samples = []

    def stat(x):
        samples.append(np.array(x, dtype=float))
        return STATISTICS[name](np.asarray(x))

    return stat, samples


@probe
def interval(submission, name, x, options):
    """The interval, the samples of x's length that the statistic was given, and x afterwards."""
    stat, samples = recorded(name)
    low, high = submission.bootstrap_ci(x, stat, **options)
    kept = [sample for sample in samples if len(sample) == len(x) and not np.array_equal(sample, np.asarray(x))]
    return [float(low), float(high)], np.array(kept), x


@probe
def paired(submission, name, a, b, options):
    """The interval, the samples of a and of b in the order given, and both afterwards; b lies above a."""
    stat, samples = recorded(name)
    low, high = submission.paired_bootstrap_diff(a, b, stat, **options)
    sides = [[], []]
    for sample in samples:
        upper = int(sample.min() > np.max(a))
        if len(sample) == len(a) and not np.array_equal(sample, np.asarray(b if upper else a)):
            sides[upper].append(sample)
    return [float(low), float(high)], np.array(sides[0]), np.array(sides[1]), [a, b]


@probe
def one_after_the_other(submission, x, rng):
    """Two intervals of the mean, from the same generator."""
    return [[float(end) for end in submission.bootstrap_ci(x, np.mean, n_boot=100, rng=rng)] for _ in range(2)]
