from collections.abc import Iterable

from torch import Tensor


class SGD:
    """Gradient descent with momentum, Nesterov's form of it, and coupled weight decay."""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
    ) -> None:
        raise NotImplementedError

    def step(self) -> None:
        """Change every parameter that has a gradient, in place."""
        raise NotImplementedError

    def zero_grad(self) -> None:
        raise NotImplementedError

    def state_dict(self) -> dict:
        """Copies of everything that later steps depend on, without the hyperparameters."""
        raise NotImplementedError

    def load_state_dict(self, d: dict) -> None:
        raise NotImplementedError


class RMSProp:
    """Gradients divided by the root of their running mean square; the methods of SGD."""

    def __init__(self, params: Iterable[Tensor], lr: float, alpha: float = 0.99, eps: float = 1e-8) -> None:
        raise NotImplementedError


class Adam:
    """Adam, with weight decay coupled (through the gradient) or decoupled (AdamW); the methods of SGD."""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        decoupled: bool = False,
    ) -> None:
        raise NotImplementedError
