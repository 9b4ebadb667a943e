from collections.abc import Callable, Hashable, Mapping, Sequence

H = Hashable
E = Hashable


def posterior(prior: Mapping[H, float], likelihood: Callable[[H, E], float], evidence: Sequence[E]) -> dict[H, float]:
    """prior: weight >= 0 per hypothesis, of any sum; likelihood(h, e) >= 0; evidence: n independent observations.

    Returns the probability of each hypothesis after all evidence; the values sum to one.
    """
    raise NotImplementedError


def predictive(post: Mapping[H, float], likelihood: Callable[[H, E], float], e: E) -> float:
    """post: probability per hypothesis, summing to one. Returns the probability that e is seen next."""
    raise NotImplementedError


def bayes_factor(likelihood: Callable[[H, E], float], h1: H, h2: H, evidence: Sequence[E]) -> float:
    """Returns P(evidence | h1) / P(evidence | h2), in [0, inf]."""
    raise NotImplementedError
