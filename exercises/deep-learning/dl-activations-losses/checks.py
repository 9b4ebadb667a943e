import numpy as np
import reference

from studytui.checks import check, close, expect, raises, unchanged

ACTIVATIONS = ("relu", "gelu", "silu", "tanh", "sigmoid")
FAR = np.array([-1e4, -745.0, -40.0, 0.0, 40.0, 745.0, 1e4])


def draw(rng, scale=2.0):
    """Scores, (n, c), with n and c different."""
    n = int(rng.integers(3, 8))
    return rng.normal(size=(n, n + int(rng.integers(1, 4)))) * scale


def same(learner, name, *args, **kwargs):
    """Value, or loss and gradient, are the reference's."""
    compare(name, getattr(learner, name)(*args, **kwargs), getattr(reference, name)(*args, **kwargs), kwargs)


def silent(learner, name, *args, **kwargs):
    """As same, and there is no warning."""
    got, seen = learner.probes.with_warnings(name, *args, **kwargs)
    compare(name, got, getattr(reference, name)(*args, **kwargs), kwargs)
    expect(not seen, f"{name} gives no warning", arguments=args, warnings=seen)


def compare(name, got, want, kwargs):
    settings = f" with {kwargs}" if kwargs else ""
    if isinstance(want, tuple):
        expect(isinstance(got, (tuple, list)) and len(got) == 2, f"{name} gives a loss and a gradient", got=got)
        close(got[0], want[0], rtol=1e-10, atol=1e-12, what=f"loss of {name}{settings}")
        close(got[1], want[1], rtol=1e-9, atol=1e-12, what=f"gradient of {name}{settings}")
    else:
        close(got, want, rtol=1e-10, atol=1e-12, what=f"{name}{settings}")


@check("Activations: relu, gelu, silu, tanh, sigmoid", points=2)
def activations(learner, rng):
    x = draw(rng)
    for name in ACTIVATIONS:
        same(learner, name, x)
        same(learner, name, x[:0])


@check("Their derivatives; the slope of relu at 0 is 0", points=3)
def derivatives(learner, rng):
    x = draw(rng)
    x[0, 0] = 0.0
    for name in ACTIVATIONS:
        same(learner, f"d_{name}", x)


@check("Activations at ±10⁴: exact, without a warning", points=2)
def activations_far(learner, rng):
    for name in ACTIVATIONS:
        silent(learner, name, FAR)
        silent(learner, f"d_{name}", FAR)


@check("softmax sums to one and does not feel a shift", points=1)
def softmax_values(learner, rng):
    z = draw(rng)
    same(learner, "softmax", z)
    close(np.asarray(learner.softmax(z)).sum(axis=-1), np.ones(len(z)), rtol=1e-10, what="row sums of softmax")
    close(learner.softmax(z + 50), learner.softmax(z), rtol=1e-10, what="softmax of z + 50, against that of z")
    same(learner, "log_softmax", z)
    same(learner, "softmax", z[0])
    same(learner, "log_softmax", z[0])


@check("Along any axis", points=1)
def axes(learner, rng):
    z = rng.normal(size=(3, 4, 5))
    for name in ("softmax", "log_softmax"):
        for axis in (0, 1, -1):
            same(learner, name, z, axis=axis)


@check("softmax and log_softmax at ±10⁴ and -inf, without a warning", points=2)
def softmax_far(learner, rng):
    z = draw(rng, scale=1e4)
    masked = draw(rng)
    masked[:, 1] = -np.inf
    for scores in (z, z + 1e4, z - 1e5, masked):
        silent(learner, "softmax", scores)
        silent(learner, "log_softmax", scores)


@check("Cross-entropy: mean loss and its gradient", points=2)
def cross_entropy_plain(learner, rng):
    z = draw(rng)
    y = rng.integers(0, z.shape[1], size=len(z))
    same(learner, "cross_entropy", z, y)
    _, dz = learner.cross_entropy(z, y)
    close(np.asarray(dz).sum(axis=1), np.zeros(len(z)), atol=1e-12, what="row sums of the gradient")
    same(learner, "cross_entropy", z[:1], y[:1])


@check("Label smoothing gives every class ε/c", points=2)
def smoothing(learner, rng):
    z = draw(rng)
    y = rng.integers(0, z.shape[1], size=len(z))
    for eps in (0.1, float(rng.uniform(0.2, 1))):
        same(learner, "cross_entropy", z, y, label_smoothing=eps)


@check("Ignored items count in neither sum nor mean, and have zero gradient", points=3)
def ignored(learner, rng):
    z = draw(rng)
    for index in (-100, 0, -1, 2):
        y = rng.integers(0, z.shape[1], size=len(z))
        y[0], y[1] = 1, index
        same(learner, "cross_entropy", z, y, ignore_index=index)
        same(learner, "cross_entropy", z, y, ignore_index=index, label_smoothing=0.3)
    silent(learner, "cross_entropy", z, np.full(len(z), -100), ignore_index=-100)


