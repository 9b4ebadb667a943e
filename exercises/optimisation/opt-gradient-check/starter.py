from collections.abc import Callable

import numpy as np

Function = Callable[[np.ndarray], float]


def numeric_grad(f: Function, x: np.ndarray, eps: float = 1e-6) -> np.ndarray:
    """f: from an array of x's shape to a number; x: any shape. Returns the gradient by central differences."""
    raise NotImplementedError


def check_grad(
    f: Function,
    grad: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    *,
    eps: float = 1e-6,
    rtol: float = 1e-5,
    n_dirs: int | None = None,
    rng: np.random.Generator | None = None,
) -> tuple[bool, float]:
    """grad: maps an array of x's shape to another; n_dirs: random directions drawn from rng, None for all axes.

    Returns whether the worst relative error is at most rtol, and that error.
    """
    raise NotImplementedError
