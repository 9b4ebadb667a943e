"""What is remembered: every card, what is at risk, and retention by track."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from studytui.domain import review
from studytui.domain.review import Rating
from studytui.frozen import dataclass
from studytui.store import reviews as store
from studytui.study import enrolled, review_cards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.domain.exercise import Exercise
    from studytui.domain.review import Card
    from studytui.study.context import Context

RISK = 0.9
"""What is likelier than this to be known is no risk."""
_EVER = date.min, date.max


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """An exercise that may come back: how likely its core is still known (0 to 1), and from which study day it waits.

    `last` is the day of the last rebuild, `reviews` how many there were. One that is `retired` never comes back, one
    that is snoozed waits until `snoozed_until`; `begun` says that its review waits for a rating.
    """

    exercise: str
    title: str
    track: str
    likely: float
    last: date
    back: date
    reviews: int
    begun: bool
    snoozed_until: date | None
    retired: bool

    @property
    def resting(self) -> bool:
        """Whether the learner has put it to rest."""
        return self.retired or self.snoozed_until is not None


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """A review that was rated, for the week's note."""

    exercise: str
    title: str
    rating: Rating
    failed: int
    hints: int
    day: date


@dataclass(frozen=True, slots=True)
class TrackRetention:
    """A track: `recalled` of `reviews` went hard or better; `likely` is the mean over its cards today, 0 to 1."""

    track: str
    cards: int
    reviews: int
    recalled: int
    likely: float


def cards(ctx: Context) -> tuple[ReviewCard, ...]:
    """Every exercise that may come back, the most at risk first."""
    review_cards.catch_up(ctx)
    followed, today = enrolled.current(ctx), ctx.today()

    def shown(exercise: Exercise, card: Card) -> ReviewCard:
        waits = max(card.waits_from, today)
        until = card.snoozed_until
        return ReviewCard(
            exercise=exercise.id,
            title=exercise.title,
            track=exercise.track,
            likely=card.likely(today),
            last=card.last,
            back=review.rolled(followed.schedule, waits) if followed else waits,
            reviews=card.reviews,
            begun=card.begun,
            snoozed_until=until if until and until > today else None,
            retired=card.retired,
        )

    found = store.cards(ctx.store)
    named = _named(ctx, (card.item for card in found))
    shown_cards = [shown(named[card.item], card) for card in found if card.item in named and named[card.item].core]
    return tuple(sorted(shown_cards, key=lambda card: (card.likely, card.exercise)))


def at_risk(ctx: Context, most: int = 5) -> tuple[ReviewCard, ...]:
    """The exercises most likely to be forgotten of those that come back: under nine in ten, at most so many."""
    risky = (card for card in cards(ctx) if not card.resting and card.likely < RISK)
    return tuple(card for card, _ in zip(risky, range(most), strict=False))


def retention(ctx: Context) -> tuple[TrackRetention, ...]:
    """What each track's reviews showed, and how much of it is likely still there."""
    standing = cards(ctx)
    rated = store.between(ctx.store, *_EVER)
    named = _named(ctx, (each.item for each in rated))
    tracks = sorted({card.track for card in standing} | {exercise.track for exercise in named.values()})
    found = []
    for track in tracks:
        held = [card.likely for card in standing if card.track == track]
        ratings = [each.rating for each in rated if each.item in named and named[each.item].track == track]
        recalled = sum(rating is not Rating.AGAIN for rating in ratings)
        found.append(TrackRetention(track, len(held), len(ratings), recalled, sum(held) / len(held) if held else 0.0))
    return tuple(found)


def between(ctx: Context, first: date, last: date) -> tuple[ReviewNote, ...]:
    """The reviews rated on those days, first and last included, oldest first."""
    rated = store.between(ctx.store, first, last)
    named = _named(ctx, (each.item for each in rated))
    return tuple(
        ReviewNote(named[each.item].id, named[each.item].title, each.rating, each.failed, each.hints, each.day)
        for each in rated
        if each.item in named
    )


def _named(ctx: Context, items: Iterable[str]) -> dict[str, Exercise]:
    """The exercises of those keys that are there."""
    found = ctx.library.exercises_named(review.exercise_of(item) for item in items)
    return {review.item_of(exercise.id): exercise for exercise in found}
