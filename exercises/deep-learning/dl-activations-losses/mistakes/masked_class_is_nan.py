"""A target of 0 is multiplied by a logarithm of -inf: nan.

caught by: cross_entropy_far
"""

import math

import numpy as np

erfc = np.vectorize(math.erfc, otypes=[np.float64])


def f64(x: np.ndarray) -> np.ndarray:
    return np.asarray(x, dtype=np.float64)


def paired(p: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """In float64, both of the same shape."""
    p, y = f64(p), f64(y)
    if p.shape != y.shape:
        raise ValueError(f"shapes differ: {p.shape} and {y.shape}")
    return p, y


def relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(f64(x), 0.0)


def d_relu(x: np.ndarray) -> np.ndarray:
    return (f64(x) > 0).astype(np.float64)


def gelu(x: np.ndarray) -> np.ndarray:
    x = f64(x)
    return x * 0.5 * erfc(-x / math.sqrt(2))


def d_gelu(x: np.ndarray) -> np.ndarray:
    x = f64(x)
    return 0.5 * erfc(-x / math.sqrt(2)) + x * np.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def sigmoid(x: np.ndarray) -> np.ndarray:
    return np.exp(-np.logaddexp(0, -f64(x)))


def d_sigmoid(x: np.ndarray) -> np.ndarray:
    s = sigmoid(x)
    return s * (1 - s)


def silu(x: np.ndarray) -> np.ndarray:
    return f64(x) * sigmoid(x)


def d_silu(x: np.ndarray) -> np.ndarray:
    s = sigmoid(x)
    return s * (1 + f64(x) * (1 - s))


def tanh(x: np.ndarray) -> np.ndarray:
    return np.tanh(f64(x))


def d_tanh(x: np.ndarray) -> np.ndarray:
    return 1 - tanh(x) ** 2


def log_softmax(z: np.ndarray, axis: int = -1) -> np.ndarray:
    # core: begin
    z = f64(z)
    shifted = z - z.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    # core: end


def softmax(z: np.ndarray, axis: int = -1) -> np.ndarray:
    return np.exp(log_softmax(z, axis))


def cross_entropy(
    z: np.ndarray, y: np.ndarray, *, label_smoothing: float = 0.0, ignore_index: int | None = None
) -> tuple[float, np.ndarray]:
    # core: begin
    z, y = np.asarray(z), np.asarray(y)
    kept = np.full(len(y), True) if ignore_index is None else y != ignore_index
    dz = np.zeros(z.shape)
    if not kept.any():
        return 0.0, dz
    count = kept.sum()
    target = np.full((count, z.shape[1]), label_smoothing / z.shape[1])
    target[np.arange(count), y[kept]] += 1 - label_smoothing
    logp = log_softmax(z[kept])
    dz[kept] = (np.exp(logp) - target) / count
    return float(-(target * logp).sum() / count), dz
    # core: end


def mse(p: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    p, y = paired(p, y)
    r = p - y
    return float((r * r).mean()), 2 * r / r.size


def bce_with_logits(z: np.ndarray, y: np.ndarray, pos_weight: float = 1.0) -> tuple[float, np.ndarray]:
    # core: begin
    z, y = paired(z, y)
    s = sigmoid(z)
    loss = pos_weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    return float(loss.mean()), ((1 - y) * s - pos_weight * y * (1 - s)) / z.size
    # core: end


def huber(p: np.ndarray, y: np.ndarray, delta: float) -> tuple[float, np.ndarray]:
    p, y = paired(p, y)
    r = p - y
    slope = np.clip(r, -delta, delta)
    return float((slope * (r - slope / 2)).mean()), slope / r.size
