"""The first momentum buffer is p.grad itself, which later steps change.

caught by: gradient_only_read
"""

from collections.abc import Iterable

import torch
from torch import Tensor


class Optimiser:
    """What the three have in common: parameters, one state per parameter, and checkpoints of it."""

    def __init__(self, params: Iterable[Tensor], lr: float) -> None:
        self.params = list(params)
        self.states: list[dict] = [{} for _ in self.params]
        self.lr = lr

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None

    def state_dict(self) -> dict:
        return {"states": [copied(state) for state in self.states]}

    def load_state_dict(self, d: dict) -> None:
        self.states = [copied(state) for state in d["states"]]


def copied(state: dict) -> dict:
    return {name: value.clone() if isinstance(value, Tensor) else value for name, value in state.items()}


class SGD(Optimiser):
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(params, lr)
        self.momentum = momentum
        self.nesterov = nesterov
        self.weight_decay = weight_decay

    @torch.no_grad()
    def step(self) -> None:
        for p, state in zip(self.params, self.states, strict=True):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p if self.weight_decay else p.grad
            buffer = state["buffer"].mul_(self.momentum).add_(g) if "buffer" in state else g
            state["buffer"] = buffer
            p -= self.lr * (g + self.momentum * buffer if self.nesterov else buffer)


class RMSProp(Optimiser):
    def __init__(self, params: Iterable[Tensor], lr: float, alpha: float = 0.99, eps: float = 1e-8) -> None:
        super().__init__(params, lr)
        self.alpha = alpha
        self.eps = eps

    @torch.no_grad()
    def step(self) -> None:
        for p, state in zip(self.params, self.states, strict=True):
            if p.grad is None:
                continue
            v = self.alpha * state.get("v", torch.zeros_like(p)) + (1 - self.alpha) * p.grad**2
            state["v"] = v
            p -= self.lr * p.grad / (v.sqrt() + self.eps)


class Adam(Optimiser):
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        decoupled: bool = False,
    ) -> None:
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.decoupled = decoupled

    @torch.no_grad()
    def step(self) -> None:
        beta1, beta2 = self.betas
        for p, state in zip(self.params, self.states, strict=True):
            if p.grad is None:
                continue
            if not state:
                state.update(t=0, m=torch.zeros_like(p), v=torch.zeros_like(p))
            g = p.grad
            if self.decoupled:
                p *= 1 - self.lr * self.weight_decay
            else:
                g = g + self.weight_decay * p
            state["t"] += 1
            state["m"] = beta1 * state["m"] + (1 - beta1) * g
            state["v"] = beta2 * state["v"] + (1 - beta2) * g**2
            m = state["m"] / (1 - beta1 ** state["t"])
            v = state["v"] / (1 - beta2 ** state["t"])
            p -= self.lr * m / (v.sqrt() + self.eps)
