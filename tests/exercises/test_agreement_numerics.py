"""References of the numerical tracks agree with NumPy, SciPy and scikit-learn where these have the same thing."""

import numpy as np
import pytest
from scipy.linalg import block_diag
from scipy.optimize import rosen, rosen_der
from scipy.optimize._numdiff import approx_derivative
from scipy.spatial.distance import cdist, cosine, jensenshannon
from scipy.special import softmax
from scipy.stats import bootstrap, entropy, norm
from sklearn.linear_model import LinearRegression, Ridge, RidgeCV
from sklearn.metrics import mutual_info_score
from sklearn.preprocessing import label_binarize, normalize
from tests.exercises.shared import reference_of

Rng = np.random.Generator


@pytest.fixture(params=range(3))
def rng(request: pytest.FixtureRequest) -> Rng:
    """Three generators, one after the other."""
    return np.random.default_rng(request.param)


def test_the_drills_are_the_librarys_functions(rng: Rng) -> None:
    """Distances, unit rows, one-hot rows, buckets, sums and the packed mask are those of the libraries."""
    module = reference_of("np-broadcast-puzzles")
    x, y = rng.normal(size=(7, 3)), rng.normal(size=(5, 3))
    np.testing.assert_allclose(module.pairwise_sq_dists(x, y), cdist(x, y, "sqeuclidean"), atol=1e-12)
    np.testing.assert_allclose(module.row_normalise(x), normalize(x), atol=1e-15)
    labels = rng.integers(0, 4, size=9)
    np.testing.assert_array_equal(module.one_hot(labels, 4), label_binarize(labels, classes=range(4)))
    edges = np.sort(rng.integers(0, 4, size=3))
    np.testing.assert_array_equal(module.bucketize(labels, edges), np.digitize(labels, edges))
    np.testing.assert_array_equal(module.segment_sum(x[:, 0], labels[:7], 4), np.bincount(labels[:7], x[:, 0], 4))
    lengths = rng.integers(1, 4, size=3)
    blocks = block_diag(*[np.tri(length) for length in lengths])
    np.testing.assert_array_equal(module.causal_block_mask(lengths), blocks.astype(bool))


def test_projections_are_those_of_least_squares(rng: Rng) -> None:
    """Norms are NumPy's, the cosine is one minus SciPy's distance, and the projection is lstsq's, rank lost or not."""
    module = reference_of("la-norms-projections")
    x, y, basis = rng.normal(size=6), rng.normal(size=6), rng.normal(size=(3, 6))
    for p in (1, 1.5, 2, np.inf):
        assert module.lp_norm(x.tolist(), p) == pytest.approx(np.linalg.norm(x, p), rel=1e-12)
    assert module.cosine(x.tolist(), y.tolist()) == pytest.approx(1 - cosine(x, y), abs=1e-12)
    for vectors in (basis, np.vstack([basis, basis[0] - basis[1]])):
        weights = np.linalg.lstsq(vectors.T, x, rcond=None)[0]
        np.testing.assert_allclose(module.project(x.tolist(), vectors.tolist()), weights @ vectors, atol=1e-12)
        np.testing.assert_allclose(module.residual(x.tolist(), vectors.tolist()), x - weights @ vectors, atol=1e-12)


def test_posteriors_are_the_softmax_of_their_scores(rng: Rng) -> None:
    """The posterior is SciPy's softmax of log prior plus log likelihoods."""
    module = reference_of("prob-bayes-update")
    chances, prior = rng.uniform(0.1, 0.9, size=(3, 2)), rng.uniform(1, 5, size=3)
    evidence = rng.integers(0, 2, size=40).tolist()
    table = np.stack([1 - chances[:, 0], chances[:, 0]], axis=1)
    got = module.posterior(dict(enumerate(prior)), lambda h, e: table[h, e], evidence)
    scores = np.log(prior) + np.log(table[:, evidence]).sum(axis=1)
    np.testing.assert_allclose([got[h] for h in range(3)], softmax(scores), rtol=1e-11)


def test_entropies_are_scipys(rng: Rng) -> None:
    """Entropy and divergences are SciPy's; mutual information and gain are scikit-learn's."""
    module = reference_of("info-entropy-kl")
    p, q = rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(5))
    assert module.entropy(p, np.e) == pytest.approx(entropy(p), abs=1e-12)
    assert module.kl(p, q) == pytest.approx(entropy(p, q, base=2), abs=1e-12)
    assert module.js(p, q) == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-12)
    y, split = rng.integers(0, 3, size=50), rng.integers(0, 4, size=50)
    assert module.information_gain(y, split) == pytest.approx(mutual_info_score(y, split) / np.log(2), abs=1e-12)


