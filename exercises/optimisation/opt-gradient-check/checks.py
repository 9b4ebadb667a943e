import math

import numpy as np
import probes

from studytui.checks import check, close, equal, expect, raises

SMOOTH = ("cubic", "half square", "sine", "log of sum of exp", "squared sum")
SHAPES = ((3,), (2, 3), (), (2, 1, 2), (1,))


def point(rng, shape=(4,)):
    """A point with entries between 0.3 and 1.5, of either sign."""
    return np.asarray(rng.uniform(0.3, 1.5, size=shape) * rng.choice([-1.0, 1.0], size=shape))


def judged(learner, name, spoilt, x, **options):
    """Ok and worst."""
    return learner.probes.checked(name, spoilt, x, options)[0]


@check("The gradients of five functions, in any shape", points=2)
def gradients(learner, rng):
    for name in SMOOTH:
        for shape in SHAPES:
            x = point(rng, shape)
            want = probes.FUNCTIONS[name][1](x)
            got, _, _ = learner.probes.numeric(name, x, {})
            close(got, want, rtol=1e-5, atol=1e-7, what=f"gradient of {name} at {x.tolist()}")


@check("Central differences: the error of x³ is ε²", points=2)
def second_order(learner, rng):
    for eps in (1e-2, 1e-3):
        x = point(rng)
        got, _, _ = learner.probes.numeric("cubic", x, {"eps": eps})
        close(np.asarray(got) - 3 * x**2, np.full(4, eps**2), rtol=0.0, atol=1e-8, what=f"error at eps = {eps}")


@check("A right gradient passes", points=1)
def passes_right(learner, rng):
    for name in SMOOTH:
        for shape in SHAPES:
            x = point(rng, shape)
            ok, worst = judged(learner, name, "right", x)
            expect(ok and worst < 1e-5, f"the right gradient of {name} passes", x=x, worst=worst)


@check("A gradient that is 1 % off in one entry is found, by how much is told", points=2)
def finds_error(learner, rng):
    for spoilt in ("one entry", 1.01):
        for shape in ((5,), (2, 2), (), (120,)):
            ok, worst = judged(learner, "sine", spoilt, point(rng, shape) / 1.5)
            expect(not ok, "a gradient that is 1 % off does not pass", spoilt=spoilt, worst=worst)
            close(worst, 0.01 / 1.01, rtol=1e-3, what=f"worst error, {spoilt} off by 1 %")
    for factor, at, want in (
        (-1.0, point(rng), 2.0),
        (2.0, np.array([-1.0, -0.5]), 0.5),
        (0.5, np.array([-1.0, -0.5]), 0.5),
    ):
        _, worst = judged(learner, "half square", factor, at)
        close(worst, want, rtol=1e-3, what=f"worst error where the gradient is {at}, multiplied by {factor}")


@check("rtol decides, eps is used", points=1)
def options_count(learner, rng):
    x = point(rng)
    for rtol, want in ((0.02, True), (0.011, True), (0.009, False)):
        equal(judged(learner, "half square", 1.01, x, rtol=rtol)[0], want, what=f"ok for 1 % off, rtol = {rtol}")
    for factor, want in ((1 + 0.8e-5, True), (1 + 1.4e-5, False)):
        equal(judged(learner, "half square", factor, x)[0], want, what=f"ok for a factor of {factor}, rtol not given")
    for distances in (learner.probes.numeric("sine", x, {})[1], learner.probes.checked("sine", "right", x, {})[1]):
        moved = [distance for distance in distances if distance > 0]
        close(moved, np.full(len(moved), 1e-6), rtol=1e-3, what="distance from x, eps not given")
    _, worst = judged(learner, "cubic", "right", np.ones(2), eps=1e-2)
    close(worst, 1e-4 / 3.0001, rtol=1e-3, what="worst error of the right gradient of x³ at 1, eps = 0.01")


@check("x is bit for bit what it was", points=2)
def x_unchanged(learner, rng):
    x = point(rng, (6,)) / 3.0
    for after in (
        learner.probes.numeric("sine", x, {})[2],
        learner.probes.checked("sine", "right", x, {})[2],
        learner.probes.checked("sine", "right", x, {"n_dirs": 3, "rng": rng})[2],
    ):
        expect(np.array_equal(after, x), "x is the same after the call", before=x, after=after, difference=after - x)


