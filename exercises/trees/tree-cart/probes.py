from studytui.checks import probe


@probe
def trees(submission, X, y, max_features, count, rng, new=None):
    """Predictions of that many trees, all of which draw from one generator: of `new`, or else of the training rows."""
    grown = [submission.DecisionTree(max_features=max_features, rng=rng).fit(X, y) for _ in range(count)]
    return [[int(label) for label in tree.predict(X if new is None else new)] for tree in grown]
