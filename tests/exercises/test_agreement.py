"""References agree with scikit-learn, SciPy and PyTorch where these have the same thing."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
import torch
from scipy.special import expit
from scipy.stats import chisquare
from sklearn.cluster import KMeans, kmeans_plusplus
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from tests.exercises.shared import reference_of
from torch.nn import functional

Rng = np.random.Generator


@pytest.fixture(params=range(3))
def rng(request: pytest.FixtureRequest) -> Rng:
    """Three generators, one after the other."""
    return np.random.default_rng(request.param)


@pytest.mark.parametrize("shape", [(30, 5), (6, 9)])
def test_pca_is_that_of_scikit_learn(rng: Rng, shape: tuple[int, int]) -> None:
    """Components up to sign, variances, shares and both transforms are scikit-learn's."""
    x = rng.normal(size=shape) @ np.diag(np.geomspace(1, 20, shape[1])) + 7
    ours = reference_of("la-pca-svd").PCA(3).fit(x)
    theirs = PCA(3, svd_solver="full").fit(x)
    np.testing.assert_allclose(np.abs(ours.components_), np.abs(theirs.components_), rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(ours.explained_variance_, theirs.explained_variance_, rtol=1e-10)
    np.testing.assert_allclose(ours.explained_variance_ratio_, theirs.explained_variance_ratio_, rtol=1e-10)
    new = rng.normal(size=(4, shape[1]))
    np.testing.assert_allclose(
        ours.inverse_transform(ours.transform(new)), theirs.inverse_transform(theirs.transform(new)), rtol=1e-9
    )


def test_shares_count_as_in_scikit_learn_off_the_boundary(rng: Rng) -> None:
    """A share keeps as many components as scikit-learn's, where it lies on no boundary."""
    x = rng.normal(size=(40, 6))
    for share in (0.3, 0.62, 0.9):
        ours = reference_of("la-pca-svd").PCA(share).fit(x)
        assert len(ours.components_) == PCA(share, svd_solver="full").fit(x).n_components_


def test_the_sigmoid_is_scipys() -> None:
    """The sigmoid is expit, far out as well."""
    z = np.array([-800.0, -40, -3, 0, 3, 40, 800])
    np.testing.assert_allclose(reference_of("ml-logistic-regression").sigmoid(z), expit(z), rtol=1e-12)


def test_the_gradient_of_the_loss_is_that_of_autograd(rng: Rng) -> None:
    """Loss and gradient are PyTorch's binary cross-entropy with the penalty added."""
    module = reference_of("ml-logistic-regression")
    x, y, w = rng.normal(size=(20, 3)), rng.integers(0, 2, size=20), rng.normal(size=3)
    weights = torch.tensor(w, requires_grad=True)
    bias = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
    scores = torch.from_numpy(x) @ weights + bias
    loss = functional.binary_cross_entropy_with_logits(scores, torch.from_numpy(y).double())
    loss = loss + 0.35 * weights @ weights
    loss.backward()  # type: ignore[no-untyped-call]  # PyTorch's own
    assert module.log_loss(w, 0.3, x, y, 0.7) == pytest.approx(loss.item(), rel=1e-12)
    got_w, got_b = module.log_loss_grad(w, 0.3, x, y, 0.7)
    assert weights.grad is not None
    assert bias.grad is not None
    np.testing.assert_allclose(got_w, weights.grad.numpy(), rtol=1e-10)
    assert got_b == pytest.approx(bias.grad.item(), rel=1e-10)


@pytest.mark.parametrize(("solver", "tolerance"), [("newton", 1e-6), ("gd", 1e-3)])
def test_the_classifier_is_that_of_scikit_learn(rng: Rng, solver: str, tolerance: float) -> None:
    """Both solvers reach the optimum that scikit-learn reaches with C = 1 / (n l2)."""
    x = rng.normal(size=(80, 3)) + 0.5
    y = (x @ np.array([1.0, -2, 0.5]) + rng.logistic(size=80) > 0).astype(int)
    ours = reference_of("ml-logistic-regression").LogisticRegression(0.05, solver, max_iter=5000).fit(x, y)
    theirs = LogisticRegression(C=1 / (80 * 0.05), tol=1e-12, max_iter=10_000).fit(x, y)
    np.testing.assert_allclose(ours.coef_, theirs.coef_[0], atol=tolerance)
    assert ours.intercept_ == pytest.approx(theirs.intercept_[0], abs=tolerance)
    np.testing.assert_allclose(ours.predict_proba(x), theirs.predict_proba(x), atol=tolerance)


def test_lloyd_is_that_of_scikit_learn(rng: Rng) -> None:
    """From the same centres, with tol = 0, the loop ends where scikit-learn's ends."""
    x = rng.normal(size=(200, 3))
    centers, labels, history = reference_of("clu-kmeans").lloyd(x, x[:6], 300, 0.0)
    theirs = KMeans(6, init=x[:6], n_init=1, tol=0.0, algorithm="lloyd").fit(x)
    np.testing.assert_allclose(centers, theirs.cluster_centers_, rtol=1e-9)
    np.testing.assert_array_equal(labels, theirs.labels_)
    assert history[-1] == pytest.approx(theirs.inertia_, rel=1e-9)


def test_seeding_follows_squared_distance_as_scikit_learns_does() -> None:
    """Of 0, 1 and 5, the row left out of a pair is distributed as D² says, here and with scikit-learn's one trial."""
    x = np.array([[0.0], [1.0], [5.0]])
    near, middle, far = 1 / 26 + 1 / 17, 25 / 26 + 25 / 41, 16 / 17 + 16 / 41
    exact = np.array([far, middle, near]) / 3
    module, generator, state = reference_of("clu-kmeans"), np.random.default_rng(0), np.random.RandomState(0)
    ours = [module.kmeans_plus_plus(x, 2, generator).sum() for _ in range(2000)]
    theirs = [kmeans_plusplus(x, 2, n_local_trials=1, random_state=state)[0].sum() for _ in range(2000)]
    for sums in (ours, theirs):
        counts = [sums.count(value) for value in (6.0, 5.0, 1.0)]
        assert chisquare(counts, 2000 * exact).pvalue > 1e-6


def test_autograd_is_pytorchs(rng: Rng) -> None:
    """Value and gradients of an expression with shared nodes are those of PyTorch in double precision."""
    a, b = (float(number) for number in rng.uniform(0.5, 2, size=2))
    value = reference_of("dl-scalar-autograd").Value
    x, y = value(a), value(b)
    u, v = (torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in (a, b))

    def expression(p: Any, q: Any) -> Any:  # Any: a Value or a tensor
        inner = p * q + p.tanh() ** 3 - 2 / q
        return (inner * inner + 1).log() + (inner - p).relu() * q.exp() / (1 + p)

    ours, theirs = expression(x, y), expression(u, v)
    ours.backward()
    theirs.backward()
    assert u.grad is not None
    assert v.grad is not None
    assert ours.data == pytest.approx(theirs.item(), rel=1e-12)
    assert [x.grad, y.grad] == pytest.approx([u.grad.item(), v.grad.item()], rel=1e-10)


OPTIMISERS: list[tuple[str, dict[str, Any], Callable[..., torch.optim.Optimizer], dict[str, Any]]] = [
    ("SGD", {"weight_decay": 0.1}, torch.optim.SGD, {"weight_decay": 0.1}),
    ("SGD", {"momentum": 0.9}, torch.optim.SGD, {"momentum": 0.9}),
    ("SGD", {"momentum": 0.9, "nesterov": True}, torch.optim.SGD, {"momentum": 0.9, "nesterov": True}),
    ("RMSProp", {}, torch.optim.RMSprop, {}),
    ("Adam", {}, torch.optim.Adam, {}),
    ("Adam", {"weight_decay": 0.1}, torch.optim.Adam, {"weight_decay": 0.1}),
    ("Adam", {"weight_decay": 0.1, "decoupled": True}, torch.optim.AdamW, {"weight_decay": 0.1}),
]


@pytest.mark.parametrize(("name", "ours", "theirs", "options"), OPTIMISERS)
@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float64, 1e-12), (torch.float32, 5e-6)])
def test_optimisers_walk_as_pytorchs_do(
    rng: Rng,
    name: str,
    ours: dict[str, Any],
    theirs: Callable[..., torch.optim.Optimizer],
    options: dict[str, Any],
    dtype: torch.dtype,
    tolerance: float,
) -> None:
    """Over 50 steps down the Rosenbrock valley the parameters are PyTorch's."""
    start = torch.from_numpy(rng.uniform(-1, 1, size=2)).to(dtype)
    paths = []
    for make, settings in ((getattr(reference_of("opt-adamw-family"), name), ours), (theirs, options)):
        p = start.clone().requires_grad_()
        optimiser = make([p], lr=1e-3, **settings)
        path = []
        for _ in range(50):
            optimiser.zero_grad()
            loss = (1 - p[0]) ** 2 + 10 * (p[1] - p[0] ** 2) ** 2
            loss.backward()  # type: ignore[no-untyped-call]  # PyTorch's own
            optimiser.step()
            path.append(p.detach().clone())
        paths.append(torch.stack(path))
    torch.testing.assert_close(paths[0], paths[1], rtol=0, atol=tolerance)


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float64, 1e-10), (torch.float32, 1e-6)])
def test_attention_is_pytorchs(rng: Rng, dtype: torch.dtype, tolerance: float) -> None:
    """Output without a mask, with one, and causal with as many keys as queries is that of PyTorch's own function."""
    q, k, v = (torch.from_numpy(rng.normal(size=(2, 3, 5, 4))).to(dtype) for _ in range(3))
    mask = torch.from_numpy(rng.random(size=(2, 1, 5, 5)) < 0.6)
    mask[..., 0] = True
    attention = reference_of("tr-sdpa").attention
    native = functional.scaled_dot_product_attention
    same = partial(torch.testing.assert_close, rtol=0, atol=tolerance)
    same(attention(q, k, v)[0], native(q, k, v))
    same(attention(q, k, v, mask=mask)[0], native(q, k, v, attn_mask=mask))
    same(attention(q, k, v, causal=True)[0], native(q, k, v, is_causal=True))
