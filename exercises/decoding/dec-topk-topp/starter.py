import torch
from torch import Tensor


def filter_logits(
    logits: Tensor,
    *,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float | None = None,
    min_p: float | None = None,
) -> Tensor:
    """logits / temperature, (B, V), with -inf for each token that top_k, then top_p, then min_p removes."""
    raise NotImplementedError


def sample(logits: Tensor, generator: torch.Generator, **options: float | int | None) -> Tensor:
    """One id per row, (B,), drawn from the filtered logits (B, V)."""
    raise NotImplementedError


def repetition_penalty(logits: Tensor, history: Tensor, penalty: float) -> Tensor:
    """logits (B, V) with each token of its row's history (B, T) made less likely, once."""
    raise NotImplementedError
