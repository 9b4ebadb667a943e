import numpy as np

from studytui.checks import probe

FUNCTIONS = {
    "cubic": (lambda x: float((x**3).sum()), lambda x: 3 * x**2),
    "half square": (lambda x: 0.5 * float((x * x).sum()), lambda x: 1.0 * x),
    "sine": (lambda x: float(np.sin(x).sum()), np.cos),
    "log of sum of exp": (lambda x: float(np.log(np.exp(x).sum())), lambda x: np.exp(x) / np.exp(x).sum()),
    "squared sum": (lambda x: float(x.sum() ** 2), lambda x: np.full_like(x, 2 * x.sum())),
    "constant": (lambda x: 3.0, np.zeros_like),
    "absolute": (lambda x: float(np.abs(x).sum()), np.sign),
    "relu": (lambda x: float(np.maximum(x, 0).sum()), lambda x: 1.0 * (x > 0)),
    "steep bowl": (lambda x: 1e4 * float((x * x).sum()), lambda x: 2e4 * x),
    "nan": (lambda x: float("nan"), np.zeros_like),
    "inf": (lambda x: float("inf"), np.zeros_like),
    "wall": (lambda x: float("inf") if (x > 0).any() else 0.0, np.zeros_like),
}


def bent(slope, jump):
    """A line of the given slope with a kink at 0: the one-sided slopes differ by `jump`."""
    return lambda x: float((slope * x + 0.5 * jump * np.abs(x)).sum()), lambda x: np.full_like(x, slope)


SPOILT = {
    "right": lambda g: g,
    "one entry": lambda g: g * np.where(np.arange(g.size).reshape(g.shape) == g.size - 1, 1.01, 1.0),
    "nan in one entry": lambda g: np.where(np.arange(g.size).reshape(g.shape) == 0, np.nan, g),
    "inf in one entry": lambda g: np.where(np.arange(g.size).reshape(g.shape) == 0, np.inf, g),
    "inf in every entry": lambda g: np.full_like(g, np.inf),
    "another shape": lambda g: g.reshape(*g.shape, 1),
    "its sum": lambda g: g.sum(),
}


def watched(f, x):
    """f, and the list of the distances from x at which it was called."""
    distances, start = [], np.array(x, dtype=float)

    def called(point):
        distances.append(float(np.sqrt(((np.asarray(point, dtype=float) - start) ** 2).sum())))
        return f(point)

    return called, distances


@probe
def numeric(submission, name, x, options):
    """The numerical gradient, the distances from x at which f was called, and x afterwards."""
    f, distances = watched(FUNCTIONS[name][0], x)
    return np.array(submission.numeric_grad(f, x, **options)), distances, x


@probe
def checked(submission, name, spoilt, x, options):
    """Ok and worst for a gradient that is right, spoilt or multiplied, the distances as above, and x afterwards."""
    f, grad = bent(*name) if isinstance(name, (list, tuple)) else FUNCTIONS[name]
    f, distances = watched(f, x)
    spoil = SPOILT.get(spoilt) or (lambda g: spoilt * g)
    ok, worst = submission.check_grad(f, lambda at: spoil(grad(np.asarray(at, dtype=float))), x, **options)
    return [bool(ok), float(worst)], distances, x


@probe
def points(submission, x, n_dirs, rng, eps=1e-6):
    """The different points beside x at which check_grad calls f, less x, one in each row."""
    f, grad = FUNCTIONS["sine"]
    places = set()

    def called(point):
        places.add(tuple((point - x).ravel().round(12).tolist()))
        return f(point)

    submission.check_grad(called, grad, x, n_dirs=n_dirs, rng=rng, eps=eps)
    return np.array(sorted(places - {(0.0,) * x.size}))