def test_the_power_is_that_of_simulated_experiments(rng: Rng) -> None:
    """Of 200,000 simulated experiments at the size given, the test with pooled width rejects as many as promised."""
    module = reference_of("stat-ab-power")
    p0, effect, ratio = 0.3, 0.08, 1.5
    n0, n1 = module.sample_size_proportions(p0, effect, ratio=ratio)
    share0 = rng.binomial(n0, p0, size=200_000) / n0
    share1 = rng.binomial(n1, p0 + effect, size=200_000) / n1
    pooled = (n0 * share0 + n1 * share1) / (n0 + n1)
    z = (share1 - share0) / np.sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1))
    rejected = (np.abs(z) > norm.isf(0.025)).mean()
    promised = module.power_proportions(p0, p0 + effect, n0, n1)
    assert promised >= 0.8
    assert rejected == pytest.approx(promised, abs=0.01)  # the normal curve is off by some 0.004 at these sizes


def test_bootstrap_intervals_are_scipys(rng: Rng) -> None:
    """From the same state, the percentile, BCa and paired intervals are SciPy's, ends and all."""
    module = reference_of("stat-bootstrap-ci")
    x = rng.exponential(size=20)
    y = x + rng.normal(size=20)
    seed = int(rng.integers(1000))
    given = {"n_resamples": 500, "confidence_level": 0.9, "vectorized": False}
    ours = {"n_boot": 500, "level": 0.9}
    for stat in (np.mean, np.median, np.std):
        for method in ("percentile", "bca"):
            theirs = bootstrap((x,), stat, **given, method=method, rng=np.random.default_rng(seed))
            ends = module.bootstrap_ci(x, stat, **ours, method=method, rng=np.random.default_rng(seed))
            np.testing.assert_allclose(ends, theirs.confidence_interval, rtol=1e-9)
        paired = {**given, "paired": True, "method": "percentile", "rng": np.random.default_rng(seed)}
        theirs = bootstrap((x, y), lambda a, b, stat=stat: stat(a) - stat(b), **paired)
        ends = module.paired_bootstrap_diff(x, y, stat, **ours, rng=np.random.default_rng(seed))
        np.testing.assert_allclose(ends, theirs.confidence_interval, rtol=1e-9)


def test_numerical_gradients_are_scipys(rng: Rng) -> None:
    """The central gradient is SciPy's derivative, and the checker accepts what SciPy's check accepts."""
    module = reference_of("opt-gradient-check")
    x = rng.normal(size=4)
    ours = module.numeric_grad(rosen, x)
    np.testing.assert_allclose(ours, approx_derivative(rosen, x, method="3-point"), rtol=1e-6, atol=1e-5)
    np.testing.assert_allclose(ours, rosen_der(x), rtol=1e-6, atol=1e-5)
    assert module.check_grad(rosen, rosen_der, x)[0]
    assert not module.check_grad(rosen, lambda at: 1.001 * rosen_der(at), x)[0]


def test_regressions_are_those_of_scikit_learn(rng: Rng) -> None:
    """Least squares with weights, ridge, and the leave-one-out errors of RidgeCV, in wide and tall data."""
    module = reference_of("ml-linear-ridge")
    for shape in ((30, 4), (8, 20)):
        x, y = rng.normal(size=shape) + 3, rng.normal(size=shape[0])
        weight = rng.uniform(0.5, 2, size=shape[0])
        pairs = [
            (module.LinearRegression().fit(x, y, weight), LinearRegression().fit(x, y, weight)),
            (module.Ridge(0.7).fit(x, y), Ridge(0.7, solver="svd").fit(x, y)),
        ]
        for ours, theirs in pairs:
            np.testing.assert_allclose(ours.coef_, theirs.coef_, atol=1e-9)
            np.testing.assert_allclose(ours.intercept_, theirs.intercept_, atol=1e-9)
        chosen = RidgeCV([0.5, 5.0], store_cv_results=True).fit(x, y)
        np.testing.assert_allclose(
            module.ridge_loocv(x, y, [0.5, 5.0]), chosen.cv_results_.reshape(-1, 2).mean(axis=0), rtol=1e-8
        )
