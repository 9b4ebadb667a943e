from studytui.checks import probe


@probe
def result(submission, name, x, basis):
    """What project or residual gives, and whether it is a list of its own."""
    got = getattr(submission, name)(x, basis)
    return got, got is not x
