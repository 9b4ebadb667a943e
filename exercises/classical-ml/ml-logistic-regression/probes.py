import inspect
import warnings

from studytui.checks import probe


@probe
def with_warnings(submission, name, *args):
    """What the function returned, and the texts of the warnings it gave."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        value = getattr(submission, name)(*args)
    return value, [str(one.message) for one in seen]


@probe
def path(submission, X, y, l2, steps):
    """The weights and intercept of gradient descent after 1, 2, ... steps."""
    models = [submission.LogisticRegression(l2, "gd", max_iter=n, tol=0.0).fit(X, y) for n in range(1, steps + 1)]
    return [[model.coef_, model.intercept_] for model in models]


@probe
def defaults(submission):
    """The defaults of the classifier, by argument."""
    arguments = inspect.signature(submission.LogisticRegression).parameters.values()
    return {each.name: each.default for each in arguments if each.default is not each.empty}
