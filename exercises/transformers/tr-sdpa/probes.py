from studytui.checks import probe


@probe
def gradients(submission, q, k, v, direction, options):
    """The gradients by q, k and v of the sum of output times direction."""
    leaves = [tensor.clone().requires_grad_() for tensor in (q, k, v)]
    output, _ = submission.attention(*leaves, **options)
    (output * direction).sum().backward()
    return [leaf.grad for leaf in leaves]
