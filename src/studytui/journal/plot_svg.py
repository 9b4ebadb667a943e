"""An experiment's results as an SVG, drawn here: no other program, no font of its own, legible on light and dark."""

from collections.abc import Iterator, Sequence
from html import escape

from studytui.domain.plotted import Curve, PlotRow, Plotted
from studytui.domain.spread import shown
from studytui.journal.plot_scale import MARKS, Scale, scale_of_curves, scale_of_rows

WIDTH = 720
_LEFT, _RIGHT = 170, 540
_ROW, _TOP = 26, 40
_FIELD, _EDGE, _FAR = 200, 64, 690
_INK, _QUIET, _BAND, _PAPER = "#23272c", "#686e76", "#dfe7e3", "#ffffff"
_LINES = (
    ("#1f6f5c", ""),
    ("#a63a2b", "7 4"),
    ("#2b5aa6", "2 4"),
    ("#8a6d00", "12 4"),
    ("#6b3fa0", "7 4 2 4"),
    ("#4b5157", "1 6"),
)
"""Colour and dashes of each curve: neither is needed to tell them apart."""


def plot_svg(series: Plotted) -> str:
    """The plot as an SVG document, its last line ended; empty where there is nothing to draw."""
    rows, curves = list(_rows(series)), series.curves[: len(MARKS)]
    if not rows and not curves:
        return ""
    top = _TOP + _ROW * (len(series.rows) + 2) + 10 if rows else 10
    drawn = list(_curves(curves, series.metric, top)) if curves else []
    height = top + (_FIELD + 60 + 20 * len(curves) if drawn else 0)
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    fonts = f'font-family="system-ui, sans-serif" font-size="13" fill="{_INK}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {fonts}>',
        f"<title>{escape(series.metric)}: mean and standard deviation over seeds</title>",
        f'<rect width="{WIDTH}" height="{height}" rx="6" fill="{_PAPER}"/>',
        *rows,
        *drawn,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _rows(series: Plotted) -> Iterator[str]:
    if not series.rows:
        return
    scale = scale_of_rows(series)
    bottom = _TOP + _ROW * len(series.rows)
    yield _text(16, 24, f"{series.metric}: mean ± standard deviation over seeds", bold=True)
    if scale is not None and series.predicted is not None:
        low, high = series.predicted
        first = _LEFT if low is None else _across(scale, low)
        last = _RIGHT if high is None else _across(scale, high)
        area = f'width="{max(last - first, 1.0):.1f}" height="{bottom - _TOP}"'
        yield f'<rect x="{first:.1f}" y="{_TOP}" {area} fill="{_BAND}"/>'
        yield _text((first + last) / 2, bottom + 34, "predicted", quiet=True, anchor="middle")
    for number, row in enumerate(series.rows):
        yield from _row(row, scale, _TOP + _ROW * number + _ROW / 2)
    if scale is not None:
        yield f'<path d="M{_LEFT} {bottom}H{_RIGHT}" stroke="{_QUIET}"/>'
        yield _text(_LEFT, bottom + 18, shown(scale.low), quiet=True)
        yield _text(_RIGHT, bottom + 18, shown(scale.high), quiet=True, anchor="end")


def _row(row: PlotRow, scale: Scale | None, y: float) -> Iterator[str]:
    yield _text(_LEFT - 12, y + 4, _cut(row.label, 22), anchor="end")
    said = f"{row.spread}; {row.spread.warning}" if row.spread.warning else str(row.spread)
    yield _text(_RIGHT + 14, y + 4, _cut(str(row.spread), 24), quiet=True, title=said)
    if row.spread.warning:
        yield _text(_RIGHT + 14, y + 14, _cut(row.spread.warning, 30), quiet=True, size=9)
    if scale is None or row.spread.mean is None:
        return
    mean, deviation = row.spread.mean, row.spread.deviation or 0.0
    first, last, at = (_across(scale, value) for value in (mean - deviation, mean + deviation, mean))
    if last > first:
        ends = f"M{first:.1f} {y - 5:.1f}v10M{last:.1f} {y - 5:.1f}v10"
        yield f'<path d="M{first:.1f} {y:.1f}H{last:.1f}{ends}" stroke="{_INK}" stroke-width="1.5" fill="none"/>'
    yield f'<circle cx="{at:.1f}" cy="{y:.1f}" r="4" fill="{_LINES[0][0]}"/>'


def _curves(curves: Sequence[Curve], metric: str, top: float) -> Iterator[str]:
    scale = scale_of_curves(curves)
    if scale is None:
        return
    last = max(point.step for curve in curves for point in curve.points)
    upper, lower = top + 30, top + 30 + _FIELD
    yield _text(16, top + 16, f"{metric} on the way: mean ± standard deviation over seeds", bold=True)
    yield f'<path d="M{_EDGE} {upper}V{lower}H{_FAR}" stroke="{_QUIET}" fill="none"/>'
    yield _text(_EDGE - 6, upper + 8, shown(scale.high), quiet=True, anchor="end")
    yield _text(_EDGE - 6, lower, shown(scale.low), quiet=True, anchor="end")
    yield _text(_EDGE, lower + 18, "1", quiet=True)
    yield _text(_FAR, lower + 18, str(last), quiet=True, anchor="end")
    for number, (curve, (colour, dashes)) in enumerate(zip(curves, _LINES, strict=False)):
        yield from _curve(curve, scale, last, lower, colour, dashes)
        y = lower + 38 + 20 * number
        yield f'<path d="M{_EDGE} {y - 4:.1f}h28"{_stroke(colour, dashes)}/>'
        yield _text(_EDGE + 36, y, _cut(curve.label, 80))


def _curve(curve: Curve, scale: Scale, last: int, lower: float, colour: str, dashes: str) -> Iterator[str]:
    width = _FAR - _EDGE
    across = [_EDGE + width * (point.step - 1) / max(1, last - 1) for point in curve.points]

    def height(value: float) -> float:
        return lower - _FIELD * scale.share(value)

    above = [(x, height(point.mean + point.deviation)) for x, point in zip(across, curve.points, strict=True)]
    below = [(x, height(point.mean - point.deviation)) for x, point in zip(across, curve.points, strict=True)]
    mean = [(x, height(point.mean)) for x, point in zip(across, curve.points, strict=True)]
    if any(point.deviation for point in curve.points):
        yield f'<path d="M{_path([*above, *reversed(below)])}Z" fill="{colour}" opacity="0.12"/>'
    yield f'<path d="M{_path(mean)}"{_stroke(colour, dashes)}/>'


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _stroke(colour: str, dashes: str) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f' stroke="{colour}" stroke-width="2" fill="none"{dashed}'


def _across(scale: Scale, value: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * scale.share(value)


def _text(
    x: float,
    y: float,
    text: str,
    *,
    quiet: bool = False,
    bold: bool = False,
    anchor: str = "",
    size: int = 0,
    title: str = "",
) -> str:
    facts = [f'x="{x:.1f}" y="{y:.1f}"']
    facts += [f'fill="{_QUIET}"'] if quiet else []
    facts += ['font-weight="600"'] if bold else []
    facts += [f'text-anchor="{anchor}"'] if anchor else []
    facts += [f'font-size="{size}"'] if size else []
    hover = f"<title>{escape(title)}</title>" if title and title != text else ""
    return f"<text {' '.join(facts)}>{escape(text)}{hover}</text>"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
