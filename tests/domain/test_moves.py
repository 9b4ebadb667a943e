"""Moving a plan on the calendar: the law of every move, and any sequence of them."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain import moves
from studytui.domain.schedule import Pause, Schedule, Standing

MONDAY = date(2026, 11, 16)
WEDNESDAY = MONDAY + timedelta(days=16)
"""Of the third week."""
PLAIN = Schedule(MONDAY, 52)
DAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
MOVES = st.sampled_from(["pause", "unpause", "forth", "back", "resume", "skip", "days"])
Step = tuple[str, int, int, tuple[int, ...]]
STEPS = st.lists(st.tuples(MOVES, st.integers(0, 20), st.integers(0, 20), DAYS), max_size=10)


def moved(schedule: Schedule, step: Step, today: date) -> Schedule:
    """The schedule after one thing that a learner may do to it."""
    name, some, more, days = step
    doing: dict[str, Callable[[], Schedule]] = {
        "pause": lambda: schedule.paused(Pause(today + timedelta(some - 10), today + timedelta(some - 10 + more))),
        "unpause": lambda: moves.unpaused(schedule, today),
        "forth": lambda: moves.advanced(schedule, today, some),
        "back": lambda: moves.postponed(schedule, today, some),
        "resume": lambda: moves.resumed(schedule, today - timedelta(days=some + 1), today),
        "skip": lambda: schedule,
        "days": lambda: moves.with_days(schedule, today, days),
    }
    return doing[name]()


def lived(start: date, steps: list[Step]) -> tuple[Schedule, date]:
    """A schedule that was moved again and again as the days went by."""
    schedule, today = Schedule(start, 52), start - timedelta(days=3)
    for step in steps:
        today += timedelta(days=step[2])
        schedule = moved(schedule, step, today)
    return schedule, today


LIVED = st.builds(lived, st.dates(date(2026, 1, 1), date(2026, 1, 14)), STEPS)


@settings(deadline=None)
@given(LIVED, st.integers(0, 250))
def test_a_study_days_position_leads_back_to_it(life: tuple[Schedule, date], offset: int) -> None:
    """After any sequence of moves each study day has a place in the plan, and that place has this date alone."""
    schedule, _ = life
    day = schedule.start + timedelta(days=offset)
    position = schedule.position(day)
    if position.standing is Standing.STUDY:
        assert schedule.date_of(position.week, position.slot) == day


@settings(deadline=None)
@given(LIVED, st.integers(1, 30), st.integers(0, 4))
def test_a_places_date_leads_back_to_it(life: tuple[Schedule, date], week: int, slot: int) -> None:
    """After any sequence of moves each place has a study day, its own unless it was passed over."""
    schedule, _ = life
    found = schedule.date_of(week, slot)
    position = schedule.position(found)
    place, wanted = (position.week, position.slot), (week, slot)
    assert schedule.is_study_day(found)
    if sum(jump.slots for jump in schedule.jumps):
        assert place >= wanted
        before = schedule.slots_before(found) - sum(jump.slots for jump in schedule.jumps if jump.on <= found)
        assert place == wanted or any(jump.on <= found for jump in schedule.jumps)
        assert before <= (week - 1) * 5 + slot
    else:
        assert place == wanted


@settings(deadline=None)
@given(LIVED)
def test_the_rhythm_stays_in_order(life: tuple[Schedule, date]) -> None:
    """No move lets a later day stand earlier in the plan, and each study day is one place further or more."""
    schedule, _ = life
    days = [schedule.start + timedelta(days=offset) for offset in range(150)]
    counts = [schedule.slots_before(day) for day in days]
    assert counts == sorted(counts)
    studied = [schedule.slots_before(day) for day in days if schedule.is_study_day(day)]
    assert len(set(studied)) == len(studied)
    assert schedule.dates_of(3) == tuple(schedule.date_of(3, slot) for slot in range(5))


@settings(deadline=None)
@given(LIVED, st.integers(0, 30))
def test_back_is_so_many_study_days_back(life: tuple[Schedule, date], days: int) -> None:
    """Today's place moves by exactly that, and never before the plan's first day."""
    schedule, today = life
    if today >= schedule.start:
        moved_on = moves.postponed(schedule, today, days)
        assert moved_on.slots_before(today) == max(schedule.slots_before(today) - days, 0)


@settings(deadline=None)
@given(LIVED, st.integers(0, 30))
def test_forth_takes_back_what_back_did(life: tuple[Schedule, date], days: int) -> None:
    """From today on every date has the place it had."""
    schedule, today = life
    if today >= schedule.start:
        again = moves.advanced(moves.postponed(schedule, today, days), today, days)
        for offset in range(60):
            day = today + timedelta(days=offset)
            assert again.position(day) == schedule.position(day)


@settings(deadline=None)
@given(LIVED, DAYS, st.integers(0, 40))
def test_other_study_days_leave_the_past_alone(
    life: tuple[Schedule, date], study_days: tuple[int, ...], back: int
) -> None:
    """Every date before the change keeps its place, and so does the first day of the change."""
    schedule, today = life
    changed = moves.with_days(schedule, today, study_days)
    assert changed.slots_before(today) == schedule.slots_before(today)
    before = max(today - timedelta(days=back + 1), min(schedule.start, today - timedelta(days=1)))
    assert changed.slots_before(before) == schedule.slots_before(before)
    assert changed.days_on(today) == study_days


def test_a_week_back_shows_what_was_due_a_week_ago() -> None:
    """Everything to come is a week later, and a holiday is not counted twice."""
    back = moves.postponed(PLAIN, WEDNESDAY, 5)
    assert back.position(WEDNESDAY) == PLAIN.position(WEDNESDAY - timedelta(days=7))
    assert back.date_of(10, 0) == PLAIN.date_of(10, 0) + timedelta(days=7)
    holiday = PLAIN.paused(Pause(MONDAY + timedelta(days=7), MONDAY + timedelta(days=11)))
    assert moves.postponed(holiday, WEDNESDAY, 5).position(WEDNESDAY) == PLAIN.position(MONDAY + timedelta(days=2))


def test_a_week_back_in_the_first_week_waits() -> None:
    """What cannot lie behind today lies before it: the plan begins a week later."""
    back = moves.postponed(PLAIN, MONDAY + timedelta(days=2), 5)
    assert back.position(MONDAY + timedelta(days=2)).standing is Standing.PAUSED
    assert back.dates_of(1) == tuple(day + timedelta(days=7) for day in PLAIN.dates_of(1))


def test_a_plan_that_has_not_begun_moves_its_start() -> None:
    """Nothing lies behind it, so that its first day moves, back and forth."""
    before = MONDAY - timedelta(days=3)
    later = moves.postponed(PLAIN, before, 5)
    assert (later.start, later.pauses) == (MONDAY + timedelta(days=7), ())
    assert moves.advanced(later, before, 5) == PLAIN


def test_a_week_forth_passes_a_week_over() -> None:
    """The days before stay where they were; what is passed over has the date of what came instead."""
    forth = moves.advanced(PLAIN, WEDNESDAY, 5)
    assert forth.position(WEDNESDAY) == PLAIN.position(WEDNESDAY + timedelta(days=7))
    assert forth.date_of(3, 1) == PLAIN.date_of(3, 1)
    assert forth.date_of(3, 4) == forth.date_of(4, 2) == WEDNESDAY


def test_a_move_long_past_is_not_given_back() -> None:
    """A week's shift of the first month stays: giving it back would move every week since."""
    early = moves.postponed(PLAIN, WEDNESDAY, 5)
    late = WEDNESDAY + timedelta(days=70)
    forth = moves.advanced(early, late, 5)
    assert forth.pauses == early.pauses
    assert [jump.slots for jump in forth.jumps] == [5]


