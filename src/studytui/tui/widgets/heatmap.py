"""Minutes per day as a field of marks, and a thin bar: readable without colour."""

from collections.abc import Mapping
from datetime import date, timedelta

from textual.content import Content

from studytui.domain.rhythm import Weekday
from studytui.tui.marks import ACCENT, QUIET

STEPS = ((0, "·"), (1, "░"), (30, "▒"), (50, "▓"), (90, "█"))
"""From that many minutes on, that mark."""
LABEL = 5


def shade(minutes: int) -> str:
    """The mark for a day's minutes."""
    return next(sign for least, sign in reversed(STEPS) if minutes >= least)


def heatmap(minutes: Mapping[date, int], start: date, today: date, width: int) -> list[Content]:
    """A row per weekday, a column per week of a year; weekends only where something was done.

    The year is the plan's first one, from `start` or what was done before it, and later the last 53 weeks.
    """
    per_week = 2 if width >= LABEL + 2 * 53 else 1
    weeks = min(53, (width - LABEL) // per_week)
    this_week = today - timedelta(days=today.weekday())
    first = min([start, this_week, *(day for day, spent in minutes.items() if spent)])
    monday = max(first - timedelta(days=first.weekday()), this_week - timedelta(days=7 * (weeks - 1)))
    rows = [_months(monday, weeks, per_week)]
    for weekday in Weekday:
        days = [monday + timedelta(days=7 * week + weekday.number) for week in range(weeks)]
        if weekday.number >= 5 and not any(minutes.get(day) for day in days):
            continue
        cells = [_cell(minutes.get(day, 0), day, today) + Content(" " * (per_week - 1)) for day in days]
        rows.append(Content.assemble((f"{weekday.short:<{LABEL}}", QUIET), *cells))
    legend = "  ".join(f"{sign} {least}+" if least > 1 else f"{sign} some" for least, sign in STEPS[1:])
    rows.append(Content.styled(" " * LABEL + legend + "  minutes a day", QUIET))
    return rows


def _cell(minutes: int, day: date, today: date) -> Content:
    if day > today:
        return Content(" ")
    return Content.styled(shade(minutes), ACCENT if minutes else QUIET)


def _months(monday: date, weeks: int, per_week: int) -> Content:
    """Names of months over the weeks in which they begin."""
    row = [" "] * (weeks * per_week + 3)
    last_end = -1
    for week in range(weeks):
        day = monday + timedelta(days=7 * week)
        begins = day.day <= 7
        at = week * per_week
        if begins and at > last_end:
            row[at : at + 3] = f"{day:%b}"
            last_end = at + 3
    return Content.styled(" " * LABEL + "".join(row).rstrip(), QUIET)


def bar(part: int, whole: int, width: int) -> Content:
    """A thin bar of `width` cells, `part` of `whole` of it drawn strongly."""
    filled = round(width * part / whole) if whole else 0
    filled = max(filled, 1) if part else filled
    return Content.assemble(("━" * filled, ACCENT), ("╌" * (width - filled), QUIET))
