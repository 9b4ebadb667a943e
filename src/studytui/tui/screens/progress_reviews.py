"""What is remembered, on the page of Progress: retention by track, what is at risk, what rests."""

from collections.abc import Iterator

from textual.content import Content

from studytui.study.reviews import ReviewCard, TrackRetention
from studytui.tui.marks import QUIET, TITLE, cells, plain
from studytui.tui.screens.review_keys import REVIEW
from studytui.tui.widgets.heatmap import bar
from studytui.tui.widgets.lines import BLANK, Line


def review_rows(
    tracks: tuple[TrackRetention, ...],
    at_risk: tuple[ReviewCard, ...],
    resting: tuple[ReviewCard, ...],
    width: int,
) -> Iterator[Line]:
    """Nothing at all before the first exercise was accepted."""
    if not tracks:
        return
    yield BLANK
    yield Line(plain("Likely still known, by track", TITLE))
    yield from (_track(track, width) for track in tracks)
    if at_risk:
        yield BLANK
        yield Line(plain("Most at risk", TITLE))
        yield from (_card(card, f"{card.likely:.0%}   last {_day(card)}") for card in at_risk)
    if resting:
        yield BLANK
        yield Line(plain("Resting", TITLE))
        yield from (_card(card, _rest(card)) for card in resting)


def _track(track: TrackRetention, width: int) -> Line:
    percent = round(100 * track.likely)
    rebuilt = f"   {track.recalled} of {track.reviews} rebuilt in review" if track.reviews else ""
    name = cells(track.track.replace("-", " "), min(28, width // 3))
    facts = f"{percent:>3} %{rebuilt}"
    return Line(Content.assemble(name, bar(percent, 100, min(24, width // 4)), "  ", (facts, QUIET)))


def _card(card: ReviewCard, facts: str) -> Line:
    return Line(Content(card.title), key=f"{REVIEW}{card.exercise}", hang=2, right=plain(facts, QUIET))


def _day(card: ReviewCard) -> str:
    return f"{card.last.day} {card.last:%b}"


def _rest(card: ReviewCard) -> str:
    if card.retired or card.snoozed_until is None:
        return "retired"
    return f"snoozed until {card.snoozed_until.day} {card.snoozed_until:%b}"
