"""FSRS as it is used here: a pure replay, the same curve as the domain's, and a year at two reviews a week."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.config import Config
from studytui.domain.review import Card, Rating, chosen, week_began
from studytui.domain.schedule import Schedule
from studytui.study.forgetting import LONGEST, replay

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
PER_WEEK = Config().reviews
LOGS = st.lists(st.tuples(st.integers(0, 90), st.sampled_from(Rating)), min_size=1, max_size=12)


def noon(day: date) -> datetime:
    """The moment that FSRS is given for a day."""
    return datetime.combine(day, time(12), UTC)


def dated(log: list[tuple[int, Rating]]) -> list[tuple[date, Rating]]:
    """Ratings so many days apart, as ratings on days."""
    day, found = MONDAY, []
    for gap, rating in log:
        day += gap * DAY
        found.append((day, rating))
    return found


@given(LOGS, st.integers(0, 400))
def test_the_domain_draws_the_curve_of_the_package(log: list[tuple[int, Rating]], after: int) -> None:
    """The likelihood that is computed without the package is the package's own."""
    card, difficulty = replay("a", dated(log))
    theirs = fsrs.Card(1, fsrs.State.Review, None, card.stability, difficulty, noon(card.due), noon(card.last))
    on = card.last + after * DAY
    assert card.likely(on) == pytest.approx(fsrs.Scheduler().get_card_retrievability(theirs, noon(on)), abs=1e-9)


@given(LOGS)
def test_a_card_is_a_pure_function_of_its_log(log: list[tuple[int, Rating]]) -> None:
    """Replayed twice it is the same, due between a day and a year later, with one review less than ratings."""
    card, difficulty = replay("a", dated(log))
    assert (card, difficulty) == replay("a", dated(log))
    assert 1 <= (card.due - card.last).days <= LONGEST
    assert card.reviews == len(log) - 1
    assert 1 <= difficulty <= 10


def test_better_ratings_bring_it_back_later() -> None:
    """Again, hard, good and easy come back in this order, the first within days."""
    back = [(replay("a", [(MONDAY, rating)])[0].due - MONDAY).days for rating in Rating]
    assert back == sorted(back)
    assert back[0] == 1
    assert back[-1] > back[2] > back[0]


def test_a_day_before_the_last_one_counts_as_that_one() -> None:
    """A clock that was set back makes no card younger than its last rating."""
    there = replay("a", [(MONDAY, Rating.GOOD), (MONDAY, Rating.GOOD)])
    assert replay("a", [(MONDAY, Rating.GOOD), (MONDAY - 9 * DAY, Rating.GOOD)]) == there


def test_a_thing_never_rated_has_no_card() -> None:
    """Without a rating there is nothing to replay."""
    with pytest.raises(ValueError, match="never rated"):
        replay("a", [])


@dataclass
class Year:
    """A year of two new exercises a week, and what its days asked for."""

    schedule: Schedule = field(default_factory=lambda: Schedule(MONDAY, 52))
    logs: dict[str, list[tuple[date, Rating]]] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    asked: dict[date, set[str]] = field(default_factory=dict)
    rated: dict[date, int] = field(default_factory=dict)

    def rate(self, name: str, on: date, rating: Rating) -> None:
        """One more rating."""
        self.logs.setdefault(name, []).append((on, rating))
        self.cards[name] = replay(name, self.logs[name])[0]

    def live(self, on: date, *, busy: bool, room: int) -> tuple[Card, ...]:
        """A study day: reviews as far as there is time for them, and new exercises on Wednesdays."""
        first = week_began(self.schedule, on)
        found = chosen(self.cards.values(), first, on, room - self.rated.get(first, 0))
        self.asked.setdefault(first, set()).update(card.item for card in found)
        for number, card in enumerate(found):
            if not busy and number == 0:
                self.rate(card.item, on, Rating((len(self.logs[card.item]) + number) % 4 + 1))
                self.rated[first] = self.rated.get(first, 0) + 1
        if on.weekday() == 2:
            for which in "ab":
                self.rate(f"{on}{which}", on, Rating.GOOD if which == "a" else Rating.HARD)
        return found


@pytest.mark.parametrize("busy_every", [0, 3, 4])
def test_a_year_never_asks_for_more_than_two_a_week_and_the_most_at_risk_first(busy_every: int) -> None:
    """With two new exercises a week, whatever the ratings and on however few days they are answered."""
    year = Year()
    for offset in range(364):
        on = MONDAY + offset * DAY
        if not year.schedule.is_study_day(on):
            continue
        first = week_began(year.schedule, on)
        waiting = [card for card in year.cards.values() if card.due <= first and card.last < first]
        done_before = year.rated.get(first, 0)
        found = year.live(on, busy=bool(busy_every) and offset % busy_every > 0, room=PER_WEEK)
        least = sorted(card.likely(first) for card in waiting)
        asked = [card.likely(first) for card in found if card in waiting]
        assert asked == least[: len(asked)]
        assert len(asked) == min(PER_WEEK - done_before, len(waiting))
    assert all(len(names) <= PER_WEEK for names in year.asked.values())
    assert max(year.rated.values()) == PER_WEEK
    assert len(year.asked) == 52


def test_without_the_limit_a_week_would_ask_for_many_more() -> None:
    """What the default spares the learner: eight reviews a week by the year's end, even if every one goes well."""
    year, weekly = Year(), []
    for week in range(52):
        before = sum(len(log) for log in year.logs.values())
        for weekday in range(5):
            on = MONDAY + (7 * week + weekday) * DAY
            for card in chosen(year.cards.values(), on, on, 1000):
                year.rate(card.item, on, Rating.GOOD)
        weekly.append(sum(len(log) for log in year.logs.values()) - before)
        for which in "ab":
            year.rate(f"{week}{which}", MONDAY + (7 * week + 2) * DAY, Rating.HARD)
    assert min(weekly[-4:]) >= 8 > PER_WEEK
