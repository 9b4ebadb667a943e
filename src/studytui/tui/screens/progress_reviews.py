"""What is remembered, on the page of Progress: by track, and what is at risk."""

from collections.abc import Iterator

from textual.content import Content

from studytui.study.reviews import ReviewCard, TrackRetention
from studytui.tui.marks import QUIET, TITLE, cells, plain, spread
from studytui.tui.widgets.heatmap import bar
from studytui.tui.widgets.lines import BLANK, Line


def review_rows(tracks: tuple[TrackRetention, ...], at_risk: tuple[ReviewCard, ...], width: int) -> Iterator[Line]:
    """Nothing at all before the first exercise was accepted."""
    if not tracks:
        return
    yield BLANK
    yield Line(plain("Likely still known, by track", TITLE))
    yield from (_track(track, width) for track in tracks)
    if at_risk:
        yield BLANK
        yield Line(
            spread(plain("Most at risk", TITLE), Content.assemble(("v", "bold"), (" all reviews", QUIET)), width)
        )
        yield from (Line(Content(card.title), hang=2, right=plain(likely(card), QUIET)) for card in at_risk)


def likely(card: ReviewCard) -> str:
    """How likely it is still known, and since when."""
    return f"{round(100 * card.likely):>3} % likely   last {card.last.day:>2} {card.last:%b}"


def _track(track: TrackRetention, width: int) -> Line:
    percent = round(100 * track.likely)
    rebuilt = f"   {track.recalled} of {track.reviews} rebuilt" if track.reviews else ""
    name = cells(track.track.replace("-", " "), min(28, width // 3))
    return Line(
        Content.assemble(name, bar(percent, 100, min(24, width // 4)), "  ", (f"{percent:>3} %{rebuilt}", QUIET))
    )
