"""References of the numerical tracks agree with NumPy, SciPy and scikit-learn where these have the same thing."""

import numpy as np
import pytest
from scipy.linalg import block_diag
from scipy.spatial.distance import cdist, cosine
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
