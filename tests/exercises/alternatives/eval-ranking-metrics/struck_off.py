"""A loop over ranks that strikes each item off a list of what is still wanted."""

from math import log2


def walk(ranked, wanted, k):
    """(rank, hits so far) at every hit within the first k."""
    if k <= 0:
        raise ValueError(k)
    left, count, found = set(wanted), 0, []
    for i in range(min(k, len(ranked))):
        if ranked[i] in left:
            left.remove(ranked[i])
            count += 1
            found.append((i + 1, count))
    return found


def recall_at_k(ranked, relevant, k):
    found = walk(ranked, relevant, k)
    return len(found) / len(relevant) if len(relevant) else 0.0


def mrr(ranked, relevant):
    found = walk(ranked, relevant, len(ranked) + 1)
    return 1 / found[0][0] if found else 0.0


def average_precision_at_k(ranked, relevant, k):
    found = walk(ranked, relevant, k)
    return sum(count / rank for rank, count in found) / (min(k, len(relevant)) or 1)


def dcg(values, k, exponential):
    total = 0.0
    for i, g in enumerate(values):
        if i < k:
            total += ((2**g - 1) if exponential else g) / log2(i + 2)
    return total


def ndcg_at_k(ranked, gains, k, *, exponential=True):
    if k <= 0:
        raise ValueError(k)
    left = dict(gains)
    earned = [left.pop(item, 0) for item in ranked]
    best = dcg(sorted(gains.values())[::-1], k, exponential)
    return dcg(earned, k, exponential) / best if best > 0 else 0.0


def evaluate(all_ranked, all_relevant, k):
    if k <= 0 or len(all_ranked) != len(all_relevant):
        raise ValueError("k or lengths")
    totals, users = {"ndcg": 0.0, "map": 0.0, "mrr": 0.0, "recall": 0.0}, 0
    for ranked, relevant in zip(all_ranked, all_relevant, strict=True):
        if relevant:
            users += 1
            totals["recall"] += recall_at_k(ranked, relevant, k)
            totals["mrr"] += mrr(ranked[:k], relevant)
            totals["map"] += average_precision_at_k(ranked, relevant, k)
            totals["ndcg"] += ndcg_at_k(ranked, dict.fromkeys(relevant, 1), k)
    return {name: total / users if users else 0.0 for name, total in totals.items()}
