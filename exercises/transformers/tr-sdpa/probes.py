import torch

from studytui.checks import probe


@probe
def gradients(submission, q, k, v, direction, options):
    """The gradients by q, k and v of the sum of output times direction."""
    leaves = [tensor.clone().requires_grad_() for tensor in (q, k, v)]
    output, _ = submission.attention(*leaves, **options)
    (output * direction).sum().backward()
    return [leaf.grad for leaf in leaves]


@probe
def two_calls(submission, q, k, v, dropout_p, seed):
    """The outputs of two calls in turn with one generator."""
    generator = torch.Generator().manual_seed(seed)
    return [submission.attention(q, k, v, dropout_p=dropout_p, generator=generator)[0] for _ in range(2)]
