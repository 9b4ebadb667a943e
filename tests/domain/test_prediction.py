"""Predictions as one line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.experiment import Direction, Prediction
from studytui.domain.prediction import read, written

NUMBERS = st.floats(-1e6, 1e6).map(lambda value: float(f"{value:g}"))
NAMES = st.sampled_from(["acc", "val/loss", "acc@5", "f1-macro", "_x.y"])
POINTS = st.lists(st.tuples(st.sampled_from(["lr", "depth"]), st.sampled_from(["0.1", "relu", "3"])), max_size=2)


@st.composite
def predictions(draw: st.DrawFn) -> Prediction:
    """Every kind of prediction."""
    metric = draw(NAMES)
    confidence = draw(st.none() | st.integers(1, 100).map(float))
    if draw(st.booleans()):
        return Prediction(metric, direction=draw(st.sampled_from(Direction)), parameter="lr", confidence=confidence)
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    ends = draw(st.sampled_from([(low, high), (low, None), (None, high)]))
    point = tuple(dict(draw(POINTS)).items())
    return Prediction(metric, *ends, point=point, confidence=confidence)


@settings(max_examples=40)
@given(predictions())
def test_what_is_written_is_read_again(prediction: Prediction) -> None:
    """Every kind of prediction comes back from its own line."""
    assert read(written(prediction)) == prediction


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("acc 0.8..0.9 80%", Prediction("acc", 0.8, 0.9, confidence=80)),
        ("acc 0.8 .. 0.9", Prediction("acc", 0.8, 0.9)),
        ("loss ..-1e-3", Prediction("loss", high=-1e-3)),
        (
            "loss >= 2 at lr=.1, depth=3 55.5 %",
            Prediction("loss", 2, point=(("lr", ".1"), ("depth", "3")), confidence=55.5),
        ),
        ("  acc   rises  with depth", Prediction("acc", direction=Direction.RISES, parameter="depth")),
    ],
)
def test_spellings(line: str, wanted: Prediction) -> None:
    """Blanks, open ends and bounds are understood."""
    assert read(line) == wanted


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "begins with the name"),
        ("0.8..0.9", "begins with the name"),
        ("acc", "say what acc will be"),
        ("acc ..", "say what acc will be"),
        ("acc 0.9..0.8", "ends before it begins"),
        ("acc 0.8..nan", "no number"),
        ("acc < high", "'high' is no number"),
        ("acc 0..1 at lr", "`at lr=0.1 depth=3`"),
        ("acc rises", "over one parameter"),
        ("acc rises with lr at depth=3", "whole grid"),
        ("acc 0..1 0%", "percent"),
        ("acc 0..1 101%", "percent"),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(line: str, said: str) -> None:
    """Each mistake has its own sentence."""
    with pytest.raises(ValueError, match=said.replace("?", r"\?")):
        read(line)
