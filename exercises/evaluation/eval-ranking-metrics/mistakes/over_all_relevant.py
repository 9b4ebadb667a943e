"""AP is divided by all relevant items, also where these are more than k.

caught by: precision_denominator
"""

import math
from collections.abc import Hashable, Mapping, Sequence


def first_time(ranked: Sequence[Hashable], k: int | None = None) -> list[tuple[int, Hashable]]:
    """(rank, item) of every item's first place among the first k, all of them without k."""
    if k is not None and k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    seen: dict[Hashable, int] = {}
    for rank, item in enumerate(ranked[:k], start=1):
        seen.setdefault(item, rank)
    return [(rank, item) for item, rank in seen.items()]


def recall_at_k(ranked: Sequence[Hashable], relevant: set, k: int) -> float:
    hits = sum(item in relevant for _, item in first_time(ranked, k))
    return hits / len(relevant) if relevant else 0.0


def mrr(ranked: Sequence[Hashable], relevant: set) -> float:
    return next((1 / rank for rank, item in first_time(ranked) if item in relevant), 0.0)


def average_precision_at_k(ranked: Sequence[Hashable], relevant: set, k: int) -> float:
    ranks = [rank for rank, item in first_time(ranked, k) if item in relevant]
    total = sum(hits / rank for hits, rank in enumerate(ranks, start=1))
    return total / len(relevant) if relevant else 0.0


def ndcg_at_k(
    ranked: Sequence[Hashable], gains: Mapping[Hashable, float], k: int, *, exponential: bool = True
) -> float:
    def earned(gain: float, rank: int) -> float:
        return (2.0**gain - 1 if exponential else gain) / math.log2(rank + 1)

    got = sum(earned(gains.get(item, 0.0), rank) for rank, item in first_time(ranked, k))
    best = sorted(gains.values(), reverse=True)[:k]
    ideal = sum(earned(gain, rank) for rank, gain in enumerate(best, start=1))
    return got / ideal if ideal > 0 else 0.0


def evaluate(all_ranked: Sequence[Sequence[Hashable]], all_relevant: Sequence[set], k: int) -> dict[str, float]:
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    users = [(ranked, relevant) for ranked, relevant in zip(all_ranked, all_relevant, strict=True) if relevant]
    values = {
        "recall": [recall_at_k(ranked, relevant, k) for ranked, relevant in users],
        "mrr": [mrr(ranked[:k], relevant) for ranked, relevant in users],
        "map": [average_precision_at_k(ranked, relevant, k) for ranked, relevant in users],
        "ndcg": [ndcg_at_k(ranked, dict.fromkeys(relevant, 1.0), k) for ranked, relevant in users],
    }
    return {name: sum(each) / len(users) if users else 0.0 for name, each in values.items()}
