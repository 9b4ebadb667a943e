"""Weights are rescaled after each observation; one that underflows on the way cannot come back.

caught by: many_observations
"""

import math


class ImpossibleError(ValueError):
    pass


def posterior(prior, likelihood, evidence):
    for p in prior.values():
        if p < 0:
            raise ImpossibleError("negative weight")
    post = rescaled(dict(prior))
    for e in evidence:
        post = rescaled({h: p * (likelihood(h, e) if p else 0.0) for h, p in post.items()})
    total = sum(post.values())
    return {h: p / total for h, p in post.items()}


def rescaled(weights):
    largest = max(weights.values()) if weights else 0.0
    if largest <= 0.0:
        raise ImpossibleError("nothing is left")
    return {h: w / largest for h, w in weights.items()}


def predictive(post, likelihood, e):
    total = 0.0
    for h in post:
        total += post[h] * likelihood(h, e)
    return total


def bayes_factor(likelihood, h1, h2, evidence):
    mantissa, exponent = 1.0, 0
    seen1 = seen2 = True
    for e in evidence:
        a, b = likelihood(h1, e), likelihood(h2, e)
        seen1, seen2 = seen1 and a > 0, seen2 and b > 0
        if a > 0 and b > 0:
            mantissa, shift = math.frexp(mantissa * a / b)
            exponent += shift
    if not seen1 and not seen2:
        raise ImpossibleError("neither")
    if not seen1 or not seen2:
        return 0.0 if seen2 else math.inf
    return math.ldexp(mantissa, exponent) if exponent < 1024 else math.inf
