import warnings

import numpy as np

from studytui.checks import probe


@probe
def with_warnings(submission, name, *args):
    """What the function returned, and the texts of the warnings it gave."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        value = getattr(submission, name)(*args)
    return value, [str(one.message) for one in seen]


@probe
def shares_memory(submission, base, idx, vals):
    """Whether what scatter_add returns lies where base lies."""
    return bool(
        np.shares_memory(submission.scatter_add(base, np.array(idx, dtype=int), np.array(vals, dtype=int)), base)
    )
