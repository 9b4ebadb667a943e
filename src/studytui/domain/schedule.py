"""A plan laid on the calendar: which week and day a date is, and the reverse.

Study days are counted, not computed from the distance of dates: the n-th study day since the start is the n-th day of
the rhythm. A pause (a holiday, a shift by a week, taking up again where one left off) is a stretch of days that do
not count, so the rhythm's days stay in order whatever happens. A jump passes days of the plan over: they have no date
of their own. What changes the calendar (`domain.moves`) leaves the days before today where they were.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from studytui.frozen import dataclass, replace

DAY = timedelta(days=1)


class Standing(StrEnum):
    """Where a date lies with respect to the plan."""

    BEFORE = "before"
    STUDY = "study"
    REST = "rest"
    PAUSED = "paused"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, first and last included; `moved` ones were made by moving the plan, not by a holiday."""

    first: date
    last: date
    reason: str = ""
    moved: bool = False

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Jump:
    """From that date on the plan is that many of its days further."""

    on: date
    slots: int


@dataclass(frozen=True, slots=True)
class Era:
    """From that date on these weekdays are study days."""

    first: date
    study_days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Week (1-based) and slot in the rhythm (0-based) of a date; on a day without study, those of the next one."""

    week: int
    slot: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a plan is studied.

    `study_days` are weekday numbers, Monday 0, until the first of `eras`; `slots` is how many days the plan's rhythm
    has a week.
    """

    start: date
    weeks_total: int
    study_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    slots: int = 5
    pauses: tuple[Pause, ...] = ()
    eras: tuple[Era, ...] = ()
    jumps: tuple[Jump, ...] = ()

    def __post_init__(self) -> None:
        if any(not days or any(not 0 <= day <= 6 for day in days) for _, days in self._spans()):
            raise ValueError("study days are weekday numbers 0 (Monday) to 6, and at least one is needed")

    def days_on(self, day: date) -> tuple[int, ...]:
        """The study days of the week in force on that date."""
        return [days for first, days in self._spans() if first <= day or first == self.start][-1]

    def is_study_day(self, day: date) -> bool:
        """Whether that date counts: on or after the start, a chosen weekday, not paused."""
        return day >= self.start and not self.is_paused(day) and day.weekday() in self.days_on(day)

    def is_paused(self, day: date) -> bool:
        """Whether that date lies in a pause."""
        return any(day in pause for pause in self.pauses)

    def position(self, on: date) -> Position:
        """Which week and slot a date is."""
        done = self.slots_before(on)
        week, slot = done // self.slots + 1, done % self.slots
        if on < self.start:
            return Position(1, 0, Standing.BEFORE)
        if week > self.weeks_total:
            return Position(self.weeks_total, self.slots - 1, Standing.AFTER)
        if self.is_paused(on):
            return Position(week, slot, Standing.PAUSED)
        standing = Standing.STUDY if on.weekday() in self.days_on(on) else Standing.REST
        return Position(week, slot, standing)

    def date_of(self, week: int, slot: int) -> date:
        """The date on which that day of the plan falls; week from 1, slot from 0.

        A day that was passed over has the date of the day that came instead.
        """
        return next(self._dates_from((week - 1) * self.slots + slot))

    def dates_of(self, week: int) -> tuple[date, ...]:
        """The dates of a week, in order."""
        dates = self._dates_from((week - 1) * self.slots)
        return tuple(next(dates) for _ in range(self.slots))

    def paused(self, pause: Pause) -> "Schedule":
        """The same schedule with one more pause."""
        return replace(self, pauses=(*self.pauses, pause))

    def slots_before(self, on: date) -> int:
        """Days of the plan that came, or were passed over, before the hour of that date."""
        if on < self.start:
            return 0
        ahead = sum(jump.slots for jump in self.jumps if self.start <= jump.on <= on)
        count = 0
        spans = self._spans()
        for (first, days), end in zip(spans, [*(first for first, _ in spans[1:]), on], strict=True):
            count += _weekdays_between(max(first, self.start), min(end, on), days)
        lost = {
            day
            for pause in self.pauses
            for day in _days(max(pause.first, self.start), min(pause.last, on - DAY))
            if day.weekday() in self.days_on(day)
        }
        return ahead + count - len(lost)

    def _spans(self) -> list[tuple[date, tuple[int, ...]]]:
        """The weekdays of study with the date from which they hold, in order."""
        return [(self.start, self.study_days), *((era.first, era.study_days) for era in self.eras)]

    def _dates_from(self, wanted: int) -> Iterator[date]:
        """The dates of the plan's days from that one on, counted from 0."""
        day, count = self.start, 0
        while True:
            count += sum(jump.slots for jump in self.jumps if jump.on == day)
            if self.is_study_day(day):
                while wanted <= count:
                    yield day
                    wanted += 1
                count += 1
            day += DAY


def _weekdays_between(first: date, end: date, days: tuple[int, ...]) -> int:
    """How many dates from `first` up to but not including `end` fall on those weekdays."""
    if end <= first:
        return 0
    weeks, rest = divmod((end - first).days, 7)
    tail = sum((first.weekday() + offset) % 7 in days for offset in range(rest))
    return weeks * len(set(days)) + tail


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
