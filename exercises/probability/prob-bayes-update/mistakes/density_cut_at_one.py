"""The predictive density is cut at one.

caught by: predicts
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence

H = Hashable
E = Hashable


def log(p: float) -> float:
    return math.log(p) if p > 0 else -math.inf


def log_likelihood(likelihood: Callable[[H, E], float], h: H, evidence: Sequence[E]) -> float:
    return math.fsum(log(likelihood(h, e)) for e in evidence)


def posterior(prior: Mapping[H, float], likelihood: Callable[[H, E], float], evidence: Sequence[E]) -> dict[H, float]:
    if any(p < 0 for p in prior.values()):
        raise ValueError("a prior is never negative")
    score = {h: log(p) + log_likelihood(likelihood, h, evidence) for h, p in prior.items()}
    top = max(score.values(), default=-math.inf)
    if top == -math.inf:
        raise ValueError("the evidence is impossible under every hypothesis")
    weight = {h: math.exp(s - top) for h, s in score.items()}
    total = math.fsum(weight.values())
    return {h: w / total for h, w in weight.items()}


def predictive(post: Mapping[H, float], likelihood: Callable[[H, E], float], e: E) -> float:
    return min(1.0, math.fsum(p * likelihood(h, e) for h, p in post.items()))


def bayes_factor(likelihood: Callable[[H, E], float], h1: H, h2: H, evidence: Sequence[E]) -> float:
    one, other = (log_likelihood(likelihood, h, evidence) for h in (h1, h2))
    if one == other == -math.inf:
        raise ValueError("the evidence is impossible under both hypotheses")
    try:
        return math.exp(one - other)
    except OverflowError:
        return math.inf
