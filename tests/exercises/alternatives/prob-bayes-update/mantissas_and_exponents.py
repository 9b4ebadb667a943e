import math


class ImpossibleError(ValueError):
    pass


def product(factors):
    """The product of non-negative numbers as m * 2 ** e."""
    m, e = 1.0, 0
    for factor in factors:
        m, shift = math.frexp(m * math.frexp(factor)[0])
        e += shift + math.frexp(factor)[1]
    return m, e


def posterior(prior, likelihood, evidence):
    pairs = {}
    for h, p in prior.items():
        if p < 0:
            raise ImpossibleError("negative weight")
        pairs[h] = product([p, *(likelihood(h, e) for e in evidence)])
    exponents = [e for m, e in pairs.values() if m > 0]
    if not exponents:
        raise ImpossibleError("nothing is left")
    weights = {h: math.ldexp(m, max(e - max(exponents), -9999)) for h, (m, e) in pairs.items()}
    total = sum(weights.values())
    return {h: w / total for h, w in weights.items()}


def predictive(post, likelihood, e):
    total = 0.0
    for h in post:
        total += post[h] * likelihood(h, e)
    return total


def bayes_factor(likelihood, h1, h2, evidence):
    (m1, e1), (m2, e2) = (product(likelihood(h, e) for e in evidence) for h in (h1, h2))
    if m1 == m2 == 0:
        raise ImpossibleError("neither")
    if m1 == 0 or m2 == 0:
        return math.inf if m1 else 0.0
    try:
        return math.ldexp(m1 / m2, e1 - e2)
    except OverflowError:
        return math.inf
