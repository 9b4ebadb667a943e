"""Reviews: what is proposed, what a week asks for, and on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.review import Card, Rating, chosen, exercise_of, item_of, proposed, rolled, week_began
from studytui.domain.schedule import Era, Jump, Pause, Schedule

MONDAY = date(2026, 11, 23)
WEEK = Schedule(MONDAY, 52)
DAYS = st.integers(0, 800).map(lambda number: MONDAY + timedelta(days=number))


def card(name: str, stability: float, *, last: int = 20, due: int = 10, **more: object) -> Card:
    """A card last rebuilt and due so many days before Monday."""
    made = Card(name, MONDAY - timedelta(days=due), stability, MONDAY - timedelta(days=last))
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a card


def names(cards: tuple[Card, ...]) -> list[str]:
    """The cards by name."""
    return [each.item for each in cards]


@pytest.mark.parametrize(
    ("failed", "hints", "gave_up", "rating"),
    [
        (0, 0, False, Rating.GOOD),
        (1, 0, False, Rating.GOOD),
        (2, 0, False, Rating.HARD),
        (3, 1, False, Rating.HARD),
        (0, 1, False, Rating.HARD),
        (4, 0, False, Rating.AGAIN),
        (0, 2, False, Rating.AGAIN),
        (0, 0, True, Rating.AGAIN),
    ],
)
def test_the_rating_follows_failed_attempts_and_hints(failed: int, hints: int, gave_up: bool, rating: Rating) -> None:
    """One slip is forgiven, help and repeated failure are not, and easy is left to the learner."""
    assert proposed(failed, hints, gave_up=gave_up) is rating


def test_a_key_tells_exercises_from_other_things() -> None:
    """The key of an exercise gives its id back; another key gives none."""
    assert exercise_of(item_of("la-pca-svd")) == "la-pca-svd"
    assert exercise_of("question:7") == ""


def test_what_is_likely_still_there_falls_with_time_and_rises_with_stability() -> None:
    """Nine in ten on the day that gives the stability its name, less later, more where it is more stable."""
    one = Card("a", MONDAY, 10.0, MONDAY)
    assert one.likely(MONDAY) == 1.0
    assert one.likely(MONDAY + timedelta(days=10)) == pytest.approx(0.9)
    assert one.likely(MONDAY + timedelta(days=30)) < 0.9
    assert replace(one, stability=20.0).likely(MONDAY + timedelta(days=30)) > one.likely(MONDAY + timedelta(days=30))
    assert one.likely(MONDAY - timedelta(days=3)) == 1.0


def test_the_most_at_risk_come_first_and_the_rest_wait() -> None:
    """As many as there is room for, by what is least likely still there."""
    cards = [card("firm", 40.0), card("weak", 2.0), card("middling", 9.0)]
    assert names(chosen(cards, MONDAY, MONDAY, 2)) == ["weak", "middling"]
    assert chosen(cards, MONDAY, MONDAY, 0) == chosen(cards, MONDAY, MONDAY, -1) == ()


def test_what_is_not_due_retired_or_snoozed_is_not_asked_for() -> None:
    """Only what waits is chosen; a snoozed card is there again on its day."""
    later = MONDAY + timedelta(days=2)
    cards = [
        card("coming", 5.0, due=-1),
        card("retired", 1.0, retired=True),
        card("snoozed", 1.0, snoozed_until=later),
        card("waiting", 30.0),
    ]
    assert names(chosen(cards, MONDAY, MONDAY, 9)) == ["waiting"]
    assert names(chosen(cards, MONDAY, later, 9)) == ["waiting", "coming", "snoozed"]


def test_a_review_that_was_begun_comes_first() -> None:
    """What lies half rebuilt on the bench is offered before anything new."""
    cards = [card("weak", 1.0), card("begun", 40.0, begun=True)]
    assert names(chosen(cards, MONDAY, MONDAY, 1)) == ["begun"]


@given(
    st.lists(st.tuples(st.integers(-7, 60), st.integers(0, 60), st.floats(0.1, 90)), max_size=12),
    st.integers(0, 4),
)
def test_what_a_week_asks_for_does_not_change_while_nothing_is_answered(
    facts: list[tuple[int, int, float]], room: int
) -> None:
    """From Monday to Friday cards may join where there is room, and none that was asked for gives way."""
    cards = [card(f"{at}", stability, last=due + gap, due=due) for at, (due, gap, stability) in enumerate(facts)]
    before: list[str] = []
    for offset in range(5):
        now = names(chosen(cards, MONDAY, MONDAY + timedelta(days=offset), room))
        assert now[: len(before)] == before
        assert len(now) <= room
        before = now


@given(DAYS)
def test_a_day_is_rolled_to_the_next_study_day(day: date) -> None:
    """It never goes back, lands on a study day, and passes none over."""
    schedule = Schedule(MONDAY, 52, (0, 2, 4), pauses=(Pause(date(2026, 12, 21), date(2027, 1, 3)),))
    found = rolled(schedule, day)
    assert found >= day
    assert schedule.is_study_day(found)
    assert not any(schedule.is_study_day(day + timedelta(days=gap)) for gap in range((found - day).days))


@given(DAYS, st.sampled_from([WEEK, Schedule(MONDAY, 3), Schedule(MONDAY, 52, (1, 5), 3)]))
def test_the_week_began_on_its_first_study_day(day: date, schedule: Schedule) -> None:
    """Of all study days of one week of the plan it is the first, also long after the plan's end."""
    on = rolled(schedule, day)
    first = week_began(schedule, on)
    assert schedule.is_study_day(first)
    assert first == schedule.date_of(schedule.slots_before(on) // schedule.slots + 1, 0)


def test_the_week_began_before_a_pause_or_a_jump_in_it() -> None:
    """A holiday in the middle, passed-over days and other study days leave the week one week."""
    holiday = Pause(date(2026, 11, 25), date(2026, 12, 8))
    assert week_began(replace(WEEK, pauses=(holiday,)), date(2026, 12, 10)) == MONDAY
    assert week_began(replace(WEEK, jumps=(Jump(date(2026, 11, 25), 2),)), date(2026, 11, 25)) == MONDAY
    assert week_began(replace(WEEK, eras=(Era(date(2026, 11, 26), (0, 1)),)), date(2026, 12, 1)) == MONDAY
