import numpy as np
import probes
import reference

from studytui.checks import check, close, equal, expect, raises, unchanged

BANDS = {"calm": (0.0, 0.08), "odd": (0.12, 0.22), "over": (0.27, 0.45), "breach": (0.5, 9.0)}


def same(learner, expected, actual, what, *args, **kwargs):
    """A PSI is the reference's."""
    want = reference.psi(expected, actual, *args, **kwargs)
    close(learner.psi(expected, actual, *args, **kwargs), want, rtol=1e-10, atol=1e-10, what=f"psi, {what}")


def draw(rng):
    """A sample, (n,), and one from within its range that reaches every one of ten bins, (m,)."""
    # With a multiple of ten, no quantile asked for is itself a value.
    expected = rng.normal(size=10 * int(rng.integers(10, 20)))
    actual = np.concatenate([rng.choice(expected, 80) + 0.01, np.quantile(expected, np.linspace(0.03, 0.97, 60))])
    return expected, np.clip(actual, expected.min() + 1e-3, expected.max() - 1e-3)


def batch(rng, values, band):
    """Values, (400,), whose PSI against `values` lies in the band of that name."""
    low, high = BANDS[band]
    while True:
        shift = rng.choice([-1, 1]) * {"calm": 0.0, "odd": 0.33, "over": 0.55, "breach": 1.0}[band]
        found = rng.normal(size=400) + shift
        if low < reference.psi(values, found) < high:
            return found


def watched(learner, rng, story, **settings):
    """A monitor of one feature says what the reference says after every batch of the story."""
    values = rng.normal(size=400)
    batches = []
    for word in story.split():
        if word == "missing":
            batches.append({"other": values})
        else:
            name, _, size = word.partition(":")
            batches.append({"age": batch(rng, values, name)[: int(size or 400)]})
    compare(learner, {"age": values}, batches, settings, story)


def compare(learner, known, batches, settings, story):
    got = learner.probes.watch(known, batches, settings)
    want = probes.watch(reference, known, batches, settings)
    for number, (mine, right) in enumerate(zip(got, want, strict=True), start=1):
        what = f"batch {number} of the story '{story}', {settings or 'usual settings'}"
        equal([a[:2] for a in mine], [a[:2] for a in right], what=f"feature and level of the alerts after {what}")
        close([a[2] for a in mine], [a[2] for a in right], rtol=1e-9, what=f"psi of the alerts after {what}")


@check("PSI is 0 for equal samples and never below 0", points=1)
def never_negative(learner, rng):
    expected, actual = draw(rng)
    close(learner.psi(expected, expected), 0.0, atol=1e-12, what="psi of a sample against itself")
    got = learner.psi(expected, actual)
    expect(got > 0, "psi of different samples is above 0", psi=got)


@check("Quantile bins, from the expected sample alone", points=3)
def quantile_bins(learner, rng):
    expected, actual = draw(rng)
    same(learner, expected, actual, "10 bins")
    same(learner, expected, actual, "5 bins", bins=5)
    same(learner, expected, actual[:100], "4 bins", 4, "quantile")
    same(learner, np.sort(rng.normal(size=12_000)), actual, "10 bins of 12,000 rising values")


@check("Uniform bins, from the expected sample alone", points=1)
def uniform_bins(learner, rng):
    expected = rng.uniform(-1, 1, size=300)
    actual = np.concatenate([np.linspace(-0.95, 0.95, 60), rng.uniform(0, 0.9, size=50)])
    same(learner, expected, actual, "8 uniform bins", bins=8, strategy="uniform")
    same(learner, expected, actual, "10 uniform bins", strategy="uniform")


@check("Empty bins count as a share of 1e-6", points=2)
def empty_bins(learner, rng):
    expected, actual = draw(rng)
    middle = np.median(expected)
    same(learner, expected, actual[actual > middle], "nothing below the median")
    spread = np.concatenate([np.linspace(-1, 0, 50), [5.0]])
    same(learner, spread, np.linspace(-0.9, 4.9, 40), "uniform bins empty in expected", strategy="uniform")


@check("The outer bins are open", points=2)
def outer_bins(learner, rng):
    expected, actual = draw(rng)
    beyond = np.concatenate([actual, np.full(30, 1e3), np.full(20, -1e3)])
    for strategy in ("quantile", "uniform"):
        same(learner, expected, beyond, f"50 values outside, {strategy}", strategy=strategy)
    same(learner, expected, np.full(9, 1e6), "all values outside")


