"""Calibration in Progress: how often results fell as predicted, against the confidence stated."""

from collections.abc import Iterator

from textual.content import Content

from studytui.domain.judgement import Calibration
from studytui.tui.marks import QUIET, TITLE, cells, plain
from studytui.tui.widgets.heatmap import bar
from studytui.tui.widgets.lines import BLANK, Line


def calibration_lines(found: Calibration, width: int) -> Iterator[Line]:
    """A line over all, then one per band of confidence; nothing before the first prediction that counts."""
    if not found.count:
        return
    room = min(40, width // 3)
    yield BLANK
    yield Line(plain("Predictions", TITLE))
    yield _line("all", found.held, found.count, " fell as predicted", room)
    for band in found.bands:
        said = f", you said {band.said:.0f} %"
        yield _line(f"{band.first} to {band.last} %", band.held, band.count, said, room)
    if found.uncounted:
        yield Line(plain(f"{found.uncounted} more not counted: predicted too late, or not to be judged yet.", QUIET))


def _line(name: str, held: int, count: int, said: str, room: int) -> Line:
    facts = f"{round(100 * held / count):>3} %   {held} of {count}{said}"
    return Line(Content.assemble(cells(name, 14), bar(held, count, room), "  ", (facts, QUIET)))
