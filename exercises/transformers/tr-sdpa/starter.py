import torch
from torch import Tensor


def attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    *,
    mask: Tensor | None = None,
    causal: bool = False,
    dropout_p: float = 0.0,
    generator: torch.Generator | None = None,
) -> tuple[Tensor, Tensor]:
    """Attention over the second last axis.

    q (..., Tq, d), k (..., Tk, d), v (..., Tk, e), mask bool and broadcastable to (..., Tq, Tk), True = may attend.
    Returns the output, (..., Tq, e), and the weights before dropout, (..., Tq, Tk).
    """
    raise NotImplementedError
