import gc
import sys

from studytui.checks import probe


@probe
def chain(submission, length):
    """Value and derivative at x = 0.5 of that many relus, one after the other."""
    x = submission.Value(0.5)
    y = x
    for _ in range(length):
        y = y.relu()
    y.backward()
    return y.data, x.grad


@probe
def still_held(submission, length):
    """How many references to a leaf are left once the only result made of it is gone."""
    gc.disable()
    try:
        x = submission.Value(0.5)
        before = sys.getrefcount(x)
        y = x
        for _ in range(length):
            y = (y * x + 1.0).tanh()
        y.backward()
        del y
        return sys.getrefcount(x) - before
    finally:
        gc.enable()
