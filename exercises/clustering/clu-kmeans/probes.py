from studytui.checks import probe


@probe
def seeds(submission, X, k, rng, times):
    """The centres of many independent seedings, one after the other."""
    return [submission.kmeans_plus_plus(X, k, rng) for _ in range(times)]


@probe
def inertias(submission, X, k, n_init, rng, times):
    """The inertia of many independent fits."""
    return [submission.KMeans(k, n_init=n_init, rng=rng).fit(X).inertia_ for _ in range(times)]
