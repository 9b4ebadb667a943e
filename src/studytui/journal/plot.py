"""An experiment's results drawn as text: a row per grid point with mean and spread over seeds, and the curves.

Plain characters, legible without colour; the same values always give the same lines. `plot_svg` draws the same.
"""

from collections.abc import Iterator, Sequence

from studytui.domain.plotted import Curve, PlotRow, Plotted
from studytui.domain.spread import shown
from studytui.journal.plot_scale import MARKS, Scale, scale_of_curves, scale_of_rows
from studytui.journal.plot_svg import plot_svg

__all__ = ["plot_svg", "plot_text"]

HEIGHT = 9
NARROWEST = 40
_LONGEST_LABEL = 28


def plot_text(series: Plotted, width: int) -> str:
    """The plot in lines of at most `width` characters (40 at least); empty where there is nothing to draw."""
    width = max(width, NARROWEST)
    parts = ["\n".join(_rows(series, width)), "\n".join(_curves(series, width))]
    return "\n\n".join(part for part in parts if part)


def _rows(series: Plotted, width: int) -> Iterator[str]:
    scale = scale_of_rows(series)
    if not series.rows:
        return
    yield _cut(f"{series.metric}: mean ± standard deviation over seeds", width)
    labels = [_cut(row.label, min(_LONGEST_LABEL, width // 3)) for row in series.rows]
    left = max(len(label) for label in labels)
    left = max(left, len("predicted")) if series.predicted else left
    right = max(len(str(row.spread)) for row in series.rows)
    room = width - left - right - 4
    if room < 8:
        room, right = max(8, width - left - 2), 0
    for label, row in zip(labels, series.rows, strict=True):
        drawn = _row(row, scale, room)
        if right:
            yield f"{label:<{left}}  {drawn}  {row.spread!s}".rstrip()
        else:
            yield f"{label:<{left}}  {drawn}".rstrip()
            yield f"{'':<{left}}  {row.spread!s}"
    if series.predicted and scale:
        low, high = series.predicted
        first = 0 if low is None else scale.at(low, room)
        last = room - 1 if high is None else scale.at(high, room)
        yield f"{'predicted':<{left}}  {' ' * first}{'░' * (last - first + 1)}"
    if scale:
        ends = f"{shown(scale.low)}{shown(scale.high):>{max(1, room - len(shown(scale.low)))}}"
        yield f"{'':<{left}}  {ends}"
    for label, row in zip(labels, series.rows, strict=True):
        if row.spread.warning:
            yield _cut(f"{label}: {row.spread.warning}", width)


def _row(row: PlotRow, scale: Scale | None, room: int) -> str:
    """One grid point: `├──●──┤`, from mean minus to mean plus the deviation."""
    if scale is None or row.spread.mean is None:
        return " " * room
    cells = [" "] * room
    mean, deviation = row.spread.mean, row.spread.deviation or 0.0
    first, last = scale.at(mean - deviation, room), scale.at(mean + deviation, room)
    if last > first:
        cells[first : last + 1] = ["├", *"─" * (last - first - 1), "┤"]
    cells[scale.at(mean, room)] = "●"
    return "".join(cells)


def _curves(series: Plotted, width: int) -> Iterator[str]:
    curves = series.curves[: len(MARKS)]
    scale = scale_of_curves(curves)
    if scale is None:
        return
    yield _cut(f"{series.metric} on the way: mean ± standard deviation over seeds", width)
    left = max(len(shown(scale.high)), len(shown(scale.low)))
    room = width - left - 2
    last = max(point.step for curve in curves for point in curve.points)
    grid = _painted(curves, scale, room, last)
    for number, cells in enumerate(grid):
        label = shown(scale.high) if number == 0 else shown(scale.low) if number == HEIGHT - 1 else ""
        yield f"{label:>{left}} {'┤' if label else '│'}{''.join(cells)}".rstrip()
    yield f"{'':>{left}} └{'─' * room}"
    yield f"{'':>{left}}  1{last!s:>{room - 2}}"
    names = [f"{mark} {_cut(curve.label, _LONGEST_LABEL)}" for mark, curve in zip(MARKS, curves, strict=False)]
    names += [f"and {len(series.curves) - len(curves)} more"] if len(series.curves) > len(curves) else []
    yield from _wrapped(names, width)


def _painted(curves: Sequence[Curve], scale: Scale, room: int, last: int) -> list[list[str]]:
    """The field of the curves, top row first: means above spreads, the first curve above the others."""
    grid = [[" "] * room for _ in range(HEIGHT)]
    columns = [list(_columns(curve, room, last)) for curve in curves]
    for curve in columns:
        for column, mean, deviation in curve:
            for row in range(scale.at(mean - deviation, HEIGHT), scale.at(mean + deviation, HEIGHT) + 1):
                grid[HEIGHT - 1 - row][column] = "·"
    for mark, curve in reversed(list(zip(MARKS, columns, strict=False))):
        for column, mean, _ in curve:
            grid[HEIGHT - 1 - scale.at(mean, HEIGHT)][column] = mark
    return grid


def _columns(curve: Curve, room: int, last: int) -> Iterator[tuple[int, float, float]]:
    """Mean and deviation of a curve for each column it reaches, straight between its points."""
    points = curve.points
    at = 0
    for column in range(room):
        step = 1 + column * (last - 1) / max(1, room - 1)
        if step > points[-1].step + 1e-9 or step < points[0].step:
            continue
        while at + 1 < len(points) - 1 and points[at + 1].step < step:
            at += 1
        one, other = points[at], points[min(at + 1, len(points) - 1)]
        share = min(1.0, max(0.0, (step - one.step) / (other.step - one.step))) if other.step > one.step else 0.0
        mean = one.mean * (1 - share) + other.mean * share
        yield column, mean, one.deviation * (1 - share) + other.deviation * share


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(1, width - 1)] + "…"


def _wrapped(words: Sequence[str], width: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line}   {word}" if line else word
        if len(longer) > width and line:
            yield line
            longer = word
        line = longer
    if line:
        yield line
