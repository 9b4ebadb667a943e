"""Predictions held against results."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.experiment import Outcome
from studytui.domain.experiment_summary import Point
from studytui.domain.judgement import Judged, Place, calibration, judge
from studytui.domain.prediction import read
from studytui.domain.spread import spread


def point(lr: str, *values: float, depth: str = "2") -> Point:
    """A grid point with those values of `acc`."""
    return Point((("lr", lr), ("depth", depth)), {"acc": spread(values)}, len(values))


NEAR = point("0.1", 0.70, 0.72, 0.71)
FAR = point("0.01", 0.30, 0.31, 0.32)


@pytest.mark.parametrize(
    ("line", "place", "outcome"),
    [
        ("acc 0.6..0.8 at lr=0.1", Place.IN, Outcome.CONFIRMED),
        ("acc 0.8..0.9 at lr=.1 depth=2", Place.BELOW, Outcome.REFUTED),
        ("acc ..0.5 at lr=0.1", Place.ABOVE, Outcome.REFUTED),
        ("acc > 0.7 at lr=0.1", Place.IN, Outcome.CONFIRMED),
        ("acc > 0.709 at lr=0.1", Place.IN, Outcome.UNCLEAR),
        ("acc > 0.711 at lr=0.1", Place.BELOW, Outcome.UNCLEAR),
        ("acc 0.2..0.8", Place.IN, Outcome.CONFIRMED),
        ("acc 0.6..0.8", Place.BELOW, Outcome.REFUTED),
        ("acc 0.4..0.6", Place.AGAINST, Outcome.REFUTED),
        ("acc 0.311..0.8", Place.OPEN, Outcome.UNCLEAR),
        ("acc 0.8..", Place.BELOW, Outcome.REFUTED),
        ("acc > 0.711", Place.BELOW, Outcome.REFUTED),
        ("acc > 0.9", Place.BELOW, Outcome.REFUTED),
        ("acc > 0.305", Place.IN, Outcome.UNCLEAR),
        ("acc 0..1 at lr=7", Place.OPEN, Outcome.UNCLEAR),
        ("loss 0..1", Place.OPEN, Outcome.UNCLEAR),
        ("acc rises with lr", Place.IN, Outcome.CONFIRMED),
        ("acc falls with lr", Place.AGAINST, Outcome.REFUTED),
        ("acc rises with depth", Place.OPEN, Outcome.UNCLEAR),
    ],
)
def test_where_the_result_lies(line: str, place: Place, outcome: Outcome) -> None:
    """In, below, above, along or against; unclear near an edge and without results; one point decides."""
    found = judge(read(line), [NEAR, FAR])
    assert (found.place, found.outcome) == (place, outcome)
    assert found.why


def test_a_difference_within_its_error_is_no_direction() -> None:
    """A slope that the seeds could have made is unclear."""
    low, high = point("1", 0.4, 0.6), point("2", 0.45, 0.65)
    assert judge(read("acc rises with lr"), [low, high]).outcome is Outcome.UNCLEAR


def test_nan_leaves_the_judgement_open() -> None:
    """One nan among the seeds, and the rest does not speak for all."""
    found = judge(read("acc 0..1"), [point("1", 0.5, math.nan)])
    assert (found.place, found.outcome) == (Place.OPEN, Outcome.UNCLEAR)
    assert "1 of 2 runs gave nan" in found.why


@settings(max_examples=40)
@given(st.lists(st.tuples(st.booleans(), st.none() | st.floats(0.001, 100))))
def test_calibration_loses_nobody(said: list[tuple[bool, float | None]]) -> None:
    """Every prediction is in the count, every stated confidence in exactly one band."""
    found = calibration([Judged(held, confidence) for held, confidence in said], 2)
    assert (found.count, found.held, found.uncounted) == (len(said), sum(held for held, _ in said), 2)
    stated = [(held, confidence) for held, confidence in said if confidence is not None]
    assert (found.stated, sum(band.held for band in found.bands)) == (len(stated), sum(held for held, _ in stated))
    if stated:
        assert found.said == pytest.approx(math.fsum(confidence for _, confidence in stated) / len(stated))
    else:
        assert found.said is None