@check("Cross-entropy at ±10⁴, and with -inf beside the label, without a warning", points=1)
def cross_entropy_far(learner, rng):
    z = draw(rng, scale=1e4)
    silent(learner, "cross_entropy", z, rng.integers(0, z.shape[1], size=len(z)))
    silent(learner, "cross_entropy", z, z.argmin(axis=1), label_smoothing=0.1)
    masked = draw(rng)
    masked[:, 1] = -np.inf
    silent(learner, "cross_entropy", masked, np.zeros(len(masked), dtype=int))


@check("Squared error: the mean over all elements", points=1)
def squared(learner, rng):
    p = draw(rng)
    same(learner, "mse", p, rng.normal(size=p.shape))
    same(learner, "mse", p[0], rng.normal(size=p[0].shape))


@check("Binary cross-entropy: soft labels and pos_weight", points=2)
def binary(learner, rng):
    z = draw(rng)
    y = rng.integers(0, 2, size=z.shape)
    same(learner, "bce_with_logits", z, y)
    same(learner, "bce_with_logits", z, rng.random(size=z.shape))
    same(learner, "bce_with_logits", z, y, pos_weight=float(rng.uniform(2, 9)))
    same(learner, "bce_with_logits", z, rng.random(size=z.shape), pos_weight=float(rng.uniform(2, 9)))
    same(learner, "bce_with_logits", z[0], y[0])


@check("Binary cross-entropy at ±10⁴, without a warning", points=2)
def binary_far(learner, rng):
    for label in (0.0, 1.0, 0.25):
        silent(learner, "bce_with_logits", FAR, np.full(len(FAR), label))
    silent(learner, "bce_with_logits", FAR, (FAR < 0).astype(float), pos_weight=3.0)


@check("Huber: square inside, linear outside, smooth at delta", points=2)
def huber_both_sides(learner, rng):
    p = draw(rng)
    y = rng.normal(size=p.shape)
    for delta in (0.5, 1.0, float(rng.uniform(1.5, 3))):
        same(learner, "huber", p, y, delta)
    for r in (1.5, -1.5):
        same(learner, "huber", np.array([r, r * (1 + 1e-9), r * (1 - 1e-9)]), np.zeros(3), 1.5)


@check("Transposed arrays, which lie in memory the other way round", points=1)
def transposed(learner, rng):
    x = draw(rng)
    names = [*ACTIVATIONS, *(f"d_{name}" for name in ACTIVATIONS), "softmax", "log_softmax"]
    for name, got in zip(names, learner.probes.of_transposed(names, x), strict=True):
        compare(f"{name} of a transposed array", got, getattr(reference, name)(x.T), {})


@check("Shapes that differ raise ValueError instead of broadcasting", points=1)
def shapes(learner, rng):
    column, row = rng.normal(size=(4, 1)), rng.random(4)
    for name, rest in (("mse", ()), ("bce_with_logits", ()), ("huber", (1.0,))):
        raises(ValueError, getattr(learner, name), column, row, *rest)
        raises(ValueError, getattr(learner, name), row, row[:1], *rest)
        raises(ValueError, getattr(learner, name), column, rng.random((4, 3)), *rest)
        raises(ValueError, getattr(learner, name), rng.random((2, 6)), rng.random((3, 4)), *rest)


@check("Integers, float32 and lists give float64; inputs stay as they were", points=1)
def dtypes(learner, rng):
    double, whole = draw(rng), rng.integers(-5, 6, size=(4, 3))
    single, labels = double.astype(np.float32), rng.random(double.shape)
    y = rng.integers(0, 3, size=4)
    for name in (*ACTIVATIONS, *(f"d_{name}" for name in ACTIVATIONS), "softmax", "log_softmax"):
        for data in (single, whole, double):
            got = unchanged(getattr(learner, name), data)
            expect(np.asarray(got).dtype == np.float64, f"{name} gives float64", got=np.asarray(got).dtype)
        same(learner, name, whole.tolist())
    for name, args in (("cross_entropy", (whole, y)), ("mse", (whole, whole[::-1])), ("huber", (whole, 0 * whole, 2))):
        unchanged(getattr(learner, name), *args)
        same(learner, name, *args)
    same(learner, "cross_entropy", whole.tolist(), y.tolist())
    unchanged(learner.cross_entropy, double, np.zeros(len(double), dtype=int), label_smoothing=0.1, ignore_index=1)
    for name, rest in (("mse", ()), ("bce_with_logits", (3.0,)), ("huber", (1.0,))):
        unchanged(getattr(learner, name), double, labels, *rest)
    unchanged(learner.bce_with_logits, single, np.ones_like(single))
    same(learner, "bce_with_logits", single, np.ones_like(single))
