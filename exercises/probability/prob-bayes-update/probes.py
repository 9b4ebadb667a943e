from studytui.checks import probe


def looked_up(rows):
    """A likelihood that looks into a table, given as [[h, e, value], ...]."""
    table = {(h, e): value for h, e, value in rows}
    return lambda h, e: table[h, e]


@probe
def posterior(submission, prior, rows, evidence):
    """The probabilities of the posterior, in the order of the prior, and the keys it has."""
    post = submission.posterior(prior, looked_up(rows), evidence)
    return [float(post[h]) for h in prior if h in post], list(post)


@probe
def one_by_one(submission, prior, rows, evidence):
    """The posterior after an update for each observation."""
    post = prior
    for e in evidence:
        post = submission.posterior(post, looked_up(rows), [e])
    return [float(post[h]) for h in prior]


@probe
def predictive(submission, post, rows, e):
    """The probability of e."""
    return submission.predictive(post, looked_up(rows), e)


@probe
def bayes_factor(submission, rows, h1, h2, evidence):
    """The Bayes factor of h1 against h2."""
    return submission.bayes_factor(looked_up(rows), h1, h2, evidence)


@probe
def prior_after(submission, prior, rows, evidence):
    """The prior and the evidence, after the update has used them."""
    submission.posterior(prior, looked_up(rows), evidence)
    return prior, evidence
