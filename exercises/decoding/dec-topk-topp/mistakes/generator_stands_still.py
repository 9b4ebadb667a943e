"""Only the seed of the generator is read, so that every draw is the same.

caught by: generator_used
"""

import torch
from torch import Tensor

SLACK = 1e-9


def refuse_impossible(temperature: float, top_k: int | None, top_p: float | None, min_p: float | None) -> None:
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if top_k is not None and top_k < 1:
        raise ValueError("top_k must be at least 1")
    if top_p is not None and not 0 < top_p <= 1:
        raise ValueError("top_p must lie in (0, 1]")
    if min_p is not None and not 0 <= min_p <= 1:
        raise ValueError("min_p must lie in [0, 1]")


def filter_logits(
    logits: Tensor,
    *,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float | None = None,
    min_p: float | None = None,
) -> Tensor:
    refuse_impossible(temperature, top_k, top_p, min_p)
    # core: begin
    if temperature == 0:
        temperature, top_k = 1.0, 1
    scaled = logits / temperature
    order = logits.sort(descending=True, stable=True).indices
    keep = torch.ones_like(order, dtype=torch.bool)
    if top_k is not None:
        keep[:, top_k:] = False
    ranked = (logits.double() / temperature).gather(1, order)
    probs = ranked.masked_fill(~keep, float("-inf")).softmax(dim=1)
    if top_p is not None and top_p < 1:
        mass_before = probs.cumsum(dim=1) - probs  # 1 for what is removed already
        keep = mass_before < top_p - SLACK
        keep[:, 0] = True
    if min_p is not None:
        keep &= probs >= (min_p - SLACK) * probs[:, :1]
    removed = torch.empty_like(keep).scatter(1, order, ~keep)
    return scaled.masked_fill(removed, float("-inf"))
    # core: end


def sample(logits: Tensor, generator: torch.Generator, **options: float | int | None) -> Tensor:
    probs = filter_logits(logits, **options).double().softmax(dim=1)
    return torch.multinomial(probs, 1, generator=torch.Generator().manual_seed(generator.initial_seed())).flatten()


def repetition_penalty(logits: Tensor, history: Tensor, penalty: float) -> Tensor:
    seen = torch.zeros_like(logits, dtype=torch.bool).scatter(1, history, value=True)
    weaker = torch.where(logits > 0, logits / penalty, logits * penalty)
    return torch.where(seen, weaker, logits)
