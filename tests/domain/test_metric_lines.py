"""Metrics in what a script prints."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.metric_lines import MOST_METRICS, MOST_VALUES, Metrics, metrics_in


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("loss=0.35 acc = 0.9", {"loss": 0.35, "acc": 0.9}),
        ("epoch 3: loss: 1e-3, val/acc: .5.", {"loss": 1e-3, "val/acc": 0.5}),
        ("[12:30:45] acc@5=+7", {"acc@5": 7.0}),
        (
            '{"loss": 0.3, "step": 2, "done": true, "note": "x", "deep": {"a": 1}, "lr": "inf"}',
            {"loss": 0.3, "lr": math.inf},
        ),
        ("step=3 epoch=1 Seed: 2 loss=-inf", {"loss": -math.inf}),
        ("time: 10:30, see http://host:80/a=b, 2026-11-20, v=1.2.3", {}),
        ("no numbers here", {}),
        ('{"loss": 0.3', {}),
        ("{" * 5000, {}),
        ("loss=0.3" + "x" * 70_000, {}),
    ],
)
def test_what_is_a_metric(line: str, wanted: dict[str, float]) -> None:
    """Pairs and flat JSON objects; neither clocks, addresses, versions nor places in the run."""
    assert metrics_in(line) == wanted


def test_nan_and_numbers_too_large_are_values() -> None:
    """NaN stays NaN, and a whole number beyond every float is infinite."""
    assert math.isnan(metrics_in("loss: NaN")["loss"])
    assert math.isnan(metrics_in('{"loss": NaN}')["loss"])
    assert metrics_in('{"loss": -1' + "0" * 400 + "}") == {"loss": -math.inf}


@settings(max_examples=40)
@given(st.text(alphabet="ab=:{}[]\"'.0e- \u00e9\u2028\ud800", max_size=40) | st.text(max_size=40))
def test_no_line_raises(line: str) -> None:
    """Whatever a script prints is read or passed over."""
    assert all(isinstance(value, float) for value in metrics_in(line).values())


@settings(max_examples=40)
@given(st.integers(1, 3000))
def test_a_curve_stays_small_and_true(count: int) -> None:
    """The last value counts; the values kept are those at equal distances, from the first on."""
    metrics = Metrics()
    for number in range(count):
        metrics.add({"loss": float(number)})
    assert metrics.last == {"loss": count - 1.0}
    if count == 1:
        assert metrics.series == {}
        return
    series = metrics.series["loss"]
    assert series.values == tuple(float(number) for number in range(0, count, series.every))
    assert len(series.values) <= MOST_VALUES


def test_endless_names_are_left_out_and_told() -> None:
    """A script that prints ever new names costs the first sixty-four."""
    metrics = Metrics()
    for number in range(1000):
        metrics.add({f"loss_{number}": 1.0})
    assert len(metrics.last) == MOST_METRICS
    assert metrics.left_out
