from collections.abc import Hashable, Mapping, Sequence


def recall_at_k(ranked: Sequence[Hashable], relevant: set, k: int) -> float:
    """Share of the relevant items among the first k."""
    raise NotImplementedError


def mrr(ranked: Sequence[Hashable], relevant: set) -> float:
    """One over the rank of the first relevant item, or 0."""
    raise NotImplementedError


def average_precision_at_k(ranked: Sequence[Hashable], relevant: set, k: int) -> float:
    """Precision at each hit among the first k, added up, over min(k, relevant)."""
    raise NotImplementedError


def ndcg_at_k(
    ranked: Sequence[Hashable], gains: Mapping[Hashable, float], k: int, *, exponential: bool = True
) -> float:
    """Discounted gain of the first k, over that of the ideal list."""
    raise NotImplementedError


def evaluate(all_ranked: Sequence[Sequence[Hashable]], all_relevant: Sequence[set], k: int) -> dict[str, float]:
    """Means of "recall", "mrr", "map" and "ndcg" at k over users with a relevant item."""
    raise NotImplementedError
