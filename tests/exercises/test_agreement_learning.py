"""References that learn agree with scikit-learn and PyTorch where these have the same thing."""

import numpy as np
import pytest
import torch
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.tree import DecisionTreeClassifier
from tests.exercises.shared import reference_of
from torch.nn import functional

Rng = np.random.Generator


@pytest.fixture(params=range(3))
def rng(request: pytest.FixtureRequest) -> Rng:
    """Three generators, one after the other."""
    return np.random.default_rng(request.param)


@pytest.mark.parametrize("weights", ["uniform", "distance"])
@pytest.mark.parametrize("metric", ["l2", "l1", "cosine"])
def test_nearest_neighbours_are_those_of_scikit_learn(rng: Rng, metric: str, weights: str) -> None:
    """Neighbours, shares and means of data without ties are scikit-learn's, exact matches included."""
    x, y, values = rng.normal(size=(50, 3)), rng.integers(0, 3, size=50), rng.normal(size=50)
    queries = np.vstack([rng.normal(size=(9, 3)), x[:3]])
    module = reference_of("ml-knn")
    ours = module.KNNClassifier(5, metric, weights).fit(x, y)
    theirs = KNeighborsClassifier(5, metric=metric, weights=weights, algorithm="brute").fit(x, y)
    distances, indices = theirs.kneighbors(queries)
    np.testing.assert_array_equal(ours.kneighbors(queries)[1], indices)
    np.testing.assert_allclose(ours.kneighbors(queries)[0], distances, rtol=1e-6, atol=1e-7)
    known = slice(0, None if metric == "l1" else 9)  # only under l1 does scikit-learn find a distance of exactly zero
    np.testing.assert_allclose(
        ours.predict_proba(queries)[known], theirs.predict_proba(queries)[known], rtol=1e-6, atol=1e-9
    )
    mean = KNeighborsRegressor(5, metric=metric, weights=weights, algorithm="brute").fit(x, values)
    got = module.KNNRegressor(5, metric, weights).fit(x, values).predict(queries)
    np.testing.assert_allclose(got[known], mean.predict(queries)[known], rtol=1e-6)


@pytest.mark.parametrize("criterion", ["gini", "entropy"])
def test_trees_are_those_of_scikit_learn(rng: Rng, criterion: str) -> None:
    """Depth, leaves and shares are scikit-learn's where no two cuts tie; its thresholds are exact for float32 data."""
    x = rng.normal(size=(300, 3)).astype(np.float32).astype(np.float64)
    y = np.digitize(x[:, 0] - x[:, 2] + rng.normal(size=300) / 2, [-0.5, 0.5])
    ours = reference_of("tree-cart").DecisionTree(criterion, max_depth=4, min_leaf=12).fit(x, y)
    theirs = DecisionTreeClassifier(criterion=criterion, max_depth=4, min_samples_leaf=12, random_state=0).fit(x, y)
    assert (ours.depth_, ours.n_leaves_) == (theirs.get_depth(), theirs.get_n_leaves())
    new = rng.normal(size=(50, 3))
    for data in (x, new):
        np.testing.assert_allclose(ours.predict_proba(data), theirs.predict_proba(data), atol=1e-12)


def gradient_of(loss: torch.Tensor, by: torch.Tensor) -> np.ndarray:
    """The gradient of a loss by one of its leaves."""
    return torch.autograd.grad(loss, by)[0].numpy()


@pytest.mark.parametrize("name", ["relu", "gelu", "silu", "tanh", "sigmoid"])
def test_activations_are_pytorchs(rng: Rng, name: str) -> None:
    """Values and derivatives are those of PyTorch in double precision."""
    x = torch.from_numpy(np.append(rng.normal(size=20) * 3, [0.0, 30.0, -30.0])).requires_grad_()
    theirs = getattr(functional, name)(x) if hasattr(functional, name) else getattr(torch, name)(x)
    module = reference_of("dl-activations-losses")
    data = x.detach().numpy()
    np.testing.assert_allclose(getattr(module, name)(data), theirs.detach().numpy(), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(getattr(module, f"d_{name}")(data), gradient_of(theirs.sum(), x), rtol=1e-9, atol=1e-14)


def test_losses_are_pytorchs(rng: Rng) -> None:
    """Losses and gradients are those of PyTorch in double precision, with smoothing, ignored items and weights."""
    module = reference_of("dl-activations-losses")
    data, target, soft = rng.normal(size=(7, 4)) * 3, rng.integers(0, 4, size=7), rng.random((7, 4))
    target[:2] = -100
    z, y = torch.from_numpy(data).requires_grad_(), torch.from_numpy(soft)
    labels = torch.from_numpy(target)
    pairs = (
        (
            module.cross_entropy(data, target, label_smoothing=0.2, ignore_index=-100),
            functional.cross_entropy(z, labels, label_smoothing=0.2, ignore_index=-100),
        ),
        (module.mse(data, soft), functional.mse_loss(z, y)),
        (module.huber(data, soft, 1.5), functional.huber_loss(z, y, delta=1.5)),
        (
            module.bce_with_logits(data, soft, 3.0),
            functional.binary_cross_entropy_with_logits(z, y, pos_weight=torch.tensor(3.0)),
        ),
    )
    for (loss, gradient), theirs in pairs:
        assert loss == pytest.approx(theirs.item(), rel=1e-12)
        np.testing.assert_allclose(gradient, gradient_of(theirs, z), rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("sizes", [[4, 3], [4, 6, 5, 3]])
def test_backpropagation_is_that_of_autograd(rng: Rng, sizes: list[int]) -> None:
    """Logits and all gradients are PyTorch's in double precision, and so is one epoch of training."""
    module = reference_of("dl-mlp-backprop")
    params = [(w, rng.normal(size=b.shape)) for w, b in module.init_mlp(sizes, rng)]
    x, y = rng.normal(size=(7, sizes[0])), rng.integers(0, sizes[-1], size=7)
    leaves = [tuple(torch.from_numpy(part).requires_grad_() for part in pair) for pair in params]
    h = torch.from_numpy(x)
    for number, (w, b) in enumerate(leaves, start=1):
        h = h @ w + b
        h = h.relu() if number < len(leaves) else h
    logits, cache = module.forward(params, x)
    np.testing.assert_allclose(logits, h.detach().numpy(), rtol=1e-10)
    dlogits = rng.normal(size=logits.shape)
    flat = [leaf for pair in leaves for leaf in pair]
    theirs = torch.autograd.grad(h, flat, torch.from_numpy(dlogits), retain_graph=True)
    ours = [part for pair in module.backward(params, cache, dlogits) for part in pair]
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, other.numpy(), rtol=1e-9, atol=1e-12)
    loss = functional.cross_entropy(h, torch.from_numpy(y))
    steps = torch.autograd.grad(loss, flat)
    trained, losses = module.train(params, x, y, lr=0.3, epochs=1, batch_size=7, rng=rng)
    assert losses == pytest.approx([loss.item()], rel=1e-10)
    for mine, leaf, step in zip([part for pair in trained for part in pair], flat, steps, strict=True):
        np.testing.assert_allclose(mine, (leaf - 0.3 * step).detach().numpy(), rtol=1e-9, atol=1e-12)
