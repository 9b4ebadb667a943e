from statistics import NormalDist

import numpy as np
import probes

from studytui.checks import check, close, equal, expect, raises

normal = NormalDist()


def sample(rng, n=None):
    """Skewed values, all different, in no order."""
    n = int(rng.integers(9, 14)) if n is None else n
    return rng.permutation(np.arange(n) ** 2 + rng.uniform(0.1, 0.9, size=n))


def drawn(learner, name, x, **options):
    """The interval, and the statistics of the resamples it came from."""
    ends, samples, _ = learner.probes.interval(name, x, options)
    count = options.get("n_boot", 2000)
    message = (
        "stat is called on n_boot resamples of length n, and besides only on x as it stands or with a value left out"
    )
    expect(len(samples) == count, message, calls_at_length_n_other_than_x=len(samples), n_boot=count)
    return ends, np.array([probes.STATISTICS[name](row) for row in samples])


def corrected(name, x, boot, level):
    """The two quantiles of BCa."""
    stat = probes.STATISTICS[name]
    below = ((boot < stat(x)).sum() + (boot == stat(x)).sum() / 2) / len(boot)
    z0 = normal.inv_cdf(float(np.clip(below, 0.5 / len(boot), 1 - 0.5 / len(boot))))
    left = np.array([stat(np.delete(x, i)) for i in range(len(x))])
    d = left.mean() - left
    a = (d**3).sum() / (6 * (d**2).sum() ** 1.5) if d.any() else 0.0
    zs = [z0 + normal.inv_cdf(tail) for tail in ((1 - level) / 2, (1 + level) / 2)]
    return [normal.cdf(z0 + z / (1 - a * z)) for z in zs]


@check("Resamples are drawn with replacement, from every value alike", points=2)
def with_replacement(learner, rng):
    x = sample(rng, 10)
    _, rows, _ = learner.probes.interval("mean", x, {"rng": rng})
    expect(rows.shape == (2000, 10), "stat is called on 2,000 resamples of length n", got=rows.shape)
    expect(np.isin(rows, x).all(), "a resample holds values of x", resample=rows[0], x=x)
    # 20,000 draws, each value with chance 0.1: the standard error is 42.4, and six of them are 255.
    counts = [int((rows == value).sum()) for value in x]
    expect(max(abs(count - 2000) for count in counts) < 255, "every value is drawn about 2,000 times", counts=counts)
    expect(len(set(counts)) > 1, "draws are independent: ten values do not come equally often", counts=counts)
    # Distinct values per resample: mean 6.513, standard deviation 0.99; six standard errors of 2,000 are 0.133.
    distinct = float(np.mean([len(set(row)) for row in rows.tolist()]))
    expect(abs(distinct - 6.513) < 0.133, "a resample of 10 has about 6.5 distinct values", got=distinct)


@check("Percentile interval: the quantiles at (1 - level)/2 and (1 + level)/2", points=3)
def percentile(learner, rng):
    for name, level, n_boot in (("mean", 0.95, 500), ("median", 0.8, 301), ("deviation", 0.5, 100)):
        x = sample(rng)
        ends, boot = drawn(learner, name, x, level=level, n_boot=n_boot, rng=rng)
        want = np.quantile(boot, [(1 - level) / 2, (1 + level) / 2])
        close(ends, want, rtol=1e-9, what=f"interval of the {name}, level {level}, of these {n_boot} resamples")
    x = sample(rng)
    ends, boot = drawn(learner, "mean", x, rng=rng)
    close(ends, np.quantile(boot, [0.025, 0.975]), rtol=1e-9, what="interval with the defaults")


@check("BCa: corrected for bias and skewness", points=3)
def bca(learner, rng):
    for name, level, n_boot in (("mean", 0.95, 500), ("deviation", 0.9, 400), ("mean", 0.5, 99)):
        x = sample(rng)
        ends, boot = drawn(learner, name, x, level=level, n_boot=n_boot, method="bca", rng=rng)
        want = np.quantile(boot, corrected(name, x, boot, level))
        close(ends, want, rtol=1e-9, what=f"BCa interval of the {name}, level {level}, of these {n_boot} resamples")


@check("Paired: one draw of indices serves both samples", points=3)
def pairs(learner, rng):
    a = sample(rng)
    b = a + 1000 + rng.normal(size=len(a))
    for name, level, n_boot in (("mean", 0.95, 500), ("deviation", 0.6, 200)):
        options = {"level": level, "n_boot": n_boot, "rng": rng}
        ends, first, second, _ = learner.probes.paired(name, a, b, options)
        same = len(first) == len(second) == n_boot
        expect(same, "stat is called on n_boot resamples of a and of b", of_a=len(first), of_b=len(second))
        members = np.isin(first, a).all() and np.isin(second, b).all()
        expect(members, "resamples hold values of a and values of b", of_a=first[0], of_b=second[0])
        places = [{value: i for i, value in enumerate(values.tolist())} for values in (a, b)]
        for one, other in zip(first.tolist(), second.tolist(), strict=True):
            indices = [places[0][value] for value in one], [places[1][value] for value in other]
            expect(indices[0] == indices[1], "a and b are resampled at the same indices", a=indices[0], b=indices[1])
        stat = probes.STATISTICS[name]
        boot = [stat(one) - stat(other) for one, other in zip(first, second, strict=True)]
        want = np.quantile(boot, [(1 - level) / 2, (1 + level) / 2])
        close(ends, want, rtol=1e-9, what=f"interval of the paired difference, {name}, level {level}")
    _, first, _, _ = learner.probes.paired("mean", a, b, {"rng": rng})
    expect(first.shape == (2000, len(a)), "2,000 resamples by default", got=first.shape)
    # 2,000 n draws, each pair with chance 1/n: the standard error is below 44.8, and six of them are 268.
    counts = [int((first == value).sum()) for value in a]
    expect(max(abs(count - 2000) for count in counts) < 268, "every pair is drawn about 2,000 times", counts=counts)
    distinct = float(np.mean([len(set(row)) for row in first.tolist()]))
    expect(distinct < 0.75 * len(a), "pairs are drawn with replacement", distinct=distinct, n=len(a))


