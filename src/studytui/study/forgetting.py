"""How long a thing learnt stays, by FSRS; the one place that knows the package.

What it says is a pure function of the ratings and their days: whichever machine replays the same log gets the same
card. The learner's local days are given to FSRS as noons, so that neither the hour nor daylight saving counts.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import fsrs

from studytui.domain.review import Card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.domain.review import Rating

RETENTION = 0.9
LONGEST = 365
"""Days: what was not rebuilt for a year is asked for once more."""

_SCHEDULER = fsrs.Scheduler(
    desired_retention=RETENTION, learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False
)


def replay(item: str, ratings: Iterable[tuple[date, Rating]]) -> tuple[Card, float]:
    """The card that those ratings, in their order, leave behind, and its difficulty from 1 to 10.

    The first is that of the first acceptance. A day before the one that precedes it counts as that one.

    Raises:
        ValueError: there is no rating.
    """
    card, last, count = fsrs.Card(card_id=1), None, 0
    for day, rating in ratings:
        last = max(day, last or day)
        card, _ = _SCHEDULER.review_card(card, fsrs.Rating(int(rating)), datetime.combine(last, time(12), UTC))
        count += 1
    if last is None or card.stability is None or card.difficulty is None:
        raise ValueError(f"{item} was never rated")
    return Card(item, card.due.date(), card.stability, last, reviews=count - 1), card.difficulty