@check("An edge belongs to the bin on its right; equal edges are one", points=2)
def edges(learner, rng):
    whole = np.arange(41.0)
    same(learner, whole, rng.integers(0, 41, size=60), "whole numbers on edges")
    same(learner, whole, whole[::4], "the edges themselves")
    zeros = np.concatenate([np.zeros(60), rng.uniform(0.1, 2, size=40)])
    same(learner, zeros, rng.permutation(zeros)[:50] * rng.integers(0, 2, size=50), "60 % zeros")
    same(learner, np.full(50, 3.0), np.array([3.0, 3.0, 2.0, 4.0]), "a constant feature")
    same(learner, np.full(50, 3.0), np.array([3.0, 3.0, 2.0, 4.0]), "a constant feature", strategy="uniform")


@check("nan has a bin of its own", points=2)
def missing_values(learner, rng):
    expected, actual = draw(rng)
    holes = np.concatenate([expected, np.full(25, np.nan)])
    same(learner, holes, actual, "nan in expected")
    same(learner, expected, np.concatenate([actual, np.full(25, np.nan)]), "nan in actual")
    same(learner, np.tile(holes, 6), np.tile(actual, 6), "nan in many values")
    same(learner, rng.permutation(holes), np.append(actual, np.nan), "nan in both", strategy="uniform")


@check("Categories of either sample", points=2)
def categories(learner, rng):
    names = np.array(["red", "green", "blue", "black"])
    first, second = (names[rng.integers(0, 4, size=40)].tolist() for _ in range(2))
    for expected, actual in ((first, second), (first, [*second, "new"]), ([*first, "gone"] * 2, second)):
        want = reference.psi_categorical(expected, actual)
        close(learner.psi_categorical(expected, actual), want, rtol=1e-10, atol=1e-12, what="psi_categorical")


@check("Empty samples raise ValueError; lists and float32 are worked on in float64; inputs stay", points=1)
def refuses(learner, rng):
    expected, actual = draw(rng)
    for pair in (([], [1.0]), ([1.0], [])):
        raises(ValueError, learner.psi, *pair)
        raises(ValueError, learner.psi_categorical, *[["a"] * len(part) for part in pair])
    unchanged(learner.psi, expected, actual)
    unchanged(learner.ks_2samp, expected, actual)
    same(learner, expected.tolist(), actual.tolist(), "of lists")
    low = np.float32(1)
    neighbours = np.repeat([low, np.nextafter(low, np.float32(2))], 5)
    for part in (neighbours[:7], neighbours[3:]):
        for strategy in ("quantile", "uniform"):
            same(learner, neighbours, part, "of two float32 neighbours, the edge between them", 2, strategy)


@check("KS statistic, with ties", points=2)
def ks_statistic(learner, rng):
    for n, m in ((12, 9), (1, 5), (20, 40)):
        a, b = rng.normal(size=n), rng.normal(size=m) + 0.5
        for x, y in ((a, b), (b, a), (np.round(a), np.round(b)), (a, a), (a, a[:1])):
            got, want = learner.ks_2samp(x, y)[0], reference.ks_2samp(x, y)[0]
            close(got, want, rtol=1e-12, atol=1e-12, what=f"statistic of {len(x)} and {len(y)} values")


@check("KS p, exact for small samples", points=3)
def ks_exact(learner, rng):
    for n, m in ((5, 5), (7, 4), (20, 31)):
        a, b = rng.normal(size=n), rng.normal(size=m) + float(rng.uniform(0, 1.5))
        for x, y in ((a, b), (np.round(a), np.round(b)), (a, a), (a, a + 100)):
            close(learner.ks_2samp(x, y)[1], reference.ks_2samp(x, y)[1], atol=1e-6, what=f"p of {len(x)} and {len(y)}")
    a, b = rng.normal(size=100), rng.normal(size=100) + 0.2
    close(learner.ks_2samp(a, b)[1], reference.ks_2samp(a, b)[1], atol=1e-6, what="p of 100 and 100 values")


