import numpy as np
import probes
import reference

from studytui.checks import check, close, equal, expect

DEPTHS = {"one layer": 0, "two layers": 1, "four layers": 3}


def draw(rng, hidden, n=None):
    """Parameters of a network with that many hidden layers, and rows for it, (n, in)."""
    sizes = [int(size) for size in rng.permutation([3, 4, 5, 6, 7])[: hidden + 2]]
    params = [(W, rng.normal(size=b.shape) / 2) for W, b in reference.init_mlp(sizes, rng)]
    n = int(rng.integers(3, 9)) if n is None else n
    return params, rng.normal(size=(n, sizes[0]))


def pairs(got, want, what):
    """Lists of (W, b) agree, layer by layer."""
    equal(len(got), len(want), what=f"the number of layers of the {what}")
    for number, (mine, right) in enumerate(zip(got, want, strict=True), start=1):
        for name, a, b in zip("Wb", mine, right, strict=True):
            close(a, b, rtol=1e-9, atol=1e-11, what=f"the {what} {name} of layer {number} of {len(want)}")


def graded(learner, params, X, dlogits):
    """Logits and gradients are the reference's."""
    logits, grads, same = learner.probes.gradients(params, X, dlogits)
    want, wanted, _ = probes.gradients(reference, params, X, dlogits)
    close(logits, want, rtol=1e-10, atol=1e-12, what="the logits")
    pairs(grads, wanted, "gradient of")
    expect(same, "forward and backward leave params, X and dlogits as they were")


def trained(learner, params, X, y, rng, **settings):
    """Losses and parameters after training are the reference's."""
    got, losses, same = learner.probes.training(params, X, y, settings, rng)
    want, wanted, _ = probes.training(reference, params, X, y, settings, rng)
    equal(len(losses), settings["epochs"], what="the number of losses")
    close(losses, wanted, rtol=1e-8, atol=1e-10, what=f"the losses, {len(X)} rows, {settings}")
    pairs(got, want, "trained")
    expect(same, "train leaves params and X as they were")


@check("Start values: shapes, zero biases, variance 2 / in", points=2)
def start_values(learner, rng):
    # Of N normal draws the variance has a relative standard error of √(2/N): 0.0065 for the 48,000 of each layer.
    # The limit is six of these; 1 / in would be off by a factor of two, 2 / out and 2 / sizes[0] by a fifth or more.
    for sizes in ((240, 200, 240), (50, 960, 50)):
        params = learner.init_mlp(list(sizes), rng)
        shapes = [[np.shape(W), np.shape(b)] for W, b in params]
        equal(shapes, [[sizes[:2], sizes[1:2]], [sizes[1:], sizes[2:]]], what=f"the shapes of W and b, sizes {sizes}")
        close([np.abs(b).sum() for _, b in params], [0.0, 0.0], what="the biases")
        for number, W in enumerate((np.asarray(W) for W, _ in params), start=1):
            told = f"of layer {number}, sizes {sizes}"
            close(W.var() * len(W) / 2, 1.0, rtol=0.039, what=f"the variance of W times in / 2 {told}")
            close((W**4).mean() / W.var() ** 2, 3.0, rtol=0.1, what=f"the fourth moment (3 if normal) {told}")
            expect(abs(W.mean()) < 6 * W.std() / np.sqrt(W.size), f"the mean of W is 0 {told}", mean=W.mean())


@check("Start values are drawn from rng", points=1)
def start_from_rng(learner, rng):
    first, again = (np.asarray(learner.init_mlp([3, 4], rng)[0][0]) for _ in range(2))
    equal(again, first, what="W for the same state of rng")
    rng.random()
    other = np.asarray(learner.init_mlp([3, 4], rng)[0][0])
    expect(not np.array_equal(other, first), "another state of rng gives other start values", first=first, other=other)


@check("Forward: ReLU between the layers, none after the last", points=2)
def logits(learner, rng):
    for name, hidden in DEPTHS.items():
        params, X = draw(rng, hidden)
        got, _ = learner.forward(params, X)
        close(got, reference.forward(params, X)[0], rtol=1e-10, atol=1e-12, what=f"the logits of {name}")