def test_resuming_goes_on_after_the_last_day() -> None:
    """Eight days away, weekend included: the next hour is the one that follows the last."""
    again = moves.resumed(PLAIN, WEDNESDAY, WEDNESDAY + timedelta(days=8))
    assert again.position(WEDNESDAY + timedelta(days=8)) == PLAIN.position(WEDNESDAY + timedelta(days=1))
    assert moves.missed_days(PLAIN, WEDNESDAY, WEDNESDAY + timedelta(days=8)) == tuple(
        WEDNESDAY + timedelta(days=days) for days in (1, 2, 5, 6, 7)
    )


def test_a_pause_ends_early() -> None:
    """The day that ends it counts again; where none holds today, the next to come is taken away."""
    holiday = PLAIN.paused(Pause(WEDNESDAY - timedelta(days=1), WEDNESDAY + timedelta(days=10)))
    ended = moves.unpaused(holiday, WEDNESDAY)
    assert (ended.is_study_day(WEDNESDAY), ended.is_study_day(WEDNESDAY - timedelta(days=1))) == (True, False)
    assert moves.unpaused(holiday, MONDAY) == PLAIN
    assert moves.unpaused(PLAIN, MONDAY) == PLAIN


def test_another_first_day_keeps_holidays_and_drops_moves() -> None:
    """A plan laid anew keeps what lies on the calendar, not what was moved within the old one."""
    holiday = Pause(WEDNESDAY, WEDNESDAY, "dentist")
    old = moves.advanced(moves.with_days(PLAIN.paused(holiday), WEDNESDAY, (0, 2)), WEDNESDAY, 3)
    old = moves.postponed(old, WEDNESDAY + timedelta(days=30), 1)
    assert moves.laid_anew(old, MONDAY) == Schedule(MONDAY, 52, (0, 2), pauses=(holiday,))


def test_on_the_first_day_too_forth_takes_back_what_back_did() -> None:
    """Where nothing lies behind the plan waits, and what waits can be taken back on the same day."""
    later = moves.postponed(PLAIN, MONDAY, 2)
    assert later.position(MONDAY).standing is Standing.PAUSED
    assert moves.advanced(later, MONDAY, 2) == PLAIN
