"""Only the seed of the generator is read, so that every call drops the same weights.

caught by: dropout
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
    # core: begin
    queries, keys = q.shape[-2], k.shape[-2]
    scores = (q / q.shape[-1] ** 0.5) @ k.mT
    allowed = torch.ones(queries, keys, dtype=torch.bool)
    if causal:
        allowed = allowed.tril(keys - queries)
    if mask is not None:
        allowed = allowed & mask
    alone = ~allowed.any(dim=-1, keepdim=True)
    # A row of -inf only would be nan; such a row keeps its scores and loses its weights instead.
    scores = scores.masked_fill(~allowed & ~alone, float("-inf"))
    weights = scores.softmax(dim=-1).masked_fill(alone, 0.0)
    used = weights
    if dropout_p > 0:
        again = torch.Generator().manual_seed(0 if generator is None else generator.initial_seed())
        kept = torch.rand(weights.shape, generator=again) >= dropout_p
        used = weights * kept / (1 - dropout_p)
    return used @ v, weights
    # core: end
