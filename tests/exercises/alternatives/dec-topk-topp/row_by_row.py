"""Each row by itself: sorted values and a search for the place where the mass reaches p."""

import torch


def filter_logits(logits, *, temperature=1.0, top_k=None, top_p=None, min_p=None):
    if temperature < 0 or (top_k is not None and top_k <= 0):
        raise ValueError("temperature or top_k")
    if (top_p is not None and (top_p <= 0 or top_p > 1)) or (min_p is not None and (min_p < 0 or min_p > 1)):
        raise ValueError("a share")
    return torch.stack([one_row(row, temperature, top_k, top_p, min_p) for row in logits])


def one_row(row, temperature, top_k, top_p, min_p):
    ids = torch.argsort(-row.double(), stable=True)
    out = torch.full_like(row, float("-inf"))
    if temperature == 0:
        out[ids[0]] = row[ids[0]]
        return out
    ids = ids[: top_k or len(ids)]
    wide = row[ids].to(torch.float64) / temperature
    weights = torch.exp(wide - wide[0])
    if top_p is not None and top_p != 1:
        share = torch.cumsum(weights / weights.sum(), 0)
        reached = torch.searchsorted(share, torch.tensor([top_p - 1e-9], dtype=torch.float64))
        ids = ids[: int(reached) + 1]
    if min_p:
        ids = ids[weights[: len(ids)] + 1e-9 >= min_p]
    out[ids] = row[ids] / temperature
    return out


def sample(logits, generator, **options):
    noise = -torch.empty(logits.shape, dtype=torch.float64).exponential_(generator=generator).log()
    return (filter_logits(logits, **options) + noise).argmax(dim=1)


def repetition_penalty(logits, history, penalty):
    out = logits.clone()
    for row, past in zip(out, history, strict=True):
        for token in set(past.tolist()):
            row[token] = row[token] / penalty if row[token] > 0 else row[token] * penalty
    return out
