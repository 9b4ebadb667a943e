import math
from collections import Counter

from studytui.checks import check, close, equal, expect, raises

NAMES = ("a", 7, ("x", 2), None)
"""Hypotheses may be anything that can be hashed."""


def problem(rng, hypotheses=None):
    """A prior that is not normalised, a table of likelihoods as rows, and some evidence."""
    count = hypotheses or int(rng.integers(2, 5))
    names, events = NAMES[:count], ("+", "-", "0")
    prior = {h: float(rng.uniform(0.1, 9)) for h in names}
    rows = [[h, e, float(rng.uniform(0.05, 0.95))] for h in names for e in events]
    evidence = [events[int(i)] for i in rng.integers(0, 3, size=int(rng.integers(1, 9)))]
    return prior, rows, evidence


def exact(prior, rows, evidence):
    """The posterior in whole numbers, in the order of the prior.

    A float is a whole number over a power of two. Over the largest of these the weights are whole, and no step looks
    for a common divisor, which for 5,000 observations would take a second.
    """
    table, counts = {(h, e): value for h, e, value in rows}, Counter(evidence)
    over, under = [], []
    for h, p in prior.items():
        parts = [
            (float(value).as_integer_ratio(), n) for value, n in ((p, 1), *((table[h, e], counts[e]) for e in counts))
        ]
        over.append(math.prod(top**n for (top, _), n in parts))
        under.append(math.prod(bottom**n for (_, bottom), n in parts))
    weights = [top * (max(under) // bottom) for top, bottom in zip(over, under, strict=True)]
    return [weight / sum(weights) for weight in weights]


def given(learner, prior, rows, evidence):
    """The posterior's numbers in the order of the prior; it has the prior's keys."""
    got, keys = learner.probes.posterior(prior, rows, evidence)
    lacking = [h for h in prior if h not in keys]
    expect(not lacking, "the posterior has every key of the prior", lacking=lacking, keys=list(keys), prior=prior)
    equal(set(keys), set(prior), what="the keys of the posterior")
    return got


def agrees(learner, prior, rows, evidence, rtol=1e-12, what="posterior"):
    """The posterior is the exact one, with the keys of the prior."""
    close(given(learner, prior, rows, evidence), exact(prior, rows, evidence), rtol=rtol, what=what)


@check("The posterior sums to one", points=1)
def sums_to_one(learner, rng):
    for count in (2, 3, 4):
        got = given(learner, *problem(rng, count))
        close(math.fsum(got), 1.0, rtol=1e-12, what="sum of the posterior")


@check("A rare disease stays rare after one positive test", points=2)
def base_rate(learner, rng):
    rare = float(rng.uniform(0.001, 0.01))
    rows = [["ill", "+", 0.99], ["well", "+", 0.05]]
    got = given(learner, {"ill": rare, "well": 1 - rare}, rows, ["+"])
    close(got[0], 0.99 * rare / (0.99 * rare + 0.05 * (1 - rare)), rtol=1e-12, what="P(ill | +)")


@check("Several hypotheses, several observations", points=2)
def several(learner, rng):
    for _ in range(3):
        prior, rows, evidence = problem(rng)
        agrees(learner, prior, rows, evidence, what=f"posterior of {prior} after {evidence}")
        agrees(learner, prior, rows, evidence * 3, what=f"posterior of {prior} after {evidence * 3}")


@check("No evidence: the prior, normalised", points=1)
def no_evidence(learner, rng):
    prior, rows, _ = problem(rng)
    agrees(learner, prior, rows, [], what="posterior without evidence")
    agrees(learner, {"a": 3, 7: 1}, rows, [], what="posterior of whole weights without evidence")
    agrees(learner, {"only": 0.2}, [], [], what="posterior of a single hypothesis")


@check("All at once, one by one, in any order: the same", points=1)
def any_order(learner, rng):
    prior, rows, evidence = problem(rng)
    want = exact(prior, rows, evidence)
    close(learner.probes.one_by_one(prior, rows, evidence), want, rtol=1e-11, what="posterior, one by one")
    shuffled = [evidence[int(i)] for i in rng.permutation(len(evidence))]
    close(given(learner, prior, rows, shuffled), want, rtol=1e-12, what="posterior, in another order")


@check("The predictive probability of the next observation", points=1)
def predicts(learner, rng):
    prior, rows, _ = problem(rng)
    total = sum(prior.values())
    post = {h: p / total for h, p in prior.items()}
    post[NAMES[0]] += 1.0 - math.fsum(post.values())
    table = {(h, e): value for h, e, value in rows}
    for e in ("+", "-"):
        want = math.fsum(p * table[h, e] for h, p in post.items())
        close(learner.probes.predictive(post, rows, e), want, rtol=1e-12, what=f"predictive of {e!r} under {post}")
    want = post[NAMES[0]] * 30.0 + sum(p for h, p in post.items() if h != NAMES[0])
    dense = [[h, "+", 30.0 if h == NAMES[0] else 1.0] for h in post]
    close(learner.probes.predictive(post, dense, "+"), want, rtol=1e-12, what="predictive of densities above one")


@check("The Bayes factor, which way round and without a prior", points=1)
def factor(learner, rng):
    _, rows, evidence = problem(rng, 3)
    table = {(h, e): value for h, e, value in rows}
    for one, other in ((NAMES[0], NAMES[1]), (NAMES[2], NAMES[0])):
        want = math.prod(table[one, e] / table[other, e] for e in evidence)
        got = learner.probes.bayes_factor(rows, one, other, evidence)
        close(got, want, rtol=1e-12, what=f"Bayes factor of {one!r} against {other!r}")
    close(learner.probes.bayes_factor(rows, *NAMES[:2], []), 1.0, what="Bayes factor without evidence")


@check("A likelihood of zero rules one hypothesis out, and no other", points=2)
def zero_likelihood(learner, rng):
    prior, rows, evidence = problem(rng, 3)
    rows = [[h, e, 0.0 if (h, e) == (NAMES[1], "+") else value] for h, e, value in rows]
    for seen in (["+"], [*evidence, "+"], ["+", *evidence, "+"]):
        got = given(learner, prior, rows, seen)
        equal(got[1], 0.0, what=f"posterior of the hypothesis that rules {seen} out")
        close(got, exact(prior, rows, seen), rtol=1e-12, what=f"posterior after {seen}")
    close(learner.probes.predictive({"a": 0.4, 7: 0.6}, rows, "+"), 0.4 * rows[0][2], rtol=1e-12, what="predictive")


@check("A prior of zero stays zero", points=1)
def zero_prior(learner, rng):
    prior, rows, evidence = problem(rng, 3)
    prior[NAMES[0]] = 0.0
    for seen in ([], evidence, evidence * 20):
        got = given(learner, prior, rows, seen)
        equal(got[0], 0.0, what=f"posterior of a hypothesis with prior 0 after {len(seen)} observations")
        close(got, exact(prior, rows, seen), rtol=1e-11, what="posterior")


@check("5,000 observations do not underflow", points=3)
def many_observations(learner, rng):
    p = float(rng.uniform(0.6, 0.7))
    rows = [["a", "+", p], ["a", "-", 1 - p], [7, "+", 1 - p], [7, "-", p], ["far", "+", 0.01], ["far", "-", 0.02]]
    lead = int(rng.integers(0, 4))
    evidence = ["+"] * (2500 + lead) + ["-"] * (2500 - lead)
    agrees(learner, {"a": 1.0, 7: 2.0, "far": 1.0}, rows, evidence, rtol=1e-9, what="posterior after 5,000")
    want = (p / (1 - p)) ** (2 * lead)
    close(learner.probes.bayes_factor(rows, "a", 7, evidence), want, rtol=1e-9, what="Bayes factor after 5,000")


@check("Weights of 1e-300 and 1e308, densities of 1e200", points=1)
def extreme_sizes(learner, rng):
    _, rows, _ = problem(rng, 3)
    for scale in (1e-300, 1e308):
        agrees(learner, {h: scale * f for h, f in zip(NAMES, (1.0, 1.5, 1.25), strict=False)}, rows, ["+"])
    dense = [[h, e, 1e200 * value] for h, e, value in rows]
    agrees(learner, dict.fromkeys(NAMES[:3], 1.0), dense, ["+", "-", "+"], rtol=1e-11, what="posterior of densities")


@check("Bayes factors beyond the floats are inf and 0", points=2)
def extreme_factors(learner, rng):
    rows = [["a", "+", 0.9], [7, "+", 0.1], ["never", "+", 0.0]]
    for one, other, n, want in (("a", 7, 5000, math.inf), (7, "a", 5000, 0.0), ("a", "never", 1, math.inf)):
        equal(learner.probes.bayes_factor(rows, one, other, ["+"] * n), want, what=f"factor of {one} against {other}")
    equal(learner.probes.bayes_factor(rows, "never", "a", ["+"]), 0.0, what="factor of 'never' against 'a'")
    n = int(rng.integers(300, 322))
    close(learner.probes.bayes_factor(rows, "a", 7, ["+"] * n), 9.0**n, rtol=1e-9, what=f"factor of 9, {n} times")


@check("Impossible evidence and negative weights raise ValueError", points=1)
def refuses(learner, rng):
    rows = [["a", "+", 0.0], [7, "+", 0.0], ["b", "+", 0.5]]
    give = learner.probes.posterior
    for prior in ({"a": 1.0, 7: 2.0}, {"a": 1.0, "b": 0.0}, {"b": 0.0}, {"a": 3.0, "b": -1.0}, {"a": -1.0, "b": 3.0}):
        raises(ValueError, give, prior, rows, ["+"])
    for prior in ({"a": 0.0, 7: 0.0}, {}):
        raises(ValueError, give, prior, rows, [])
    raises(ValueError, learner.probes.bayes_factor, rows, "a", 7, ["+"])
    apart = [["a", "+", 0.5], ["a", "-", 0.0], [7, "+", 0.0], [7, "-", 0.5]]
    for one, other in (("a", 7), (7, "a")):
        raises(ValueError, learner.probes.bayes_factor, apart, one, other, ["+", "-"])


@check("Prior and evidence are left as they were", points=1)
def untouched(learner, rng):
    prior, rows, evidence = problem(rng)
    after = learner.probes.prior_after(dict(prior), rows, list(evidence))
    expect(
        after[0] == prior and list(after[1]) == evidence, "the arguments are not modified", before=prior, after=after
    )
