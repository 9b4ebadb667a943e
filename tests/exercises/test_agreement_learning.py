"""References that learn agree with scikit-learn and PyTorch where these have the same thing."""

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.tree import DecisionTreeClassifier
from tests.exercises.shared import reference_of

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
