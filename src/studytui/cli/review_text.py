"""Reviews as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studytui.study.reviews import ReviewCard, TrackRetention


def card_line(card: ReviewCard) -> str:
    """How a card stands, in a line."""
    state = f"from {card.back.isoformat()}"
    if card.retired:
        state = "retired"
    elif card.snoozed_until is not None:
        state = f"snoozed until {card.snoozed_until.isoformat()}"
    begun = ", begun" if card.begun else ""
    facts = f"{card.exercise}; last {card.last.isoformat()}, {state}{begun}"
    return f"{round(100 * card.likely):>3} %  {card.title}  ({facts})"


def card_shape(card: ReviewCard) -> dict[str, object]:
    """A card in JSON."""
    return {
        "id": card.exercise,
        "title": card.title,
        "track": card.track,
        "likely": round(card.likely, 4),
        "last": card.last.isoformat(),
        "from": card.back.isoformat(),
        "reviews": card.reviews,
        "begun": card.begun,
        "snoozed_until": card.snoozed_until.isoformat() if card.snoozed_until else None,
        "retired": card.retired,
    }


def remembered_shape(tracks: tuple[TrackRetention, ...], at_risk: tuple[ReviewCard, ...]) -> dict[str, object]:
    """What is remembered by track, and what is at risk, for `stats`."""
    return {
        "retention": [
            {
                "track": track.track,
                "cards": track.cards,
                "reviews": track.reviews,
                "recalled": track.recalled,
                "likely": round(track.likely, 4),
            }
            for track in tracks
        ],
        "at_risk": [
            {"id": card.exercise, "likely": round(card.likely, 4), "last": card.last.isoformat()} for card in at_risk
        ],
    }


def remembered_lines(tracks: tuple[TrackRetention, ...], at_risk: tuple[ReviewCard, ...]) -> list[str]:
    """The same in lines; none before the first exercise was accepted."""
    width = max((len(track.track) for track in tracks), default=0)
    lines = ["Likely still known"] if tracks else []
    for track in tracks:
        rebuilt = f", {track.recalled} of {track.reviews} rebuilt" if track.reviews else ""
        lines.append(f"  {track.track:<{width}}  {round(100 * track.likely)} %{rebuilt}")
    if at_risk:
        lines.append("Most at risk")
        lines += [f"  {round(100 * card.likely)} %  {card.title}  ({card.exercise})" for card in at_risk]
    return lines
