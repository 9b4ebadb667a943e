"""The week's reading list: what is started and finished, and a line of what each gave.

A reading is what a task asks to read. It is finished when its task is ticked, here or in Today: there is one truth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain.reading import ReadingState
from studytui.domain.rhythm import Weekday
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import readings
from studytui.store.ticks import TickSource
from studytui.study import enrolled, laid, living, marking

if TYPE_CHECKING:
    from collections.abc import Collection

    from studytui.study.context import Context
    from studytui.study.laid import LaidWeek

LONGEST_LINE = 500


@dataclass(frozen=True, slots=True)
class ReadingView:
    """Something to read on a weekday of the week; `address` is its task's, `line` says what it gave."""

    address: str
    weekday: Weekday
    title: str
    section: str
    link: str
    free: str
    minutes: int | None
    state: ReadingState
    line: str = ""
    optional: bool = False

    @property
    def finished(self) -> bool:
        """Whether it is read."""
        return self.state is ReadingState.FINISHED


def of_week(ctx: Context, number: int, plan_id: str | None = None) -> tuple[ReadingView, ...]:
    """The reading list of a week of the main plan, or of the one named, Monday's first.

    Raises:
        UsageError: the plan has no such week.
    """
    plan = enrolled.followed(ctx, plan_id).plan
    week = laid.lay(ctx, plan, number)
    return of_laid(ctx, plan, week, marking.done_in(ctx, plan, (week,)))


def of_laid(ctx: Context, plan: str, week: LaidWeek, done: Collection[str]) -> tuple[ReadingView, ...]:
    """The reading list of a week that is at hand; `done` are the addresses of its ticked tasks."""
    placed = [(day, item) for day in Weekday for item in week.tasks_on(day) if item.task.reading]
    marks = readings.of(ctx.store, plan, [item.address for _, item in placed])
    found = []
    for day, item in placed:
        task, mark = item.task, marks.get(item.address)
        begun = mark is not None and mark.state is not ReadingState.OPEN
        state = ReadingState.STARTED if begun else ReadingState.OPEN
        if task.reading is not None:
            found.append(
                ReadingView(
                    address=item.address,
                    weekday=day,
                    title=task.reading.title,
                    section=task.reading.section,
                    link=task.reading.link,
                    free=task.reading.free,
                    minutes=task.reading.minutes or task.minutes,
                    state=ReadingState.FINISHED if item.address in done else state,
                    line=mark.line if mark else "",
                    optional=task.optional,
                )
            )
    return tuple(found)


def mark(
    ctx: Context, address: str, state: ReadingState | None = None, line: str | None = None, plan_id: str | None = None
) -> ReadingView:
    """Say how far one is with a reading, or what it gave; what is not given stays. Finishing it ticks its task.

    Raises:
        UsageError: the plan has nothing to read at that address, or the line is too long.
    """
    plan = enrolled.followed(ctx, plan_id).plan
    before = _find(ctx, plan, address)
    text = before.line if line is None else " ".join(line.split())
    if len(text) > LONGEST_LINE:
        raise UsageError(f"what a reading gave is one line of at most {LONGEST_LINE} characters")
    wanted = before.state if state is None else state
    readings.mark(ctx.store, ctx.moment(), plan, address, wanted, text, before.title)
    if (wanted is ReadingState.FINISHED) != before.finished and marking.set_done(
        ctx, plan, address, TickSource.HAND, done=not before.finished
    ):
        marking.follow_last_day(ctx, plan, address)
    return _find(ctx, plan, address)


def week_of(ctx: Context, address: str, plan_id: str | None = None) -> int:
    """The week in which the reading of that address stands.

    Raises:
        UsageError: the plan has no such task.
    """
    place = living.find(ctx, address, plan_id).place
    if place is None:
        raise UsageError(f"{address} stands in no week of the plan")
    return place.week


def _find(ctx: Context, plan: str, address: str) -> ReadingView:
    for view in of_week(ctx, week_of(ctx, address, plan), plan):
        if view.address == address:
            return view
    raise UsageError(f"there is nothing to read at {address}; `studytui reading` shows what there is, with addresses")
