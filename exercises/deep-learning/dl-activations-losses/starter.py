import numpy as np


def relu(x: np.ndarray) -> np.ndarray:
    """Element by element, float64, of x's shape."""
    raise NotImplementedError


def gelu(x: np.ndarray) -> np.ndarray:
    """Element by element, float64, of x's shape."""
    raise NotImplementedError


def silu(x: np.ndarray) -> np.ndarray:
    """Element by element, float64, of x's shape."""
    raise NotImplementedError


def tanh(x: np.ndarray) -> np.ndarray:
    """Element by element, float64, of x's shape."""
    raise NotImplementedError


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Element by element, float64, of x's shape."""
    raise NotImplementedError


def d_relu(x: np.ndarray) -> np.ndarray:
    """The derivative of relu at x, of x's shape."""
    raise NotImplementedError


def d_gelu(x: np.ndarray) -> np.ndarray:
    """The derivative of gelu at x, of x's shape."""
    raise NotImplementedError


def d_silu(x: np.ndarray) -> np.ndarray:
    """The derivative of silu at x, of x's shape."""
    raise NotImplementedError


def d_tanh(x: np.ndarray) -> np.ndarray:
    """The derivative of tanh at x, of x's shape."""
    raise NotImplementedError


def d_sigmoid(x: np.ndarray) -> np.ndarray:
    """The derivative of sigmoid at x, of x's shape."""
    raise NotImplementedError


def softmax(z: np.ndarray, axis: int = -1) -> np.ndarray:
    """Sums to one along axis; of z's shape."""
    raise NotImplementedError


def log_softmax(z: np.ndarray, axis: int = -1) -> np.ndarray:
    """The logarithm of softmax, of z's shape."""
    raise NotImplementedError


def cross_entropy(
    z: np.ndarray, y: np.ndarray, *, label_smoothing: float = 0.0, ignore_index: int | None = None
) -> tuple[float, np.ndarray]:
    """z: (n, c) scores; y: (n,) classes. Returns the mean loss and its gradient by z, (n, c)."""
    raise NotImplementedError


def mse(p: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """p, y: the same shape. Returns the mean squared error and its gradient by p."""
    raise NotImplementedError


def bce_with_logits(z: np.ndarray, y: np.ndarray, pos_weight: float = 1.0) -> tuple[float, np.ndarray]:
    """z, y: the same shape, y between 0 and 1. Returns the mean loss and its gradient by z."""
    raise NotImplementedError


def huber(p: np.ndarray, y: np.ndarray, delta: float) -> tuple[float, np.ndarray]:
    """p, y: the same shape. Returns the mean loss and its gradient by p."""
    raise NotImplementedError
