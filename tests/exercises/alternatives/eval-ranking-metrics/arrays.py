"""What each rank earns as an array, then dot products with weights."""

import numpy as np


def fresh(ranked):
    """Whether an item has not occurred at a better rank."""
    return np.array([item not in ranked[:i] for i, item in enumerate(ranked)], dtype=bool)


def hits(ranked, relevant):
    return np.array([item in relevant for item in ranked], dtype=bool) & fresh(ranked)


def need(k):
    if not k > 0:
        raise ValueError("k")


def recall_at_k(ranked, relevant, k):
    need(k)
    return np.float64(hits(ranked[:k], relevant).sum() / max(len(relevant), 1))


def mrr(ranked, relevant):
    found = np.flatnonzero(hits(list(ranked), relevant))
    return 1.0 / (found[0] + 1) if found.size else 0


def average_precision_at_k(ranked, relevant, k):
    need(k)
    if not relevant:
        return 0
    h = hits(ranked[:k], relevant)
    return float((h * h.cumsum() / np.arange(1, len(h) + 1)).sum() / min(k, len(relevant)))


def ndcg_at_k(ranked, gains, k, *, exponential=True):
    need(k)
    value = (lambda g: np.exp2(g) - 1) if exponential else (lambda g: g)
    top = ranked[:k]
    got = value(np.array([gains.get(item, 0) for item in top], dtype=float)) * fresh(top)
    best = value(-np.sort(-np.array(list(gains.values()), dtype=float)))[:k]
    weights = np.log(2) / np.log(np.arange(2, max(len(got), len(best)) + 2))
    ideal = best @ weights[: len(best)]
    return got @ weights[: len(got)] / ideal if ideal else 0.0


def evaluate(all_ranked, all_relevant, k):
    need(k)
    if len(all_ranked) - len(all_relevant):
        raise ValueError("lengths")
    rows = []
    for ranked, relevant in zip(all_ranked, all_relevant, strict=True):
        if len(relevant) == 0:
            continue
        rows.append(
            [
                recall_at_k(ranked, relevant, k),
                mrr(ranked[:k], relevant),
                average_precision_at_k(ranked, relevant, k),
                ndcg_at_k(ranked, dict.fromkeys(relevant, 1), k, exponential=False),
            ]
        )
    means = np.mean(rows, axis=0) if rows else np.zeros(4)
    return dict(zip(["recall", "mrr", "map", "ndcg"], means, strict=True))
