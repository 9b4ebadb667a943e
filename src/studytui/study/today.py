"""Today: the week, the day's tasks, what serves them, and the clock."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from studytui.domain.rhythm import DayKind, RhythmDay, Weekday
from studytui.domain.schedule import Standing
from studytui.frozen import dataclass
from studytui.store import sessions, ticks
from studytui.store.ticks import TickSource
from studytui.study import clock, marking, plans
from studytui.study.cards import ExerciseCard, cards_of

if TYPE_CHECKING:
    from studytui.domain.enrolment import Enrolment
    from studytui.domain.session import Session
    from studytui.domain.unit import Week
    from studytui.study.context import Context

__all__ = ["DayCard", "ExerciseCard", "TaskView", "TodayView", "tick", "today"]


@dataclass(frozen=True, slots=True)
class DayCard:
    """A day of the week's strip; `weekday` is the calendar's, `label` and `kind` the rhythm's, `title` the hour's.

    `done` says that every task which is not optional is ticked.
    """

    weekday: Weekday
    label: str
    kind: DayKind
    title: str
    date: date
    done: bool
    current: bool
    minutes_done: int


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task of the day at `<unit>/<task>`; `reading` names what to read, `link` where, `free` its free alternative."""

    address: str
    text: str
    done: bool
    minutes: int | None
    exercise: str | None
    link: str
    optional: bool = False
    free: str = ""
    rubric: tuple[str, ...] = ()
    reading: str = ""


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything Today shows. On a day without study `day` is None, `tasks` is empty and `next_day` is what comes.

    `week` and the strip are those of the hour that is due: on a weekend, the coming week's.
    """

    date: date
    plan_id: str
    plan_title: str
    standing: Standing
    week: int
    week_title: str
    phase: str
    deliverable: str
    strip: tuple[DayCard, ...]
    day: DayCard | None
    tasks: tuple[TaskView, ...]
    exercises: tuple[ExerciseCard, ...]
    reviews_due: tuple[str, ...]
    session: Session | None
    next_line: str
    next_day: DayCard | None = None


def today(ctx: Context, on: date | None = None) -> TodayView:
    """The plan's hour of a day, today if none is given.

    Raises:
        UsageError: no plan is chosen yet.
    """
    on = on or ctx.today()
    enrolment = plans.required(ctx)
    plan = ctx.library.plan_header(enrolment.plan)
    position = enrolment.schedule.position(on)
    week = ctx.library.week(plan.id, position.week)
    done = _done(ctx, enrolment, week)
    rhythm = plans.rhythm(plan)
    strip = _strip(ctx, enrolment, week, rhythm, done, on)
    studying = position.standing is Standing.STUDY
    due = position.slot if position.slot < len(rhythm) else None
    return TodayView(
        date=on,
        plan_id=plan.id,
        plan_title=plan.title,
        standing=position.standing,
        week=position.week,
        week_title=week.title,
        phase=week.phase.title,
        deliverable=week.deliverable,
        strip=strip,
        day=strip[due] if studying and due is not None else None,
        tasks=_tasks(week, rhythm[due].day, done) if studying and due is not None else (),
        exercises=_exercises(ctx, week),
        reviews_due=(),
        session=clock.status(ctx),
        next_line=clock.last_next_line(ctx),
        next_day=strip[due] if due is not None and not studying and position.standing is not Standing.AFTER else None,
    )


def tick(ctx: Context, address: str, done: bool, source: str = TickSource.HAND) -> None:
    """Tick a task of the current plan, or untick it; the last day's last task marks the week."""
    enrolment = plans.required(ctx)
    if ticks.set_done(ctx.store, ctx.moment(), enrolment.plan, address, TickSource(source), done=done):
        marking.follow_last_day(ctx, enrolment.plan, address)


def _done(ctx: Context, enrolment: Enrolment, week: Week) -> set[str]:
    addresses = [address for day in week.days for address, _ in marking.addressed(week.units, day)]
    return {address for address, tick in ticks.of(ctx.store, enrolment.plan, addresses).items() if tick.done}


def _strip(
    ctx: Context, enrolment: Enrolment, week: Week, rhythm: tuple[RhythmDay, ...], done: set[str], on: date
) -> tuple[DayCard, ...]:
    dates = enrolment.schedule.dates_of(week.number)
    minutes: dict[date, timedelta] = {}
    for studied in sessions.studied(ctx.store, dates[0], dates[-1]):
        minutes[studied.day] = minutes.get(studied.day, timedelta()) + studied.time
    cards = []
    for item, day in zip(rhythm, dates, strict=False):
        needed = {address for address, task in marking.tasks_on(week, item.day) if not task.optional}
        cards.append(
            DayCard(
                weekday=list(Weekday)[day.weekday()],
                label=item.label,
                kind=item.kind,
                title="; ".join(hour.title for hour in week.days if hour.day is item.day),
                date=day,
                done=bool(needed) and needed <= done,
                current=day == on,
                minutes_done=round(minutes.get(day, timedelta()) / timedelta(minutes=1)),
            )
        )
    return tuple(cards)


def _tasks(week: Week, weekday: Weekday, done: set[str]) -> tuple[TaskView, ...]:
    return tuple(
        TaskView(
            address=address,
            text=task.text,
            done=address in done,
            minutes=task.minutes,
            exercise=task.exercise,
            link=task.reading.link if task.reading else "",
            optional=task.optional,
            free=task.reading.free if task.reading else "",
            rubric=task.rubric,
            reading=", ".join(filter(None, (task.reading.title, task.reading.section))) if task.reading else "",
        )
        for address, task in marking.tasks_on(week, weekday)
    )


def _exercises(ctx: Context, week: Week) -> tuple[ExerciseCard, ...]:
    return cards_of(ctx, marking.exercises_of(ctx, week))