@check("All values equal: (c, c)", points=1)
def constant(learner, rng):
    x = np.full(int(rng.integers(2, 7)), 2.5)
    for method in ("percentile", "bca"):
        for name in ("mean", "median"):
            options = {"method": method, "n_boot": 50, "rng": rng}
            close(learner.probes.interval(name, x, options)[0], [2.5, 2.5], what=f"{method} interval of {x}")


@check("BCa with ties, and where no resample reaches stat(x)", points=2)
def ties_and_ends(learner, rng):
    x = rng.permutation(np.array([1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 5.0, 5.0, 8.0]))
    one, two, three = (sample(rng, 9) for _ in range(3))
    cases = ("median", x, 500), ("distinct", one, 500), ("distinct, tilted", two, 50), ("repeats, tilted", three, 50)
    for name, values, n_boot in cases:
        ends, boot = drawn(learner, name, values, method="bca", n_boot=n_boot, rng=rng)
        want = np.quantile(boot, corrected(name, values, boot, 0.95))
        close(ends, want, rtol=1e-9, what=f"BCa interval, statistic {name}, x = {values.tolist()}")


@check("The same state of rng gives the same interval", points=1)
def only_rng(learner, rng):
    x = sample(rng)
    b = x + 1000 + rng.normal(size=len(x))
    ends, others = [], []
    for before in (0, 0, 3):
        rng.normal(size=before)
        options = {"n_boot": 100, "rng": rng}
        ends.append(learner.probes.interval("mean", x, options)[0])
        others.append(learner.probes.paired("mean", x, b, options)[0])
    for name, three in (("bootstrap_ci", ends), ("paired_bootstrap_diff", others)):
        equal(three[1], three[0], what=f"{name} for the same state of rng")
        expect(three[2] != three[0], f"{name} differs for another state of rng", got=three)
    first, second = learner.probes.one_after_the_other(x, rng)
    expect(first != second, "a second call with the same rng draws anew: the first has moved it on", intervals=first)


@check("Lists and whole numbers; nothing is modified", points=1)
def lists(learner, rng):
    whole = [int(value) for value in rng.permutation(np.arange(8) ** 2)]
    for x in (whole, np.array(whole), [float(value) for value in whole]):
        for method in ("percentile", "bca"):
            ends, rows, after = learner.probes.interval("mean", x, {"method": method, "n_boot": 100, "rng": rng})
            boot = rows.mean(axis=1)
            tails = corrected("mean", np.array(x), boot, 0.95) if method == "bca" else (0.025, 0.975)
            close(ends, np.quantile(boot, tails), rtol=1e-9, what=f"{method} interval of the mean of {x}")
            expect(min(x) < ends[0] < ends[1] < max(x), "the interval lies within the data", x=x, got=ends)
            equal(after, x, what="x after the call")
        b = [value + 1000 + 7 * place % 5 for place, value in enumerate(whole)]
        both = [x, b if isinstance(x, list) else np.array(b)]
        ends, of_a, of_b, after = learner.probes.paired("mean", *both, {"n_boot": 100, "rng": rng})
        want = np.quantile(of_a.mean(axis=1) - of_b.mean(axis=1), (0.025, 0.975))
        close(ends, want, rtol=1e-9, what=f"interval of the paired difference of {both[0]} and {both[1]}")
        expect(-1004 < ends[0] < ends[1] < -1000, "the interval lies within the differences", a=x, b=b, got=ends)
        equal(after, both, what="a and b after the call")


@check("Too few values, nan, wrong levels and methods raise ValueError", points=2)
def refuses(learner, rng):
    x = sample(rng, 9)
    b = x + 1000
    one, two = learner.probes.interval, learner.probes.paired
    for wrong in (x[:1], x[:0]):
        raises(ValueError, one, "mean", wrong, {"rng": rng})
        raises(ValueError, two, "mean", wrong, wrong + 1000, {"rng": rng})
    for level in (0.0, 1.0, -0.5, 95):
        raises(ValueError, one, "mean", x, {"rng": rng, "level": level})
        raises(ValueError, two, "mean", x, b, {"rng": rng, "level": level})
    for method in ("percentile", "bca"):
        raises(ValueError, one, "nan if doubled", x, {"rng": rng, "method": method, "n_boot": 200})
    raises(ValueError, two, "nan if doubled", x, b, {"rng": rng, "n_boot": 200})
    raises(ValueError, one, "mean", x, {"rng": rng, "method": "basic"})
    for first, second in ((x, b[:-1]), (x[:-1], b)):
        raises(ValueError, two, "mean", first, second, {"rng": rng})
    equal(len(one("mean", x[:2], {"rng": rng, "n_boot": 30})[0]), 2, what="ends of an interval of two values")