@check("Whole numbers and float32 are worked on in float64", points=1)
def upcast(learner, rng):
    whole = rng.integers(1, 5, size=3)
    single = point(rng, (3,)).astype(np.float32)
    for x in (whole, single):
        got, _, _ = learner.probes.numeric("cubic", x, {})
        close(got, 3 * x.astype(float) ** 2, rtol=1e-6, what=f"gradient of x³ at {x.tolist()} of type {x.dtype}")
        ok, worst = judged(learner, "cubic", "right", x)
        expect(ok, f"the right gradient passes at {x.dtype}", x=x, worst=worst)
        ok, worst = judged(learner, "cubic", "right", x, n_dirs=2, rng=rng)
        expect(ok, f"the right gradient passes at {x.dtype} along random directions", x=x, worst=worst)
    far = np.array([33.3, 101.1, 77.7], dtype=np.float32)  # in float32 the sum of cubes is off by 0.07, as at a kink
    ok, worst = judged(learner, "cubic", "right", far)
    expect(ok, "the right gradient passes at float32", x=far, worst=worst)


@check("A gradient of exactly zero, and errors of small slopes", points=2)
def zero_gradient(learner, rng):
    for name, x in (("constant", point(rng)), ("half square", np.zeros(3)), ("cubic", np.zeros((2, 2)))):
        ok, worst = judged(learner, name, "right", x)
        expect(ok and worst <= 1e-6, f"the gradient of {name}, which is zero here, passes", x=x, worst=worst)
        ok, worst = judged(learner, name, "right", x, n_dirs=3, rng=rng)
        expect(ok and worst <= 1e-6, f"the zero gradient of {name} passes along random directions", x=x, worst=worst)
    got = judged(learner, "constant", "right", point(rng), rtol=0.0)
    equal(got, [True, 0.0], what="(ok, worst) of a constant, rtol = 0")
    _, worst = judged(learner, "half square", 2.0, np.array([1e-5, -2e-5]))
    close(worst, 0.02, rtol=1e-3, what="worst error where the gradient is (1e-5, -2e-5), doubled")


@check("An x without entries passes", points=1)
def no_entries(learner, rng):
    equal(judged(learner, "half square", "right", np.zeros((0, 2))), [True, 0.0], what="(ok, worst) of an empty x")
    equal(learner.probes.numeric("half square", np.zeros((0, 2)), {})[0], np.zeros((0, 2)), what="gradient at empty x")


@check("nan and inf never pass", points=2)
def nan_fails(learner, rng):
    x = point(rng)
    options = {"n_dirs": 3, "rng": rng}
    entries = ("nan in one entry", "inf in every entry", "inf in one entry")
    for name, spoilt in (("nan", "right"), ("inf", "right"), *(("sine", entry) for entry in entries)):
        for mode in ({}, options):
            equal(judged(learner, name, spoilt, x, **mode), [False, math.inf], what=f"(ok, worst), {name}, {spoilt}")
    for mode in ({}, options):
        got = judged(learner, "wall", "right", np.zeros(2), **mode)
        equal(got, [False, math.inf], what="(ok, worst) at 0 of an f that is inf wherever an entry is above 0")


@check("Kinks are reported, curvature is not", points=2)
def kinks(learner, rng):
    x = point(rng)
    x[int(rng.integers(4))] = 0.0
    for name in ("absolute", "relu"):
        equal(judged(learner, name, "right", x), [False, math.inf], what=f"(ok, worst) of {name} at {x.tolist()}")
        mode = {"n_dirs": 3, "rng": rng}
        equal(judged(learner, name, "right", np.zeros(3), **mode)[0], False, what=f"ok of {name} along directions")
        equal(judged(learner, name, "right", point(rng))[0], True, what=f"ok of {name} away from 0")
    for slope, jump, smooth in (
        (0.0, 0.08, True),
        (0.0, 0.12, False),
        (0.0, -0.12, False),
        (10.0, 0.5, True),
        (-1.43, 0.14, True),
        (-1.43, -0.14, True),
    ):
        ok = judged(learner, [slope, jump], "right", np.zeros(2))[0]
        equal(ok, smooth, what=f"ok where the slopes are {slope - jump / 2} and {slope + jump / 2}")
    for slope in (10.0, -10.0):
        equal(judged(learner, [slope, 1.2], "right", np.zeros(1))[0], False, what=f"ok at a jump of 1.2 from {slope}")
    for at in (np.zeros(2), np.array([0.5])):
        equal(judged(learner, "steep bowl", "right", at)[0], True, what=f"ok of 10⁴·x² at {at.tolist()}")


