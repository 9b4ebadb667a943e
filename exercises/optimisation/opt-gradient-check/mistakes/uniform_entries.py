"""The entries of random directions are uniform, which favours the corners of a cube.

caught by: spread
"""

import math
from collections.abc import Callable, Iterator

import numpy as np

Function = Callable[[np.ndarray], float]


def axes(shape: tuple[int, ...]) -> Iterator[np.ndarray]:
    for place in np.ndindex(shape):
        v = np.zeros(shape)
        v[place] = 1.0
        yield v


def random_directions(shape: tuple[int, ...], count: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    for _ in range(count):
        v = rng.uniform(-1.0, 1.0, size=shape)
        yield v / np.sqrt((v * v).sum())


def numeric_grad(f: Function, x: np.ndarray, eps: float = 1e-6) -> np.ndarray:
    x = np.asarray(x)
    slopes = [(f(x + eps * v) - f(x - eps * v)) / (2 * eps) for v in axes(x.shape)]
    return np.array(slopes).reshape(x.shape)


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
    x = np.asarray(x, dtype=np.float64)
    g = np.asarray(grad(x.copy()))
    if g.shape != x.shape:
        raise ValueError(f"the gradient has shape {g.shape}, x has shape {x.shape}")
    if n_dirs is not None and rng is None:
        raise ValueError("random directions need a generator")
    worst, here = 0.0, f(x.copy())
    for v in axes(x.shape) if n_dirs is None else random_directions(x.shape, n_dirs, rng):
        ahead, behind = f(x + eps * v), f(x - eps * v)
        right, left = (ahead - here) / eps, (here - behind) / eps
        a, n = float((g * v).sum()), (ahead - behind) / (2 * eps)
        error = abs(a - n) / max(abs(a), abs(n), 1e-3)
        if abs(right - left) > 0.1 * max(1.0, abs(left), abs(right)) or math.isnan(error):
            error = math.inf
        worst = max(worst, error)
    return bool(worst <= rtol), worst
