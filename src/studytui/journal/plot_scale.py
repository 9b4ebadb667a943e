"""From values to places on a plot."""

import math
from collections.abc import Iterable, Sequence

from studytui.domain.plotted import Curve, Plotted
from studytui.frozen import dataclass

MARKS = "●○▲△■□"
"""One for each curve, in their order; more curves than that are not told apart and left out."""


_NOTHING = 1e-290
"""No stretch at all: closer to zero numbers have no digits left to tell places apart."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of values, `low` below `high`."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where the value lies between 0 (low) and 1 (high); beyond the ends, at them."""
        # Halves, so that the width of a scale from -1e308 to 1e308 is a number.
        width = self.high / 2 - self.low / 2
        return min(1.0, max(0.0, (value / 2 - self.low / 2) / width))

    def at(self, value: float, cells: int) -> int:
        """The cell of that many in which the value lies."""
        return min(cells - 1, round(self.share(value) * (cells - 1)))


def scale_of_rows(series: Plotted) -> Scale | None:
    """The stretch that holds every mean with its spread, and what was predicted; None without any mean."""
    found = [(row.spread.mean, row.spread.deviation or 0.0) for row in series.rows if row.spread.mean is not None]
    if not found:
        return None
    ends = [mean + sign * deviation for mean, deviation in found for sign in (-1, 1)]
    return _scale([*ends, *(end for end in series.predicted or () if end is not None)])


def scale_of_curves(curves: Sequence[Curve]) -> Scale | None:
    """The stretch that holds every curve with its spread; None without curves."""
    points = [point for curve in curves for point in curve.points]
    return _scale(point.mean + sign * point.deviation for point in points for sign in (-1, 1)) if points else None


def _scale(values: Iterable[float]) -> Scale | None:
    finite = [value for value in values if math.isfinite(value)]
    if not finite:
        return None
    low, high = min(finite), max(finite)
    if high / 2 - low / 2 < _NOTHING:
        room = abs(low) / 10 if abs(low) > _NOTHING else 1.0
        return Scale(low - room, high + room)
    return Scale(low, high)
