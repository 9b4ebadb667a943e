"""A plan laid on the calendar: which week and day a date is, and the reverse.

Study days are counted, not computed from the distance of dates: the n-th study day since the start is the n-th day of
the rhythm. A pause (a holiday, a shift by a week, taking up again where one left off) is a stretch of days that do
not count, so the rhythm's days stay in order whatever happens.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from studytui.frozen import dataclass, replace


class Standing(StrEnum):
    """Where a date lies with respect to the plan."""

    BEFORE = "before"
    STUDY = "study"
    REST = "rest"
    PAUSED = "paused"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, first and last included."""

    first: date
    last: date
    reason: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Position:
    """Week (1-based) and slot in the rhythm (0-based) of a date; on a day without study, those of the next one."""

    week: int
    slot: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a plan is studied.

    `study_days` are weekday numbers, Monday 0; `slots` is how many days the plan's rhythm has a week.
    """

    start: date
    weeks_total: int
    study_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    slots: int = 5
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        if not self.study_days or any(not 0 <= day <= 6 for day in self.study_days):
            raise ValueError("study days are weekday numbers 0 (Monday) to 6, and at least one is needed")

    def is_study_day(self, day: date) -> bool:
        """Whether that date counts: on or after the start, a chosen weekday, not paused."""
        return day >= self.start and day.weekday() in self.study_days and not self._paused(day)

    def position(self, on: date) -> Position:
        """Which week and slot a date is."""
        done = self._studied_before(on)
        week, slot = done // self.slots + 1, done % self.slots
        if on < self.start:
            return Position(1, 0, Standing.BEFORE)
        if week > self.weeks_total:
            return Position(self.weeks_total, self.slots - 1, Standing.AFTER)
        if self._paused(on):
            return Position(week, slot, Standing.PAUSED)
        standing = Standing.STUDY if on.weekday() in self.study_days else Standing.REST
        return Position(week, slot, standing)

    def date_of(self, week: int, slot: int) -> date:
        """The date on which that day of the plan falls; week from 1, slot from 0."""
        wanted = (week - 1) * self.slots + slot
        for index, day in enumerate(self._study_dates()):
            if index == wanted:
                return day
        raise AssertionError("study dates never end")

    def dates_of(self, week: int) -> tuple[date, ...]:
        """The dates of a week, in order."""
        first = self.date_of(week, 0)
        dates: list[date] = []
        for day in self._study_dates(first):
            dates.append(day)
            if len(dates) == self.slots:
                break
        return tuple(dates)

    def paused(self, pause: Pause) -> "Schedule":
        """The same schedule with one more pause."""
        return replace(self, pauses=(*self.pauses, pause))

    def _paused(self, day: date) -> bool:
        return any(day in pause for pause in self.pauses)

    def _studied_before(self, on: date) -> int:
        """Study days from the start up to but not including `on`."""
        if on <= self.start:
            return 0
        count = self._weekdays_between(self.start, on)
        lost = {
            day
            for pause in self.pauses
            for day in _days(max(pause.first, self.start), min(pause.last, on - timedelta(days=1)))
            if day.weekday() in self.study_days
        }
        return count - len(lost)

    def _weekdays_between(self, first: date, end: date) -> int:
        weeks, rest = divmod((end - first).days, 7)
        tail = sum((first.weekday() + offset) % 7 in self.study_days for offset in range(rest))
        return weeks * len(set(self.study_days)) + tail

    def _study_dates(self, first: date | None = None) -> Iterator[date]:
        day = first or self.start
        while True:
            if self.is_study_day(day):
                yield day
            day += timedelta(days=1)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