@check("Random directions agree with all axes", points=2)
def random_directions(learner, rng):
    for name in SMOOTH:
        x = np.abs(point(rng, (3, 4)))
        ok, worst = judged(learner, name, "right", x, n_dirs=5, rng=rng)
        expect(ok, f"the right gradient of {name} passes along 5 directions", x=x, worst=worst)
        ok, worst = judged(learner, name, 1.01, x, n_dirs=8, rng=rng)
        expect(not ok, f"a gradient of {name} that is 1 % off does not pass", x=x, worst=worst)
        close(worst, 0.01 / 1.01, rtol=0.05, what=f"worst error of {name}, all off by 1 %")


@check("Directions have length one, and come from rng", points=2)
def directions(learner, rng):
    x = point(rng, (40,))
    results = []
    for draws_before in (0, 0, 3):
        rng.normal(size=draws_before)
        options = {"n_dirs": 6, "rng": rng, "eps": 1e-3}
        result, distances, _ = learner.probes.checked("cubic", "right", x, options)
        moved = [distance for distance in distances if distance > 0]
        expect(len(moved) >= 12, "f is called on both sides, along every direction", calls_away_from_x=len(moved))
        close(moved, np.full(len(moved), 1e-3), rtol=1e-6, what="distance from x to the points where f is called")
        results.append(result[1])
    equal(results[1], results[0], what="worst error for the same state of rng")
    expect(results[2] != results[0], "another state of rng gives other directions", worst=results)


@check("Calls of f: two per entry, three per direction", points=2)
def few_calls(learner, rng):
    x = point(rng, (4, 5))
    _, distances, _ = learner.probes.numeric("sine", x, {})
    expect(len(distances) <= 41, "numeric_grad of 20 entries calls f at most 41 times", calls=len(distances))
    _, distances, _ = learner.probes.checked("sine", "right", x, {})
    expect(len(distances) <= 63, "check_grad of 20 entries calls f at most 63 times", calls=len(distances))
    x = rng.normal(size=10_000)
    (ok, worst), distances, _ = learner.probes.checked("sine", "right", x, {"n_dirs": 4, "rng": rng})
    expect(ok, "the right gradient passes in 10,000 dimensions", worst=worst)
    expect(len(distances) <= 15, "4 directions call f at most 15 times", calls=len(distances))
    places = learner.probes.points(point(rng, (6,)), 4, rng)
    equal(len(places), 8, what="the number of points beside x where f is called, 4 directions")


@check("Directions are spread as normal draws are", points=2)
def spread(learner, rng):
    n = 1000
    v = learner.probes.points(np.zeros(n), 12, rng, 1.0)
    # Of twelve normal draws the first mean is 3 with a standard error of 0.045, the second 1 with one of 0.41.
    fourth = n * (v**4).sum(axis=1).mean()
    expect(abs(fourth - 3) < 0.3, "the mean of n · Σ vᵢ⁴ is near 3 (uniform entries 1.8, signs 1)", mean=fourth, n=n)
    sums = (v.sum(axis=1) ** 2).mean()
    expect(sums < 6, "the mean of (Σ vᵢ)² is near 1: entries of v have either sign", mean=sums, n=n)


@check("Another shape, or directions without rng, raise ValueError", points=1)
def refuses(learner, rng):
    x = point(rng)
    for spoilt in ("another shape", "its sum"):
        raises(ValueError, learner.probes.checked, "half square", spoilt, x, {})
    for n_dirs in (3, 0):
        raises(ValueError, learner.probes.checked, "half square", "right", x, {"n_dirs": n_dirs})
    equal(judged(learner, "half square", "right", x)[0], True, what="ok of the right gradient")
