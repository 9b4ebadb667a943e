import numpy as np
import reference

from studytui.checks import check, close, equal, expect, raises, unchanged


def draw(rng, n=None, p=None, offset=10.0):
    """Correlated data, (n, p), far from the origin, with clearly different variances."""
    n = int(rng.integers(9, 20)) if n is None else n
    p = int(rng.integers(4, 7)) if p is None else p
    lengths = 2.0 ** -np.arange(p) * rng.uniform(0.9, 1.1, size=p)
    return rng.normal(size=(n, p)) * lengths @ rotation(rng, p) + offset * rng.uniform(1, 2, size=p)


def rotation(rng, p):
    """A random orthogonal matrix, (p, p)."""
    return np.linalg.qr(rng.normal(size=(p, p)))[0]


def with_variances(rng, n, variances):
    """Data, (n, p), whose sample variances along a random set of axes are exactly `variances` up to rounding."""
    p = len(variances)
    scores = rng.normal(size=(n, p))
    scores = np.linalg.qr(scores - scores.mean(axis=0))[0] * np.sqrt((n - 1) * np.asarray(variances))
    return scores @ rotation(rng, p)


def signs(got, want):
    """Per component, the sign that turns `got` towards `want`: (k,)."""
    got = np.asarray(got, dtype=float)
    expect(got.shape == want.shape, "components_ has shape (k, p)", got=got.shape, want=want.shape)
    return np.where((got * want).sum(axis=1) < 0, -1.0, 1.0)


@check("Components are unit rows at right angles", points=1)
def rows_orthonormal(learner, rng):
    X = draw(rng)
    k = int(rng.integers(1, X.shape[1]))
    pca = learner.PCA(k)
    pca.fit(X)
    components = np.asarray(pca.components_)
    expect(components.shape == (k, X.shape[1]), "components_ has shape (k, p)", got=components.shape, k=k, X=X.shape)
    close(components @ components.T, np.eye(k), atol=1e-9, what="components_ @ components_.T")
    close(pca.mean_, X.mean(axis=0), rtol=1e-9, what="mean_")


@check("Scores are centred and uncorrelated", points=2)
def scores_uncorrelated(learner, rng):
    X = draw(rng)
    pca = learner.PCA(X.shape[1])
    Z = np.asarray(pca.fit(X).transform(X))
    expect(Z.shape == X.shape, "transform gives one score per component", got=Z.shape, want=X.shape)
    close(Z.mean(axis=0), np.zeros(X.shape[1]), atol=1e-9, what="column means of transform(X)")
    products = Z.T @ Z
    close(products - np.diag(np.diag(products)), np.zeros_like(products), atol=1e-9, what="products of score columns")


@check("Variances along the components, over n - 1", points=2)
def variances(learner, rng):
    X = draw(rng)
    k = int(rng.integers(1, X.shape[1]))
    close(learner.PCA(k).fit(X).explained_variance_, reference.PCA(k).fit(X).explained_variance_, rtol=1e-7)


@check("Shares are of the whole variance, not of the kept part", points=1)
def shares(learner, rng):
    X = draw(rng)
    k = int(rng.integers(1, X.shape[1] - 1))
    got = learner.PCA(k).fit(X).explained_variance_ratio_
    close(got, reference.PCA(k).fit(X).explained_variance_ratio_, rtol=1e-7)


@check("New data are centred with the training mean", points=2)
def new_data(learner, rng):
    X = draw(rng)
    k = int(rng.integers(1, X.shape[1]))
    theirs, ours = learner.PCA(k), reference.PCA(k).fit(X)
    theirs.fit(X)
    sign = signs(theirs.components_, ours.components_)
    for m in (5, 1):
        batch = draw(rng, n=m, p=X.shape[1])
        close(np.asarray(theirs.transform(batch)) * sign, ours.transform(batch), rtol=1e-7, atol=1e-9)


@check("The inverse leads back: exactly with k = p, to the best rank-k fit below", points=2)
def inverse(learner, rng):
    X = draw(rng)
    p = X.shape[1]
    full = learner.PCA(p)
    full.fit(X)
    close(full.inverse_transform(full.transform(X)), X, rtol=1e-9, what="inverse_transform(transform(X)), k = p")
    close(full.inverse_transform(full.transform(X[:1])), X[:1], rtol=1e-9, what="the same for one row")
    k = int(rng.integers(1, p))
    theirs, ours = learner.PCA(k), reference.PCA(k).fit(X)
    theirs.fit(X)
    close(theirs.inverse_transform(theirs.transform(X)), ours.inverse_transform(ours.transform(X)), rtol=1e-8)


