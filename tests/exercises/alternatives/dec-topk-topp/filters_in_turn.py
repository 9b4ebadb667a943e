"""One small function per filter, each from logits to logits, applied in turn."""

import torch

NEVER = -float("inf")


def ranks(logits):
    order = torch.sort(logits, dim=1, descending=True, stable=True)[1]
    return torch.argsort(order, dim=1)


def keep_k(logits, k):
    return torch.where(ranks(logits) < k, logits, NEVER)


def keep_p(logits, p):
    if p == 1:
        return logits
    place = ranks(logits)
    probs = torch.softmax(logits.double(), 1)
    falling = torch.zeros_like(probs).scatter(1, place, probs)
    before = torch.cat([torch.zeros_like(falling[:, :1]), falling.cumsum(1)[:, :-1]], 1)
    wanted = before + 1e-9 < p
    wanted[:, 0] = True
    return torch.where(wanted.gather(1, place), logits, NEVER)


def keep_near(logits, share):
    wide = logits.double()
    return torch.where((wide - wide.max(1, keepdim=True).values).exp() >= share - 1e-9, logits, NEVER)


def filter_logits(logits, *, temperature=1.0, top_k=None, top_p=None, min_p=None):
    fine = temperature >= 0 and (top_k is None or top_k >= 1) and (top_p is None or 0 < top_p <= 1)
    if not fine or not (min_p is None or 0 <= min_p <= 1):
        raise ValueError("an option is out of range")
    if temperature == 0:
        return keep_k(logits, 1)
    if top_k is not None:
        logits = keep_k(logits, top_k)
    wide = logits.double() / temperature
    if top_p is not None:
        wide = keep_p(wide, top_p)
    if min_p is not None:
        wide = torch.where(logits == NEVER, NEVER, keep_near(wide, min_p))
    return wide.to(logits.dtype)


def sample(logits, generator, **options):
    mass = filter_logits(logits.double(), **options).softmax(1).cumsum(1)
    drawn = torch.rand(len(logits), 1, dtype=torch.float64, generator=generator) * mass[:, -1:]
    return (mass <= drawn).sum(1)


def repetition_penalty(logits, history, penalty):
    theirs = logits.gather(1, history)
    weaker = theirs.clamp(min=0) / penalty + theirs.clamp(max=0) * penalty
    return logits.scatter(1, history, weaker)
