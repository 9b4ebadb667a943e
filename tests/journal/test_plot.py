"""Plots of experiments, as text and as SVG."""

import math
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.plotted import Curve, CurvePoint, PlotRow, Plotted
from studytui.domain.spread import spread
from studytui.journal.plot import plot_svg, plot_text

ROWS = (
    PlotRow("lr=0.1", spread([0.70, 0.72, 0.71])),
    PlotRow("lr=0.01", spread([0.50, 0.55, math.nan])),
    PlotRow("lr=9", spread([math.nan, math.nan])),
)
RISING = Curve("lr=0.1", tuple(CurvePoint(step, step / 10, 0.1) for step in range(1, 11)))
FALLING = Curve("lr=0.01", tuple(CurvePoint(step, 1 - step / 10, 0.0) for step in range(1, 6)))
WHOLE = Plotted("acc", ROWS, (0.6, 0.8), (RISING, FALLING))

TEXT = """\
acc: mean ± standard deviation over seeds
lr=0.1                         ├●┤         0.710 ± 0.010 (n=3)
lr=0.01    ├──●───┤                        0.525 ± 0.035 (n=2)
lr=9                                       nan
predicted            ░░░░░░░░░░░░░░░░░░░░
           0.48964                    0.8
lr=0.01: 1 of 3 runs gave nan
lr=9: 2 of 2 runs gave nan

acc on the way: mean ± standard deviation over seeds
1.1 ┤                                                    ·····
    │○                                           ······●●●●●●●
    │ ○○○○○○○○                          ······●●●●●●●●●······
    │         ○○○○○○○○○         ······●●●●●●●●·······
    │                  ○○○○○○●●●●●●●●●······
    │         ·······●●●●●●●●······
    │ ······●●●●●●●●●······
    │●●●●●●●······
  0 ┤·····
    └─────────────────────────────────────────────────────────
     1                                                     10
● lr=0.1   ○ lr=0.01"""


def test_the_text_is_this() -> None:
    """Rows with their spread, the prediction below them, what gave nan, and curves that end where they end."""
    assert plot_text(WHOLE, 62) == TEXT


def test_the_svg_says_the_same() -> None:
    """One document, every word of it: labels, numbers, warnings, a line for each curve."""
    drawn = plot_svg(WHOLE)
    assert drawn == plot_svg(WHOLE)
    root = ET.fromstring(drawn)  # noqa: S314  # made just above
    words = " ".join(element.text or "" for element in root.iter() if element.tag.endswith("text"))
    for word in ("lr=0.1", "0.710 ± 0.010 (n=3)", "1 of 3 runs gave nan", "predicted", "acc on the way"):
        assert word in words
    dashes = [element.get("stroke-dasharray") for element in root.iter() if element.get("stroke-width") == "2"]
    assert dashes == [None, None, "7 4", "7 4"]


def test_nothing_to_draw() -> None:
    """Nothing is drawn, rather than an empty frame."""
    assert plot_text(Plotted("acc", ()), 76) == ""
    assert plot_svg(Plotted("acc", ())) == ""


def test_words_of_others_stay_words() -> None:
    """A label with angle brackets neither breaks the document nor becomes a part of it."""
    label = '<script>&"'
    root = ET.fromstring(plot_svg(Plotted(label, (PlotRow(label, spread([1.0])),))))  # noqa: S314  # likewise
    assert not [element for element in root.iter() if element.tag.endswith("script")]


NUMBERS = st.floats(-1e308, 1e308) | st.sampled_from([math.nan, math.inf, 0.0, 5e-324])
FINITE = st.floats(-1e307, 1e307)


@st.composite
def plots(draw: st.DrawFn) -> Plotted:
    """Rows and curves of any numbers."""
    values = draw(st.lists(st.lists(NUMBERS, min_size=1, max_size=3), max_size=3))
    rows = tuple(PlotRow(f"x={number}", spread(those)) for number, those in enumerate(values))
    steps = draw(st.lists(st.tuples(FINITE, st.floats(0, 1e307)), min_size=3, max_size=6))
    curve = Curve("c", tuple(CurvePoint(3 * number + 1, *pair) for number, pair in enumerate(steps)))
    predicted = draw(st.none() | st.tuples(FINITE, st.none()) | st.tuples(st.none(), FINITE))
    return Plotted("m", rows, predicted, (curve,) * draw(st.integers(0, 8)))


@settings(max_examples=30)
@given(plots(), st.integers(10, 120))
def test_any_numbers_fit(plotted: Plotted, width: int) -> None:
    """No line is wider than asked for, no number breaks either form."""
    lines = plot_text(plotted, width).splitlines()
    assert all(len(line) <= max(width, 40) for line in lines)
    drawn = plot_svg(plotted)
    root = ET.fromstring(drawn or "<svg/>")  # noqa: S314  # likewise
    places = [value for element in root.iter() for name, value in element.items() if name in ("d", "x", "cx", "width")]
    assert not any(odd in place for place in places for odd in ("nan", "inf"))