@check("A float keeps the smallest count that reaches the share", points=2)
def share_to_count(learner, rng):
    for _ in range(5):
        X = draw(rng)
        reached = np.cumsum(reference.PCA(X.shape[1]).fit(X).explained_variance_ratio_)
        k = int(rng.integers(1, X.shape[1]))
        below = reached[k - 2] if k > 1 else 0.0
        wanted = float(below + rng.uniform(0.2, 0.8) * (reached[k - 1] - below))
        got = len(learner.PCA(wanted).fit(X).components_)
        expect(got == k, "components kept for the wanted share", wanted=wanted, cumulative=reached, got=got, want=k)


@check("A share exactly on the boundary is reached, rounding or not", points=1)
def share_on_boundary(learner, rng):
    for parts, wanted, k in (((0.6, 0.35, 0.05), 0.95, 2), ((0.5, 0.25, 0.125, 0.125), 0.75, 2)):
        for short in (0.0, 5e-11):
            X = with_variances(rng, 12, parts)
            got = len(learner.PCA(wanted + short).fit(X).components_)
            message = "a share that is reached, or missed by less than 1e-10, needs no further component"
            expect(got == k, message, shares=parts, wanted=wanted + short, kept=got)
        got = len(learner.PCA(wanted + 1.5e-10).fit(X).components_)
        expect(
            got == k + 1, "a share missed by more than 1e-10 is not reached", shares=parts, missed_by=1.5e-10, kept=got
        )


@check("Fewer rows than features, and a constant feature", points=1)
def wide_or_constant(learner, rng):
    wide = draw(rng, n=5, p=9)
    constant = draw(rng, n=12, p=4)
    constant[:, 2] = 7.0
    for X, k in ((wide, 4), (constant, 3)):
        theirs, ours = learner.PCA(k), reference.PCA(k).fit(X)
        theirs.fit(X)
        close(theirs.explained_variance_, ours.explained_variance_, rtol=1e-7)
        sign = signs(theirs.components_, ours.components_)
        close(np.asarray(theirs.components_) * sign[:, None], ours.components_, atol=1e-7)


@check("Integers and float32 are worked on in float64, and left as they were", points=1)
def input_untouched(learner, rng):
    floats = draw(rng)
    unchanged(learner.PCA(2).fit, floats)
    pca = learner.PCA(2)
    pca.fit(floats)
    unchanged(pca.transform, floats)
    whole = rng.integers(-9, 10, size=(9, 4))
    single = draw(rng).astype(np.float32)
    half = draw(rng).astype(np.float16)
    for data, kind in ((whole, "integers"), (single, "float32"), (half, "float16")):
        got, want = learner.PCA(2).fit(data).explained_variance_, reference.PCA(2).fit(data).explained_variance_
        close(got, want, rtol=1e-8, what=f"explained_variance_ of {kind}")
        theirs, ours = learner.PCA(2), reference.PCA(2).fit(data)
        theirs.fit(data)
        close(theirs.mean_, data.mean(axis=0, dtype=float), rtol=1e-9, what=f"mean_ of {kind}")
        sign = signs(theirs.components_, ours.components_)
        close(
            np.asarray(theirs.components_) * sign[:, None],
            ours.components_,
            rtol=0.0,
            atol=1e-9,
            what=f"components_ of {kind}",
        )
        close(np.asarray(theirs.transform(data)) * sign, ours.transform(data), atol=1e-7, what=f"transform of {kind}")


@check("A component 10⁻⁹ as long as the largest keeps its digits", points=2)
def small_component(learner, rng):
    X = with_variances(rng, 20, (1.0, 1e-4, 1e-18))
    close(learner.PCA(3).fit(X).explained_variance_, reference.PCA(3).fit(X).explained_variance_, rtol=1e-3)


@check("30,000 rows do not need a 30,000 × 30,000 matrix", points=1)
def tall(learner, rng):
    X = rng.normal(size=(30_000, 8)) * np.arange(8, 0, -1)
    close(learner.PCA(3).fit(X).explained_variance_, reference.PCA(3).fit(X).explained_variance_, rtol=1e-7)


@check("Impossible counts and shares raise ValueError", points=1)
def refuses(learner, rng):
    X = draw(rng, n=6, p=4)

    def fit(n_components, data):
        learner.PCA(n_components).fit(data)

    for wanted in (0, 5, -1, 0.0, 1.0, 1.5, -0.5):
        raises(ValueError, fit, wanted, X)
    raises(ValueError, fit, 4, X[:3])
    equal(len(learner.PCA(4).fit(X).components_), 4)
