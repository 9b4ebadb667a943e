"""References that measure agree with scikit-learn and SciPy where these have the same thing."""

import numpy as np
import pytest
from scipy import stats
from scipy.special import kolmogorov, rel_entr
from sklearn import metrics
from sklearn.utils.class_weight import compute_class_weight
from tests.exercises.shared import reference_of

Rng = np.random.Generator


@pytest.fixture(params=range(3))
def rng(request: pytest.FixtureRequest) -> Rng:
    """Three generators, one after the other."""
    return np.random.default_rng(request.param)


@pytest.mark.parametrize("average", ["macro", "micro", "weighted"])
def test_averaged_scores_are_those_of_scikit_learn(rng: Rng, average: str) -> None:
    """Matrix, precision, recall and F-beta are scikit-learn's, with classes that occur on one side only."""
    y, guess = rng.integers(0, 4, size=40), rng.integers(1, 5, size=40)
    module = reference_of("eval-confusion-threshold")
    np.testing.assert_array_equal(
        module.confusion(y, guess, [4, 0, 1, 2, 3]), metrics.confusion_matrix(y, guess, labels=[4, 0, 1, 2, 3])
    )
    for beta in (1.0, 2.0):
        theirs = metrics.precision_recall_fscore_support(y, guess, beta=beta, average=average, zero_division=0.0)
        np.testing.assert_allclose(module.prf(y, guess, average, beta), theirs[:3], atol=1e-12)


def test_binary_scores_and_weights_are_those_of_scikit_learn(rng: Rng) -> None:
    """The binary scores, and the balanced weight of every class, are scikit-learn's."""
    y, guess = rng.integers(0, 2, size=30), rng.integers(0, 2, size=30)
    module = reference_of("eval-confusion-threshold")
    theirs = metrics.precision_recall_fscore_support(y, guess, beta=0.5, average="binary")
    np.testing.assert_allclose(module.prf(y, guess, "binary", 0.5), theirs[:3], atol=1e-12)
    weights = compute_class_weight("balanced", classes=np.array([0, 1]), y=y)
    assert list(module.balanced_class_weights(y).values()) == pytest.approx(weights.tolist(), rel=1e-12)


@pytest.mark.parametrize("digits", [0, 6])
def test_curves_are_those_of_scikit_learn(rng: Rng, digits: int) -> None:
    """Both curves and both areas are scikit-learn's, with ties and without."""
    y = rng.integers(0, 2, size=50)
    score = np.round(y + rng.normal(size=50), digits)
    module = reference_of("eval-roc-pr")
    pairs = (
        (module.roc_curve(y, score), metrics.roc_curve(y, score, drop_intermediate=False)),
        (module.pr_curve(y, score), metrics.precision_recall_curve(y, score)),
    )
    for ours, theirs in pairs:
        for mine, other in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(mine, other, rtol=1e-12)
    assert module.roc_auc(y, score) == pytest.approx(metrics.roc_auc_score(y, score), abs=1e-12)
    assert module.average_precision(y, score) == pytest.approx(metrics.average_precision_score(y, score), abs=1e-12)


def test_discounted_gain_is_that_of_scikit_learn(rng: Rng) -> None:
    """NDCG with linear gains, cut or not, and AP of a full list are scikit-learn's."""
    gains, score = rng.integers(0, 4, size=12).astype(float), rng.normal(size=12)
    ranked = [int(item) for item in np.argsort(-score)]
    module = reference_of("eval-ranking-metrics")
    for k in (3, 12):
        got = module.ndcg_at_k(ranked, dict(enumerate(gains)), k, exponential=False)
        assert got == pytest.approx(metrics.ndcg_score(gains[None], score[None], k=k), abs=1e-12)
    liked = gains > 1
    got = module.average_precision_at_k(ranked, {int(item) for item in np.flatnonzero(liked)}, 12)
    assert got == pytest.approx(metrics.average_precision_score(liked, score), abs=1e-12)


@pytest.mark.parametrize("digits", [0, 6])
def test_the_two_sample_test_is_scipys(rng: Rng, digits: int) -> None:
    """The statistic and the exact p are SciPy's, with ties and without; the series is Kolmogorov's distribution."""
    module = reference_of("mlops-psi-drift")
    a, b = np.round(rng.normal(size=40), digits), np.round(rng.normal(size=25) + 0.4, digits)
    theirs = stats.ks_2samp(a, b, method="exact")
    assert module.ks_2samp(a, b) == pytest.approx((theirs.statistic, theirs.pvalue), abs=1e-9)
    a, b = rng.normal(size=300), rng.normal(size=200)
    statistic, p = module.ks_2samp(a, b)
    assert statistic == pytest.approx(stats.ks_2samp(a, b).statistic, abs=1e-12)
    assert p == pytest.approx(kolmogorov(statistic * np.sqrt(120)), abs=1e-9)


def test_the_stability_index_is_both_divergences(rng: Rng) -> None:
    """Over bins that are all filled PSI is the sum of the two Kullback-Leibler divergences, as SciPy has them."""
    e, a = rng.integers(1, 30, size=5), rng.integers(1, 30, size=5)
    before, after = ([name for name, n in zip("vwxyz", counts, strict=True) for _ in range(n)] for counts in (e, a))
    got = reference_of("mlops-psi-drift").psi_categorical(before, after)
    p, q = e / e.sum(), a / a.sum()
    assert got == pytest.approx(rel_entr(p, q).sum() + rel_entr(q, p).sum(), rel=1e-12)
