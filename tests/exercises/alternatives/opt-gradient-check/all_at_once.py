import math

import numpy as np


def slopes(f, x, moves, eps):
    """Left, right and central slopes along each move, as rows of an array."""
    base = f(x)
    ahead = np.array([f(x + eps * move) for move in moves], dtype=float)
    behind = np.array([f(x - eps * move) for move in moves], dtype=float)
    return (base - behind) / eps, (ahead - base) / eps, 0.5 * (ahead - behind) / eps


def unit_moves(x):
    return np.identity(x.size).reshape(x.size, *x.shape)


def numeric_grad(f, x, eps=1e-6):
    x = np.asarray(x).astype(np.float64)
    return slopes(f, x, unit_moves(x), eps)[2].reshape(x.shape)


def check_grad(f, grad, x, *, eps=1e-6, rtol=1e-5, n_dirs=None, rng=None):
    x = np.asarray(x).astype(np.float64)
    given = np.asarray(grad(x))
    if given.shape != x.shape or (n_dirs is not None and rng is None):
        raise ValueError("gradient or generator")
    if n_dirs is None:
        moves = unit_moves(x)
    else:
        moves = rng.normal(size=(n_dirs, x.size))
        moves = (moves / np.sqrt((moves**2).sum(axis=1, keepdims=True))).reshape(n_dirs, *x.shape)
    left, right, central = slopes(f, x, moves, eps)
    along = (moves * given).reshape(len(moves), x.size).sum(axis=1)
    size = np.maximum(np.maximum(np.abs(along), np.abs(central)), 1e-3)
    errors = np.abs(along - central) / size
    jump = np.abs(right - left) > 0.1 * np.maximum(1, np.maximum(np.abs(left), np.abs(right)))
    worst = float(np.where(jump | np.isnan(errors), math.inf, errors).max(initial=0.0))
    return worst <= rtol, worst
