import math
from statistics import NormalDist

import reference

from studytui.checks import check, close, equal, expect, operations, raises

normal = NormalDist()


def rates(rng):
    """A rate and an effect, upwards or downwards."""
    p0 = round(float(rng.uniform(0.2, 0.7)), 3)
    effect = round(float(rng.uniform(0.02, 0.15)), 3)
    return p0, effect if rng.integers(2) else -effect


def right_size(got, p0, effect, what, slack=0, **options):
    """(n0, n1) is that of the formula up to slack, or of the smallest n0 that reaches the power."""
    n0, n1 = (int(n) for n in got)
    want = reference.sample_size_proportions(p0, effect, **options)
    ratio, power = options.pop("ratio", 1.0), options.pop("power", 0.8)

    def reached(n):
        return reference.power_proportions(p0, p0 + effect, n, math.ceil(ratio * n), **options) >= power

    smallest = n0 >= 2 and reached(n0) and not reached(n0 - 1)
    fits = abs(n0 - want[0]) <= slack or smallest
    expect(fits, f"n0 of {what} is the formula's, rounded up", got=(n0, n1), want=want)
    equal(n1, math.ceil(ratio * n0), what=f"n1 of {what}, for n0 = {n0}")


def two_tails(p0, p1, n0, n1, alpha):
    """The power, written out once more: the alternative's mass beyond the null's lines."""
    pooled = (n0 * p0 + n1 * p1) / (n0 + n1)
    line = normal.inv_cdf(1 - alpha / 2) * math.sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1))
    curve = NormalDist(p1 - p0, math.sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1))
    return curve.cdf(-line) + 1 - curve.cdf(line)


@check("Without an effect the power is alpha", points=1)
def no_effect(learner, rng):
    for alpha in (0.05, 0.01, 0.3):
        p, n0, n1 = rates(rng)[0], int(rng.integers(50, 500)), int(rng.integers(50, 500))
        got = learner.power_proportions(p, p, n0, n1, alpha=alpha)
        close(got, alpha, rtol=0.0, atol=1e-9, what=f"power at p0 = p1 = {p}, n = {n0}, {n1}, alpha = {alpha}")
        got = learner.power_proportions(p, p, n0, n1, alpha=alpha, two_sided=False)
        close(got, alpha, rtol=0.0, atol=1e-9, what=f"one-sided power at p0 = p1 = {p}, alpha = {alpha}")


@check("Power of the two-sided test: pooled under the null, not under the effect", points=3)
def powers(learner, rng):
    for n0, n1 in ((100, 100), (60, 250), (400, 90), (1, 3)):
        p0, effect = rates(rng)
        alpha = round(float(rng.uniform(0.01, 0.2)), 3)
        got = learner.power_proportions(p0, p0 + effect, n0, n1, alpha=alpha)
        what = f"power for {p0} against {p0 + effect}, n = {n0}, {n1}, alpha = {alpha}"
        close(got, two_tails(p0, p0 + effect, n0, n1, alpha), rtol=0.0, atol=1e-9, what=what)
    got = learner.power_proportions(0.3, 0.4, 80, 90)
    close(got, two_tails(0.3, 0.4, 80, 90, 0.05), rtol=0.0, atol=1e-9, what="power with the alpha of 0.05")


@check("Power of the one-sided test, in the direction of the effect", points=2)
def one_sided_power(learner, rng):
    for sign in (1, -1):
        p0, effect = rates(rng)
        p1, alpha = p0 + sign * abs(effect), round(float(rng.uniform(0.01, 0.2)), 3)
        want = reference.power_proportions(p0, p1, 150, 70, alpha=alpha, two_sided=False)
        got = learner.power_proportions(p0, p1, 150, 70, alpha=alpha, two_sided=False)
        close(got, want, rtol=0.0, atol=1e-9, what=f"one-sided power for {p0} against {p1}, alpha = {alpha}")


@check("Sample size of the two-sided test", points=3)
def sizes(learner, rng):
    for sign in (1, -1):
        p0, effect = rates(rng)
        effect = sign * abs(effect)
        alpha, power = round(float(rng.uniform(0.01, 0.1)), 3), round(float(rng.uniform(0.6, 0.95)), 3)
        got = learner.sample_size_proportions(p0, effect, alpha=alpha, power=power)
        right_size(got, p0, effect, f"({p0}, {effect}, alpha={alpha}, power={power})", 1, alpha=alpha, power=power)
    for p0, effect in ((0.1, 0.02), (0.5, -0.1), (0.02, 0.01)):
        right_size(learner.sample_size_proportions(p0, effect), p0, effect, f"({p0}, {effect})", 1)


@check("The size is rounded up: it reaches the power, one fewer does not", points=2)
def rounded_up(learner, rng):
    for power in (0.7, 0.8, 0.85, 0.9, 0.95, 0.99):
        p0, effect = rates(rng)
        n, _ = learner.sample_size_proportions(p0, effect, power=power)
        have, less = (reference.power_proportions(p0, p0 + effect, m, m) for m in (n, n - 1))
        shown = {"p0": p0, "effect": effect, "n": n, "power_at_n": have, "power_at_n_minus_1": less}
        expect(have >= power > less, f"n reaches a power of {power}, n - 1 does not", **shown)


@check("ratio is n1 / n0", points=2)
def unequal_arms(learner, rng):
    for ratio in (2.0, 0.5, round(float(rng.uniform(1.1, 3)), 2), 10):
        p0, effect = rates(rng)
        got = learner.sample_size_proportions(p0, effect, ratio=ratio)
        right_size(got, p0, effect, f"({p0}, {effect}, ratio={ratio})", ratio=ratio)
    # 1.25 times 3,469 is 4,336.25.
    got = learner.sample_size_proportions(0.1, 0.02, ratio=1.25)
    right_size(got, 0.1, 0.02, "(0.1, 0.02, ratio=1.25)", ratio=1.25)


