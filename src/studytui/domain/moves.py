"""Moving a plan on the calendar: every change is a new schedule that leaves the days long past where they were.

Moves are counted in study days. One backwards in the plan (`postponed`) makes the days just past not count; one
forwards (`advanced`) first gives such days back and then passes days of the plan over.
"""

from collections.abc import Iterator
from datetime import date

from studytui.domain.schedule import DAY, Era, Jump, Pause, Schedule
from studytui.frozen import replace

SHIFTED = "shifted"
AWAY = "away"


def postponed(schedule: Schedule, on: date, days: int, reason: str = SHIFTED) -> Schedule:
    """From `on` the plan is `days` study days further back; before its first day it waits for the rest of them."""
    if on < schedule.start:
        return replace(schedule, start=_study_day_after(schedule, schedule.start, days))
    left, first, day = days, None, on
    jumps = list(schedule.jumps)
    while left and day >= schedule.start:
        left = _take_back(jumps, day, left)
        day -= DAY
        if left and schedule.is_study_day(day):
            first, left = day, left - 1
    schedule = replace(schedule, jumps=tuple(jumps))
    last = on - DAY
    if left:
        first = schedule.start
        last = _study_day_after(schedule, on, left) - DAY
    return schedule if first is None else schedule.paused(Pause(first, last, reason, moved=True))


def advanced(schedule: Schedule, on: date, days: int) -> Schedule:
    """From `on` the plan is `days` study days further on."""
    if on < schedule.start:
        return replace(schedule, start=_study_day_before(schedule, schedule.start, days))
    left = days
    for pause in sorted(schedule.pauses, key=lambda pause: pause.last, reverse=True):
        if left and pause.moved and _reaches(schedule, pause, on):
            schedule, left = _given_back(schedule, pause, on, left)
    if not left:
        return schedule
    same = sum(jump.slots for jump in schedule.jumps if jump.on == on)
    others = tuple(jump for jump in schedule.jumps if jump.on != on)
    return replace(schedule, jumps=(*others, Jump(on, same + left)))


def resumed(schedule: Schedule, last: date, on: date) -> Schedule:
    """The plan goes on `on` with what came after `last`: the days between do not count."""
    return schedule.paused(Pause(max(last + DAY, schedule.start), on - DAY, AWAY, moved=True))


def unpaused(schedule: Schedule, on: date) -> Schedule:
    """The pause that holds `on` ends the day before; where none does, the next one to come is taken away."""
    held = tuple(pause for pause in schedule.pauses if on in pause)
    if not held:
        coming = sorted((pause for pause in schedule.pauses if pause.first > on), key=lambda pause: pause.first)
        held = tuple(coming[:1])
    kept = [pause for pause in schedule.pauses if pause not in held]
    kept += [replace(pause, last=on - DAY) for pause in held if pause.first < on]
    return replace(schedule, pauses=tuple(kept))


def with_days(schedule: Schedule, first: date, study_days: tuple[int, ...]) -> Schedule:
    """Other weekdays from `first` on."""
    if first <= schedule.start:
        return replace(schedule, study_days=study_days, eras=())
    eras = tuple(era for era in schedule.eras if era.first < first)
    return replace(schedule, eras=(*eras, Era(first, study_days)))


def laid_anew(schedule: Schedule, start: date) -> Schedule:
    """The plan from another first day: holidays and study days stay, moves belong to the old one."""
    days = schedule.eras[-1].study_days if schedule.eras else schedule.study_days
    kept = tuple(pause for pause in schedule.pauses if not pause.moved)
    return replace(schedule, start=start, study_days=days, pauses=kept, eras=(), jumps=())


def missed_days(schedule: Schedule, last: date, on: date) -> tuple[date, ...]:
    """The study days after `last` and before `on`."""
    days = (last + DAY * offset for offset in range(1, (on - last).days))
    return tuple(day for day in days if schedule.is_study_day(day))


def _take_back(jumps: list[Jump], on: date, wanted: int) -> int:
    """Shorten the jumps of that date; returns what is still wanted."""
    for jump in [jump for jump in jumps if jump.on == on]:
        taken = min(wanted, jump.slots)
        wanted -= taken
        jumps.remove(jump)
        if jump.slots > taken:
            jumps.append(Jump(on, jump.slots - taken))
    return wanted


def _reaches(schedule: Schedule, pause: Pause, on: date) -> bool:
    """Whether no day that counts lies between a pause and `on`: only then was it made for the days just past."""
    return pause.first <= on and not missed_days(schedule, pause.last, on)


def _given_back(schedule: Schedule, pause: Pause, on: date, wanted: int) -> tuple[Schedule, int]:
    """Let days of a pause count again, those to come from its end, those past from its beginning."""
    without = replace(schedule, pauses=tuple(other for other in schedule.pauses if other is not pause))
    lost = [day for day in _span(pause.first, pause.last) if without.is_study_day(day)]
    coming, past = [day for day in lost if day >= on], [day for day in lost if day < on]
    while wanted and coming:
        coming.pop()
        wanted -= 1
    given = min(wanted, len(past))
    past, wanted = past[given:], wanted - given
    left = past + coming
    return (without.paused(replace(pause, first=left[0], last=left[-1])) if left else without), wanted


def _study_day_after(schedule: Schedule, day: date, count: int) -> date:
    """The study day that comes after `count` of them from `day` on."""
    while count or not schedule.is_study_day(day):
        count -= schedule.is_study_day(day)
        day += DAY
    return day


def _study_day_before(schedule: Schedule, day: date, count: int) -> date:
    days = schedule.days_on(schedule.start)
    while count:
        day -= DAY
        count -= day.weekday() in days and not schedule.is_paused(day)
    return day


def _span(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + DAY * offset
