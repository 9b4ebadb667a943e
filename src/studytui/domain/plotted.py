"""What is drawn of an experiment, as values: a row per grid point, and curves."""

from studytui.domain.spread import Spread
from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PlotRow:
    """A grid point's name and the metric over its seeds."""

    label: str
    spread: Spread


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Mean and standard deviation over the seeds at the `step`-th value that was printed."""

    step: int
    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A metric on its way at one grid point."""

    label: str
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class Plotted:
    """The metric at every grid point, with what was predicted of it (an open end is None) and the curves."""

    metric: str
    rows: tuple[PlotRow, ...]
    predicted: tuple[float | None, float | None] | None = None
    curves: tuple[Curve, ...] = ()