@check("KS p by the series for large samples", points=2)
def ks_series(learner, rng):
    for n, m, shift in ((101, 100, 0.1), (300, 150, 0.15), (2000, 1500, 0.04), (200, 200, 3.0)):
        a, b = rng.normal(size=n), rng.normal(size=m) + shift
        close(learner.ks_2samp(a, b)[1], reference.ks_2samp(a, b)[1], atol=1e-6, what=f"p of {n} and {m} values")
        close(learner.ks_2samp(a, a)[1], 1.0, atol=1e-9, what=f"p of {n} values against themselves")
    a, b = np.arange(73.0), np.arange(137.0) / 2 + 10
    close(learner.ks_2samp(a, b)[1], reference.ks_2samp(a, b)[1], atol=1e-6, what="p of 73 against 137 values")
    a = np.arange(2000.0)
    want = reference.ks_2samp(a, a + 0.5)[1]
    close(learner.ks_2samp(a, a + 0.5)[1], want, atol=1e-6, what="p of 0 to 1,999 against 0.5 to 1,999.5, a tiny λ")
    a = rng.permutation(200)
    for shift in (5, 7, 8, 12, 20):
        want = reference.ks_2samp(a, a + shift)[1]
        close(
            learner.ks_2samp(a, a + shift)[1], want, atol=1e-6, what=f"p of 0 to 199 against {shift} to {shift + 199}"
        )


@check("An alert needs patience: breaches in a row", points=3)
def patience(learner, rng):
    watched(learner, rng, "calm odd over over over")
    watched(learner, rng, "breach calm breach odd breach breach")
    watched(learner, rng, "breach breach breach", patience=3)
    watched(learner, rng, "breach calm", patience=1)


@check("An alert stands until the PSI is below warn", points=2)
def hysteresis(learner, rng):
    watched(learner, rng, "breach breach odd odd calm odd breach")
    watched(learner, rng, "breach breach calm breach breach calm calm")


@check("Small batches and missing features change nothing", points=2)
def inconclusive(learner, rng):
    watched(learner, rng, "breach breach:199 breach calm:50 missing calm:199 calm")
    watched(learner, rng, "breach missing breach")
    watched(learner, rng, "breach:60 breach:59 breach:60 odd:59", min_n=60)
    watched(learner, rng, "breach:200 breach:200")


@check("The monitor counts all values of a batch, nan too", points=1)
def monitored_values(learner, rng):
    known = {"age": rng.normal(size=400)}
    holes, long = rng.normal(size=400), np.sort(rng.normal(size=12_000))
    holes[300:] = np.nan
    settings = {"patience": 1}
    compare(learner, known, [{"age": holes}], settings, "a quarter of the batch is nan")
    compare(learner, {"age": holes}, [{"age": known["age"]}], settings, "a quarter of the reference is nan")
    compare(learner, known, [{"age": holes}], {"patience": 1, "min_n": 400}, "min_n values, a quarter of them nan")
    compare(learner, known, [{"age": long}, {"age": long[2000:]}], settings, "12,000 rising values, then 10,000")


@check("A PSI that equals a threshold: an alert at alert, a warning at warn, and none cleared by it", points=1)
def thresholds(learner, rng):
    values = rng.normal(size=400)
    batches = [{"age": batch(rng, values, band)} for band in ("breach", "over", "odd")]
    usual = {"warn": 0.01, "alert": 0.02, "patience": 1}
    big, _, small = (alerts[0][2] for alerts in learner.probes.watch({"age": values}, batches, usual))
    settings = {"warn": small, "alert": big, "patience": 1}
    for given, want in ((batches, ["alert"] * 3), (batches[2:], ["warn"])):
        got = learner.probes.watch({"age": values}, given, settings)
        equal([[a[1] for a in alerts] for alerts in got], [[level] for level in want], what=f"levels with {settings}")


@check("Features have states of their own, in the order of the reference", points=1)
def several(learner, rng):
    known = {name: rng.normal(size=400) for name in ("zeal", "age", "mood")}
    words = (
        ("breach", "calm", "odd"),
        ("calm", "breach", "odd"),
        ("breach", "breach", "odd"),
        ("breach", "calm", "calm"),
    )
    batches = [
        {name: batch(rng, known[name], band) for name, band in reversed(list(zip(known, row, strict=True)))}
        for row in words
    ]
    compare(learner, known, batches, {"warn": 0.1, "alert": 0.25}, "three features")
