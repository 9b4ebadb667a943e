"""Mean and spread."""

import math
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.spread import spread


@settings(max_examples=40)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=8))
def test_agrees_with_the_standard_library(values: list[float]) -> None:
    """Mean and standard deviation are those of `statistics`."""
    found = spread(values)
    assert found.mean == pytest.approx(statistics.fmean(values), rel=1e-9, abs=1e-9)
    assert found.deviation == pytest.approx(statistics.stdev(values), rel=1e-6, abs=1e-6)
    assert found.error == pytest.approx((found.deviation or 0) / math.sqrt(len(values)))


@settings(max_examples=40)
@given(st.lists(st.floats(), max_size=6))
def test_no_value_goes_unsaid(values: list[float]) -> None:
    """What is not finite is counted by name, the rest is in the mean; huge numbers do not overflow it."""
    found = spread(values)
    assert found.count + sum(count for _, count in found.odd) == found.total == len(values)
    assert found.count == sum(map(math.isfinite, values))
    assert (found.mean is None) is (found.count == 0)
    assert found.mean is None or math.isfinite(found.mean)
    assert bool(found.warning) is (found.count < found.total)


def test_how_it_is_told() -> None:
    """Digits follow the deviation; one value has none; odd values have a warning of their own."""
    assert str(spread([0.91, 0.92, 0.93])) == "0.920 ± 0.010 (n=3)"
    assert str(spread([1234.5, 1334.5])) == "1284 ± 71 (n=2)"
    assert str(spread([0.5, 0.5])) == "0.5 ± 0 (n=2)"
    assert str(spread([0.123456])) == "0.12346 (n=1)"
    assert str(spread([math.nan])) == "nan"
    assert str(spread([])) == "-"
    assert spread([1, math.nan, 2, math.nan, math.inf]).warning == "2 of 5 runs gave nan and 1 gave inf"