@check("Gradients of one layer: sums over the rows", points=2)
def one_layer(learner, rng):
    params, X = draw(rng, 0)
    graded(learner, params, X, rng.normal(size=(len(X), params[-1][0].shape[1])))


@check("Gradients of two layers", points=2)
def two_layers(learner, rng):
    params, X = draw(rng, 1)
    graded(learner, params, X, rng.normal(size=(len(X), params[-1][0].shape[1])))


@check("Gradients of four layers, one row, and ten", points=3)
def four_layers(learner, rng):
    for n in (1, 10):
        params, X = draw(rng, 3, n)
        graded(learner, params, X, rng.normal(size=(n, params[-1][0].shape[1])))


@check("Nothing flows through a unit at exactly 0; negative inputs do flow", points=1)
def kink(learner, rng):
    params, X = draw(rng, 1)
    params[0][0][:, 0] = 0.0
    params[0][1][0] = 0.0
    graded(learner, params, -np.abs(X), rng.normal(size=(len(X), params[-1][0].shape[1])))


@check("A batch's gradient is the mean of its rows' gradients", points=1)
def batch_mean(learner, rng):
    params, X = draw(rng, 1, 6)
    dlogits = rng.normal(size=(6, params[-1][0].shape[1]))
    _, together, _ = learner.probes.gradients(params, X, dlogits / 6)
    rows = [learner.probes.gradients(params, X[i : i + 1], dlogits[i : i + 1])[1] for i in range(6)]
    means = [[np.mean([row[layer][part] for row in rows], axis=0) for part in (0, 1)] for layer in (0, 1)]
    pairs(together, means, "gradient of")


@check("Training: full batches", points=2)
def full_batch(learner, rng):
    params, X = draw(rng, 1, 12)
    y = rng.integers(0, params[-1][0].shape[1], size=12)
    trained(learner, params, X, y, rng, lr=0.3, epochs=3, batch_size=12)
    trained(learner, params, X, y.tolist(), rng, lr=0.3, epochs=2, batch_size=50)
    without_last = np.minimum(y, params[-1][0].shape[1] - 2)
    trained(learner, params, X, without_last, rng, lr=0.3, epochs=2, batch_size=12)


@check("Training: mini-batches in the order of one permutation per epoch", points=2)
def mini_batches(learner, rng):
    params, X = draw(rng, 2, 12)
    y = rng.integers(0, params[-1][0].shape[1], size=12)
    trained(learner, params, X, y, rng, lr=0.2, epochs=3, batch_size=4)
    trained(learner, params, X, y, rng, lr=0.2, epochs=2, batch_size=1)


@check("33 rows in batches of 32: the last row counts as one", points=3)
def last_batch(learner, rng):
    params, X = draw(rng, 1, 33)
    y = rng.integers(0, params[-1][0].shape[1], size=33)
    trained(learner, params, X, y, rng, lr=0.2, epochs=3, batch_size=32)


@check("Logits of ±1000: a finite loss, and training goes on", points=2)
def large_logits(learner, rng):
    X, y = np.array([[1.0], [-1.0], [1.0], [1e-3]]), np.array([1, 0, 0, 0])
    params = [(np.array([[-1000.0, 1000.0]]), np.zeros(2))]
    trained(learner, params, X, y, rng, lr=0.5, epochs=2, batch_size=4)


@check("Two half-moons: 95 % right in 60 epochs, in one of six runs", points=2)
def half_moons(learner, rng):
    # Of 200 runs of the reference three end below 95 %: six in a row do with probability 1e-11.
    angle = rng.uniform(0, np.pi, size=200)
    y = np.arange(200) % 2
    X = np.column_stack([np.cos(angle), np.sin(angle)]) * (1 - 2 * y)[:, None] + y[:, None] * [1.0, 0.5]
    X += rng.normal(size=X.shape) * 0.05
    settings = {"lr": 0.5, "epochs": 60, "batch_size": 20}
    share = 0.0
    for _ in range(6):
        if share < 0.95:
            share, first, last = learner.probes.accuracy([2, 16, 2], X, y, settings, rng)
            expect(last < first, "the loss falls", first=first, last=last)
            rng.random()  # the learner drew from a copy
    expect(share >= 0.95, "at least 95 % of the training rows are right", share=share, last_loss=last)
