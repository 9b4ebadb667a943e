"""Exponentials of the scores above their row maximum, with forbidden ones multiplied away; sums by einsum."""

import math

import torch


def attention(q, k, v, *, mask=None, causal=False, dropout_p=0.0, generator=None):
    wide = torch.promote_types(q.dtype, torch.float32)
    scores = torch.einsum("...id,...jd->...ij", q.to(wide) / math.sqrt(q.shape[-1]), k.to(wide))
    rows, columns = scores.shape[-2:]
    allowed = torch.ones_like(scores, dtype=torch.bool)
    if causal:
        i = torch.arange(rows)[:, None]
        j = torch.arange(columns)[None, :]
        allowed = allowed & (j <= i + columns - rows)
    if mask is not None:
        allowed = torch.logical_and(allowed, mask)
    lowest = torch.finfo(scores.dtype).min
    top = torch.where(allowed, scores, lowest).amax(dim=-1, keepdim=True).detach()
    powers = torch.where(allowed, torch.exp(torch.where(allowed, scores - top, 0.0)), 0.0)
    total = powers.sum(dim=-1, keepdim=True)
    weights = powers / torch.where(total > 0, total, 1.0)
    used = weights
    if dropout_p:
        keep = torch.bernoulli(torch.full_like(weights, 1 - dropout_p), generator=generator)
        used = weights * keep / (1 - dropout_p)
    output = torch.einsum("...ij,...je->...ie", used, v.to(used.dtype))
    return output.to(q.dtype), weights.to(q.dtype)
