"""What is constant is judged by the first batch.

caught by: small_feature
"""

import numpy as np

BATCH = 16


def train(X: np.ndarray, y: np.ndarray, *, lr: float, steps: int) -> tuple[np.ndarray, list[float]]:
    n, p = X.shape
    classes = int(y.max()) + 1
    # core: begin
    constant = X[:BATCH].max(axis=0) == X[:BATCH].min(axis=0)
    spread = np.where(constant, np.inf, X.std(axis=0))
    scaled = (X - X.mean(axis=0)) / spread
    inputs = np.hstack([scaled, np.ones((n, 1))])
    weights = np.zeros((p + 1, classes))
    losses = []
    for step in range(steps):
        rows = np.arange(step * BATCH, (step + 1) * BATCH) % n
        x, labels = inputs[rows], y[rows]
        target = np.eye(classes)[labels]
        scores = x @ weights
        scores = scores - scores.max(axis=1, keepdims=True)
        log_probs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        probs = np.exp(log_probs)
        row_losses = -(target * log_probs).sum(axis=1)
        counts = np.bincount(labels, minlength=classes)
        present = counts > 0
        class_losses = np.bincount(labels, weights=row_losses, minlength=classes)[present] / counts[present]
        losses.append(float(class_losses.mean()))
        share = 1 / (counts[labels] * present.sum())
        weights = weights - lr * x.T @ ((probs - target) * share[:, None])
    return weights, losses
    # core: end
