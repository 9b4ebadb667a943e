"""Row weights that sum to one, logaddexp for the normaliser, picked scores instead of one-hot rows."""

import numpy as np

BATCH = 16


def train(X, y, *, lr, steps):
    X = np.asarray(X, dtype=float)
    varies = np.ptp(X, axis=0) > 0
    inputs = np.ones((X.shape[0], X.shape[1] + 1))
    inputs[:, :-1] = 0
    some = X[:, varies]
    inputs[:, :-1][:, varies] = (some - some.mean(0)) / some.std(0)
    weights, losses = np.zeros((inputs.shape[1], y.max() + 1)), []
    endless = np.tile(np.arange(len(X)), 1 + (steps + 1) * BATCH // len(X))
    for start in range(0, steps * BATCH, BATCH):
        batch = endless[start : start + BATCH]
        x, labels = inputs[batch], y[batch]
        _, which, counts = np.unique(labels, return_inverse=True, return_counts=True)
        part = 1.0 / counts[which]
        part /= part.sum()
        scores = x @ weights
        logs = scores - np.logaddexp.reduce(scores, axis=1)[:, None]
        picked = np.take_along_axis(logs, labels[:, None], axis=1)[:, 0]
        losses.append(-float(part @ picked))
        slope = np.exp(logs)
        slope[np.arange(len(labels)), labels] -= 1
        weights -= lr * np.einsum("n,np,nk->pk", part, x, slope)
    return weights, losses
