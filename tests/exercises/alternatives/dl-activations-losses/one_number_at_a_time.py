"""Scalars with math, mapped over arrays; cross-entropy item by item."""

import math

import numpy as np


def each(function):
    def mapped(x):
        x = np.array(x, dtype=float)
        return np.array([function(v) for v in x.ravel().tolist()]).reshape(x.shape)

    return mapped


def softplus(v):
    return max(v, 0.0) + math.log1p(math.exp(-abs(v)))


def logistic(v):
    return 1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v))


def phi(v):
    return math.exp(-0.5 * v * v) / math.sqrt(2 * math.pi)


def cdf(v):
    return 0.5 * (1 + math.erf(v / math.sqrt(2)))


relu_, relu_slope = each(lambda v: v if v > 0 else 0.0), each(lambda v: 1.0 if v > 0 else 0.0)


def relu(x):
    return relu_(x)


def d_relu(x):
    return relu_slope(x)


def gelu(x):
    return each(lambda v: v * cdf(v))(x)


def d_gelu(x):
    return each(lambda v: cdf(v) + v * phi(v))(x)


def sigmoid(x):
    return each(logistic)(x)


def d_sigmoid(x):
    return each(lambda v: logistic(v) * logistic(-v))(x)


def silu(x):
    return each(lambda v: v * logistic(v))(x)


def d_silu(x):
    return each(lambda v: logistic(v) + v * logistic(v) * logistic(-v))(x)


def tanh(x):
    return each(math.tanh)(x)


def d_tanh(x):
    return each(lambda v: 1 - math.tanh(v) * math.tanh(v))(x)


def row_log_softmax(row):
    top = max(row)
    total = math.fsum(math.exp(v - top) for v in row)
    return np.array([v - top - math.log(total) for v in row])


def log_softmax(z, axis=-1):
    return np.apply_along_axis(lambda row: row_log_softmax(row.tolist()), axis, np.array(z, dtype=float))


def softmax(z, axis=-1):
    return np.exp(log_softmax(z, axis))


def cross_entropy(z, y, *, label_smoothing=0.0, ignore_index=None):
    z = np.array(z, dtype=float)
    dz, total, count, c = np.zeros_like(z), 0.0, 0, z.shape[1]
    for i, label in enumerate(y):
        if ignore_index is not None and label == ignore_index:
            continue
        logp = row_log_softmax(z[i].tolist())
        total -= (1 - label_smoothing) * logp[label] + (label_smoothing * logp.mean() if label_smoothing else 0.0)
        dz[i] = np.exp(logp) - label_smoothing / c
        dz[i, label] -= 1 - label_smoothing
        count += 1
    return (total / count, dz / count) if count else (0.0, dz)


def mean_of(function, slope, p, y):
    p, y = np.array(p, dtype=float), np.array(y, dtype=float)
    if p.shape != y.shape:
        raise ValueError("shapes")
    pairs = list(zip(p.ravel().tolist(), y.ravel().tolist(), strict=True))
    gradient = np.array([slope(a, b) for a, b in pairs]).reshape(p.shape)
    return math.fsum(function(a, b) for a, b in pairs) / len(pairs), gradient / len(pairs)


def mse(p, y):
    return mean_of(lambda a, b: (a - b) ** 2, lambda a, b: 2 * (a - b), p, y)


def bce_with_logits(z, y, pos_weight=1.0):
    return mean_of(
        lambda a, b: pos_weight * b * softplus(-a) + (1 - b) * softplus(a),
        lambda a, b: (1 - b) * logistic(a) - pos_weight * b * logistic(-a),
        z,
        y,
    )


def huber(p, y, delta):
    return mean_of(
        lambda a, b: (a - b) ** 2 / 2 if abs(a - b) < delta else delta * abs(a - b) - delta * delta / 2,
        lambda a, b: max(-delta, min(delta, a - b)),
        p,
        y,
    )
