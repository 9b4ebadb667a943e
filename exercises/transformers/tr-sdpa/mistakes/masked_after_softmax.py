"""The mask is multiplied in after the softmax, so the rest does not sum to one.

caught by: masked_sum_to_one
"""

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
    queries, keys = q.shape[-2], k.shape[-2]
    scores = (q / q.shape[-1] ** 0.5) @ k.mT
    allowed = torch.ones(queries, keys, dtype=torch.bool)
    if causal:
        allowed = allowed.tril(keys - queries)
    if mask is not None:
        allowed = allowed & mask
    weights = scores.softmax(dim=-1) * allowed
    used = weights
    if dropout_p > 0:
        kept = torch.rand(weights.shape, generator=generator) >= dropout_p
        used = weights * kept / (1 - dropout_p)
    return used @ v, weights
