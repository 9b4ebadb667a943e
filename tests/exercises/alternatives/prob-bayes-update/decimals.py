from decimal import Decimal, localcontext
from math import inf


def weight_of(likelihood, h, evidence):
    """The product in fifty digits, whose exponent may be as low as it likes."""
    result = Decimal(1)
    for e in evidence:
        result *= Decimal(likelihood(h, e))
    return result


def posterior(prior, likelihood, evidence):
    if min(prior.values(), default=0) < 0:
        raise ValueError("negative prior")
    with localcontext() as context:
        context.prec = 50
        weights = {h: Decimal(p) * weight_of(likelihood, h, evidence) for h, p in prior.items()}
        total = sum(weights.values())
        if not total:
            raise ValueError("impossible evidence")
        return {h: float(w / total) for h, w in weights.items()}


def predictive(post, likelihood, e):
    return sum(p * likelihood(h, e) for h, p in post.items())


def bayes_factor(likelihood, h1, h2, evidence):
    with localcontext() as context:
        context.prec = 50
        first, second = weight_of(likelihood, h1, evidence), weight_of(likelihood, h2, evidence)
        if not second:
            if not first:
                raise ValueError("impossible evidence")
            return inf
        return float(first / second)
