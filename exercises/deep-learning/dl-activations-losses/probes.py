import warnings

from studytui.checks import probe


@probe
def with_warnings(submission, name, *args, **kwargs):
    """What the function returned, and the texts of the warnings it gave."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        value = getattr(submission, name)(*args, **kwargs)
    return value, [str(one.message) for one in seen]


@probe
def of_transposed(submission, names, x):
    """What each of these functions makes of the transposed view of x."""
    return [getattr(submission, name)(x.T) for name in names]
