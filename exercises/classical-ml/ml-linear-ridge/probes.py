import numpy as np

from studytui.checks import probe

COUNTED = ("svd", "svdvals", "qr", "eigh", "eig", "eigvalsh", "eigvals", "solve", "inv", "cholesky", "lstsq", "pinv")


@probe
def factorisations(submission, X, y, alphas):
    """The leave-one-out errors, and how often functions of np.linalg were called for them."""
    calls = []

    def counted(original):
        def call(*args, **kwargs):
            calls.append(original)
            return original(*args, **kwargs)

        return call

    originals = {name: getattr(np.linalg, name) for name in COUNTED if hasattr(np.linalg, name)}
    imported = {name: value for name, value in vars(submission).items() if any(value is f for f in originals.values())}
    try:
        for name, value in originals.items():
            setattr(np.linalg, name, counted(value))
        for name, value in imported.items():
            setattr(submission, name, counted(value))
        result = submission.ridge_loocv(X, y, alphas)
    finally:
        for name, value in originals.items():
            setattr(np.linalg, name, value)
        for name, value in imported.items():
            setattr(submission, name, value)
    return np.asarray(result), len(calls)


@probe
def arguments_after(submission, X, y, weight):
    """X, y and the weights after everything was called with them."""
    submission.LinearRegression().fit(X, y, weight).predict(X)
    submission.Ridge(1.0).fit(X, y).predict(X)
    submission.ridge_loocv(X, y, [1.0])
    return X, y, weight
