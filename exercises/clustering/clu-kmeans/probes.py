import copy
import inspect

from studytui.checks import probe


@probe
def seeds(submission, X, k, rng, times):
    """The centres of many independent seedings, one after the other."""
    return [submission.kmeans_plus_plus(X, k, rng) for _ in range(times)]


@probe
def restarts(submission, X, k, times, max_iter, rng):
    """The inertias of fits with one start each; of one fit with as many starts the inertia and the last of its history;
    and where each way left its rng."""
    single, whole = copy.deepcopy(rng), copy.deepcopy(rng)
    each = [submission.KMeans(k, n_init=1, max_iter=max_iter, rng=single).fit(X).inertia_ for _ in range(times)]
    together = submission.KMeans(k, n_init=times, max_iter=max_iter, rng=whole).fit(X)
    return each, together.inertia_, together.history_[-1], [float(single.random()), float(whole.random())]


@probe
def defaults(submission):
    """The defaults of lloyd and of KMeans, by argument."""
    found = {}
    for name in ("lloyd", "KMeans"):
        arguments = inspect.signature(getattr(submission, name)).parameters.values()
        found[name] = {each.name: each.default for each in arguments if each.default is not each.empty}
    return found
