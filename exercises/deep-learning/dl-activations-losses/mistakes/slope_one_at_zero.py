"""The slope of relu at 0 is 1.

caught by: derivatives
"""

import math

import numpy as np

erfc = np.vectorize(math.erfc, otypes=[np.float64])


def floats(*arrays: np.ndarray) -> list[np.ndarray]:
    """In float64, all of the same shape."""
    result = [np.asarray(array, dtype=np.float64) for array in arrays]
    if len({array.shape for array in result}) > 1:
        raise ValueError(f"shapes differ: {[array.shape for array in result]}")
    return result


def relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(floats(x)[0], 0.0)


def d_relu(x: np.ndarray) -> np.ndarray:
    return (floats(x)[0] >= 0).astype(np.float64)


def gelu(x: np.ndarray) -> np.ndarray:
    (x,) = floats(x)
    return x * 0.5 * erfc(-x / math.sqrt(2))


def d_gelu(x: np.ndarray) -> np.ndarray:
    (x,) = floats(x)
    return 0.5 * erfc(-x / math.sqrt(2)) + x * np.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def sigmoid(x: np.ndarray) -> np.ndarray:
    return np.exp(-np.logaddexp(0, -floats(x)[0]))


def d_sigmoid(x: np.ndarray) -> np.ndarray:
    s = sigmoid(x)
    return s * (1 - s)


def silu(x: np.ndarray) -> np.ndarray:
    return floats(x)[0] * sigmoid(x)


def d_silu(x: np.ndarray) -> np.ndarray:
    s = sigmoid(x)
    return s * (1 + floats(x)[0] * (1 - s))


def tanh(x: np.ndarray) -> np.ndarray:
    return np.tanh(floats(x)[0])


def d_tanh(x: np.ndarray) -> np.ndarray:
    return 1 - tanh(x) ** 2


def log_softmax(z: np.ndarray, axis: int = -1) -> np.ndarray:
    (z,) = floats(z)
    shifted = z - z.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def softmax(z: np.ndarray, axis: int = -1) -> np.ndarray:
    return np.exp(log_softmax(z, axis))


def cross_entropy(
    z: np.ndarray, y: np.ndarray, *, label_smoothing: float = 0.0, ignore_index: int | None = None
) -> tuple[float, np.ndarray]:
    (z,), y = floats(z), np.asarray(y)
    kept = np.full(len(y), True) if ignore_index is None else y != ignore_index
    dz = np.zeros(z.shape)
    if not kept.any():
        return 0.0, dz
    count = kept.sum()
    target = np.full((count, z.shape[1]), label_smoothing / z.shape[1])
    target[np.arange(count), y[kept]] += 1 - label_smoothing
    logp = log_softmax(z[kept])
    dz[kept] = (np.exp(logp) - target) / count
    asked = target > 0
    return float(-(target[asked] * logp[asked]).sum() / count), dz


def mse(p: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    p, y = floats(p, y)
    return float(((p - y) ** 2).mean()), 2 * (p - y) / p.size


def bce_with_logits(z: np.ndarray, y: np.ndarray, pos_weight: float = 1.0) -> tuple[float, np.ndarray]:
    z, y = floats(z, y)
    s = sigmoid(z)
    loss = pos_weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    return float(loss.mean()), ((1 - y) * s - pos_weight * y * (1 - s)) / z.size


def huber(p: np.ndarray, y: np.ndarray, delta: float) -> tuple[float, np.ndarray]:
    p, y = floats(p, y)
    r = p - y
    loss = np.where(np.abs(r) <= delta, r * r / 2, delta * (np.abs(r) - delta / 2))
    return float(loss.mean()), np.clip(r, -delta, delta) / r.size
