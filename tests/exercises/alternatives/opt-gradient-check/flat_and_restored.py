import numpy as np


def numeric_grad(f, x, eps=1e-6):
    """Moves one entry of a flat copy at a time, and puts back what was there."""
    moved = np.array(x, dtype=float)
    flat, result = moved.reshape(-1), np.empty(moved.size)
    for i in range(flat.size):
        kept = flat[i]
        flat[i] = kept + eps
        result[i] = f(moved)
        flat[i] = kept - eps
        result[i] -= f(moved)
        flat[i] = kept
    return result.reshape(moved.shape) / (2 * eps)


def check_grad(f, grad, x, *, eps=1e-6, rtol=1e-5, n_dirs=None, rng=None):
    x = np.array(x, dtype=float)
    analytic = np.array(grad(x), dtype=float)
    if analytic.shape != x.shape:
        raise ValueError("shape of the gradient")
    if n_dirs is None:
        moves = (np.eye(1, x.size, i).reshape(x.shape) for i in range(x.size))
    elif rng is None:
        raise ValueError("no rng")
    else:
        draws = rng.standard_normal((n_dirs, *x.shape))
        moves = (draw / np.linalg.norm(draw) for draw in draws)
    middle, errors = f(x), [0.0]
    for move in moves:
        low, high = f(x - eps * move), f(x + eps * move)
        got, want = np.vdot(analytic, move), (high - low) / eps / 2
        sides = np.array([high - middle, middle - low]) / eps
        smooth = abs(sides[0] - sides[1]) <= 0.1 * max(1, *abs(sides))
        error = abs(got - want) / max(1e-3, abs(got), abs(want))
        errors.append(error if smooth and error == error else np.inf)
    worst = max(errors)
    return worst <= rtol, float(worst)