@check("One-sided tests need fewer people", points=1)
def one_sided_sizes(learner, rng):
    p0, effect = rates(rng)
    for delta in (effect, -effect):
        got = learner.sample_size_proportions(p0, delta, two_sided=False)
        right_size(got, p0, delta, f"({p0}, {delta}, two_sided=False)", two_sided=False)


@check("The detectable effect has the power asked for", points=3)
def detectable(learner, rng):
    for n0, n1 in ((400, 400), (300, 900), (5000, 700)):
        p0 = round(float(rng.uniform(0.05, 0.6)), 3)
        alpha, power = round(float(rng.uniform(0.01, 0.1)), 3), round(float(rng.uniform(0.5, 0.95)), 3)
        got = learner.minimum_detectable_effect(p0, n0, n1, alpha=alpha, power=power)
        expect(0 < got < 1 - p0, "the effect lies between 0 and 1 - p0", got=got, p0=p0)
        want = reference.minimum_detectable_effect(p0, n0, n1, alpha=alpha, power=power)
        close(got, want, rtol=0.0, atol=1e-9, what=f"effect for ({p0}, {n0}, {n1}, alpha={alpha}, power={power})")
    got = learner.minimum_detectable_effect(0.02, 60, 60)
    close(got, reference.minimum_detectable_effect(0.02, 60, 60), rtol=0.0, atol=1e-9, what="effect on 60, p0 = 0.02")
    close(learner.minimum_detectable_effect(0.1, 3841, 3841), 0.02, rtol=1e-3, what="effect that 3,841 were sized for")


@check("Billions of people, high power, and power barely above alpha", points=2)
def extremes(learner, rng):
    for p0, effect, options in (
        (0.3, 1e-5, {}),
        (0.3, -0.05, {"power": 0.999, "alpha": 0.001}),
        (0.001, 0.0005, {"power": 0.9}),
        (0.999, -0.0005, {"ratio": 1.5}),
        (0.4, 0.05, {"power": 0.3, "two_sided": False}),
    ):
        got = learner.sample_size_proportions(p0, effect, **options)
        right_size(got, p0, effect, f"({p0}, {effect}, {options})", **options)
    got = learner.minimum_detectable_effect(0.2, 200, 300, power=0.06)
    want = reference.minimum_detectable_effect(0.2, 200, 300, power=0.06)
    close(got, want, rtol=0.0, atol=1e-7, what="effect found with power 0.06 at alpha 0.05")


@check("No search is longer than 20,000 lines", points=2)
def few_lines(learner, rng):
    for name, args in (
        ("minimum_detectable_effect", (0.3, 5_000, 5_000)),
        ("sample_size_proportions", (0.3, 0.002)),
    ):
        lines = operations(getattr(learner, name), *args).lines
        expect(lines < 20_000, f"{name}{args} takes fewer than 20,000 lines", lines=lines)


@check("Impossible questions raise ValueError", points=2)
def refuses(learner, rng):
    size, power, effect = (
        learner.sample_size_proportions,
        learner.power_proportions,
        learner.minimum_detectable_effect,
    )
    for args in ((0.9, 0.1), (0.95, 0.2), (0.1, -0.1), (0.1, -0.2), (0.0, 0.1), (1.0, -0.1), (0.2, 0.0), (-0.1, 0.3)):
        raises(ValueError, size, *args)
    wrong = ({"alpha": 0.0}, {"alpha": 1.0}, {"power": 1.0}, {"power": 0.05}, {"ratio": 0.0}, {"ratio": -1.0})
    for options in (*wrong, {"power": 0.02}, {"alpha": -0.1}):
        raises(ValueError, size, 0.2, 0.1, **options)
    for args in ((0.0, 0.5, 9, 9), (0.5, 1.0, 9, 9), (0.5, 0.0, 9, 9), (0.2, 0.3, 0, 9), (0.2, 0.3, 9, 0)):
        raises(ValueError, power, *args)
    for alpha in (0.0, 1.0, 1.5):
        raises(ValueError, power, 0.2, 0.3, 9, 9, alpha=alpha)
    for args in ((0.9, 5, 5), (0.0, 99, 99), (1.0, 99, 99), (0.2, 0, 9), (0.2, 9, 0)):
        raises(ValueError, effect, *args)
    for options in ({"power": 0.05}, {"power": 0.01}, {"power": 1.0}, {"alpha": 0.0}):
        raises(ValueError, effect, 0.2, 99, 99, **options)
    # The power at p1 = 1 is 0.744 and 0.767, its largest; with the arms exchanged, one tail or another alpha it is not.
    for p0, n0, n1, alpha, most in ((0.8, 1, 4, 0.5, 0.744), (0.3, 9, 4, 0.05, 0.767)):
        found = effect(p0, n0, n1, alpha=alpha, power=most - 0.015)
        got = power(p0, p0 + found, n0, n1, alpha=alpha)
        close(got, most - 0.015, atol=1e-6, what=f"power at the effect for p0 = {p0}, n = {n0}, {n1}, alpha = {alpha}")
        raises(ValueError, effect, p0, n0, n1, alpha=alpha, power=most + 0.015)
    for n0, n1 in ((1, 500), (500, 1)):
        found = effect(0.001, n0, n1)
        close(power(0.001, 0.001 + found, n0, n1), 0.8, atol=1e-6, what=f"power at the effect for n = {n0}, {n1}")
    close(power(0.2, 0.3, 1, 1), two_tails(0.2, 0.3, 1, 1, 0.05), atol=1e-9, what="power with one person per arm")
