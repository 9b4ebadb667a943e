import torch

from studytui.checks import probe


@probe
def two_samples(submission, logits, seed):
    """Two draws in turn with one generator."""
    generator = torch.Generator().manual_seed(seed)
    return [submission.sample(logits, generator) for _ in range(2)]
