"""Simpler draws: rounded, small, and still within the range they were drawn from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.grading.checker import generator
from studytui.grading.simpler import LEVELS, Level, simpler


@given(st.integers(0, 2**31), st.sampled_from(LEVELS), st.floats(-50, 50), st.floats(0.1, 50))
def test_draws_stay_within_their_range(seed: int, level: Level, low: float, width: float) -> None:
    """Bounded draws stay within their bounds at every level, scalars and arrays alike."""
    rng = simpler(np.random.default_rng(seed), level)
    for drawn in (rng.uniform(low, low + width), *rng.uniform(low, low + width, size=5)):
        assert low <= drawn <= low + width
    assert 0 <= rng.random() < 1
    assert 3 <= rng.integers(3, 9) < 9
    assert 0 <= rng.integers(7) < 7
    assert set(rng.integers(2, 5, size=20).tolist()) <= {2, 3, 4}


def test_levels_do_what_they_say() -> None:
    """Decimals bound the digits of floats, the share draws scalar integers to their lower bound."""
    rng = simpler(np.random.default_rng(1), Level(1, 0.0))
    normal = rng.normal(size=50)
    assert np.array_equal(normal, np.round(normal, 1))
    assert rng.integers(4, 100) == 4
    assert simpler(np.random.default_rng(1), Level(None, 1.0)).normal() == np.random.default_rng(1).normal()


def test_checks_draw_apart() -> None:
    """Each check has its own stream, which follows from seed and id alone."""
    first, again, other = (generator(seed, name).normal() for seed, name in ((5, "a"), (5, "a"), (5, "b")))
    assert first == again
    assert first != other
    assert first != pytest.approx(generator(6, "a").normal())
