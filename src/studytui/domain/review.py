"""Reviews: the rating that is proposed, what is likely still there, and which ones a week asks for."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import IntEnum

from studytui.domain.schedule import Schedule
from studytui.frozen import dataclass

MINUTES = 10
"""What a review may take."""

SNOOZE = timedelta(days=7)

# The forgetting curve of FSRS-6 with its default weights; a test holds it against the package.
_DECAY = -0.1542
_FACTOR = float(0.9 ** (1 / _DECAY)) - 1
_PREFIX = "exercise:"


class Rating(IntEnum):
    """How a rebuild went, in FSRS's four steps."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """The rating as it is written."""
        return self.name.lower()


class Mark(IntEnum):
    """What happened to a review besides its rating."""

    BEGUN = 1
    HINT = 2
    SNOOZED = 3
    RETIRED = 4
    RESUMED = 5

    @property
    def word(self) -> str:
        """The mark as it is stored."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Card:
    """What is remembered of one thing learnt.

    `due` is the day on which nine in ten would still know it, `stability` the days until then after `last`, the day it
    was last rebuilt. A card that is `begun` has a review that waits for its rating.
    """

    item: str
    due: date
    stability: float
    last: date
    snoozed_until: date | None = None
    retired: bool = False
    begun: bool = False
    reviews: int = 0

    def likely(self, on: date) -> float:
        """The likelihood, 0 to 1, that it can be rebuilt on that day."""
        return float((1 + _FACTOR * max(0, (on - self.last).days) / self.stability) ** _DECAY)

    @property
    def waits_from(self) -> date:
        """The day from which it may be asked for."""
        return max(self.due, self.snoozed_until or self.due)


def item_of(exercise: str) -> str:
    """The key of an exercise in the log of reviews."""
    return _PREFIX + exercise


def exercise_of(item: str) -> str:
    """The exercise of a key; empty for a key of something else."""
    return item.removeprefix(_PREFIX) if item.startswith(_PREFIX) else ""


def proposed(failed: int, hints: int, *, gave_up: bool = False) -> Rating:
    """The rating that failed attempts and hints speak for.

    One slip is no gap of memory. Easy is never proposed: only the learner knows that it was.
    """
    if gave_up or failed > 3 or hints > 1:
        return Rating.AGAIN
    return Rating.HARD if failed > 1 or hints else Rating.GOOD


def chosen(cards: Iterable[Card], first: date, on: date, room: int) -> tuple[Card, ...]:
    """What is asked for on a day of the week that began on `first`: at most `room` cards, the most at risk first.

    The risk is weighed on the week's first day, and a card that falls due later in the week comes after those that
    waited then, so that what a week asks for does not change while it lasts. A review that was begun comes first.
    """

    def rank(card: Card) -> tuple[bool, date, float, str]:
        joined = max(card.waits_from, first)
        return not card.begun, joined, card.likely(joined), card.item

    waiting = sorted((card for card in cards if not card.retired and card.waits_from <= on), key=rank)
    return tuple(waiting[: max(0, room)])


def rolled(schedule: Schedule, day: date) -> date:
    """That day, or the next one on which the learner studies."""
    while not schedule.is_study_day(day):
        day += timedelta(days=1)
    return day


def week_began(schedule: Schedule, on: date) -> date:
    """The first study day of the plan's week that a study day belongs to, also after the plan's end."""
    week = schedule.slots_before(on) // schedule.slots
    first, day = on, on - timedelta(days=1)
    while day >= schedule.start and schedule.slots_before(day) // schedule.slots == week:
        if schedule.is_study_day(day):
            first = day
        day -= timedelta(days=1)
    return first
