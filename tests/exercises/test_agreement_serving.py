"""References of recommending, decoding and reliability agree with scikit-learn, PyTorch and SciPy."""

import random

import numpy as np
import pytest
import torch
from scipy.special import log_softmax
from scipy.stats import kstest
from sklearn.linear_model import Ridge
from tests.exercises.shared import reference_of
from torch.nn import functional

Rng = np.random.Generator


@pytest.fixture(params=range(3))
def rng(request: pytest.FixtureRequest) -> Rng:
    """Three generators, one after the other."""
    return np.random.default_rng(request.param)


def test_a_row_of_als_is_a_weighted_ridge_regression(rng: Rng) -> None:
    """Each row of als_step is scikit-learn's Ridge on all columns, weighted by confidence."""
    module = reference_of("rec-als-implicit")
    y = rng.normal(size=(12, 3))
    indices = np.stack([rng.permutation(12)[:4] for _ in range(5)])
    data = rng.uniform(1, 9, size=(5, 4))
    got = module.als_step(module.CSR(np.arange(0, 21, 4), indices.ravel(), data.ravel()), y, 0.7)
    for row in range(5):
        weights, preference = np.ones(12), np.zeros(12)
        weights[indices[row]], preference[indices[row]] = data[row], 1.0
        ridge = Ridge(alpha=0.7, fit_intercept=False, solver="cholesky").fit(y, preference, sample_weight=weights)
        np.testing.assert_allclose(got[row], ridge.coef_, rtol=1e-8)


def test_cached_attention_is_that_of_pytorch(rng: Rng) -> None:
    """One token at a time through the cache gives what scaled_dot_product_attention gives in one causal pass."""
    module = reference_of("tr-kv-cache")
    layer, cache = module.CachedAttention(6, 2), module.KVCache(1, 5)
    x = torch.from_numpy(rng.normal(size=(2, 5, 6))).float()
    with torch.no_grad():
        got = torch.cat([layer(x[:, t : t + 1], cache, 0) for t in range(5)], dim=1)
        q, k, v = (part(x).unflatten(-1, (2, 3)).transpose(1, 2) for part in (layer.q, layer.k, layer.v))
        want = layer.o(functional.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).flatten(2))
    torch.testing.assert_close(got, want)


def test_top_k_is_that_of_pytorch(rng: Rng) -> None:
    """Without ties the tokens kept are those of torch.topk."""
    logits = torch.from_numpy(rng.normal(size=(4, 30)))
    kept = reference_of("dec-topk-topp").filter_logits(logits, top_k=7)
    want = torch.full_like(logits, -torch.inf).scatter(-1, *reversed(logits.topk(7)))
    torch.testing.assert_close(kept, want)


def test_jitter_is_uniform_by_scipys_test(rng: Rng) -> None:
    """Full jitter is uniform on [0, cap], as far as a Kolmogorov-Smirnov test of 2,000 draws can tell."""
    module = reference_of("rel-retry-backoff")
    policy = module.RetryPolicy(max_attempts=2001, base_s=2.0, factor=1.0)
    waits = list(module.delays(policy, random.Random(int(rng.integers(2**31)))))  # noqa: S311 - no secret
    assert kstest(waits, "uniform", args=(0.0, 2.0)).pvalue > 1e-6


def test_the_first_loss_and_a_far_one_are_scipys(rng: Rng) -> None:
    """The repaired loss is the class-balanced mean of SciPy's log_softmax, of enormous scores too."""
    x, y = rng.normal(size=(16, 2)), np.arange(16) % 2
    weights, losses = reference_of("dbg-nan-training").train(x, y, lr=1e4, steps=2)
    first, _ = reference_of("dbg-nan-training").train(x, y, lr=1e4, steps=1)
    inputs = np.hstack([(x - x.mean(axis=0)) / x.std(axis=0), np.ones((16, 1))])
    wanted = -log_softmax(inputs @ first, axis=1)[np.arange(16), y]
    assert weights.shape == (3, 2)
    assert losses == pytest.approx([np.log(2), np.mean([wanted[y == c].mean() for c in (0, 1)])])
