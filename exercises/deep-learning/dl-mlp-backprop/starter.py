from collections.abc import Sequence
from typing import Any

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]


def init_mlp(sizes: Sequence[int], rng: np.random.Generator) -> Params:
    """sizes: inputs, hidden layers, outputs. Returns (W (in, out), b (out,)) per layer."""
    raise NotImplementedError


def forward(params: Params, X: np.ndarray) -> tuple[np.ndarray, Any]:
    """X: (n, in). Returns the logits, (n, out), and whatever backward needs."""
    raise NotImplementedError


def backward(params: Params, cache: Any, dlogits: np.ndarray) -> Params:
    """dlogits: (n, out). Returns the gradients in the layout of params."""
    raise NotImplementedError


def train(
    params: Params, X: np.ndarray, y: np.ndarray, *, lr: float, epochs: int, batch_size: int, rng: np.random.Generator
) -> tuple[Params, list[float]]:
    """X: (n, in), y: (n,) classes. Returns the trained parameters and the mean loss of each epoch."""
    raise NotImplementedError
