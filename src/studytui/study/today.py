"""Today: the week, the day's tasks, what serves them, and the clock."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from studytui.domain.rhythm import RhythmDay, Weekday
from studytui.domain.schedule import Position, Standing
from studytui.domain.session import whole_minutes
from studytui.domain.weekly import Opening
from studytui.errors import ContentError, UsageError
from studytui.store import enrolments, entries, sessions
from studytui.store.ticks import TickSource
from studytui.study import calendar, clock, day_lines, enrolled, laid, marking, review_cards
from studytui.study.cards import ExerciseCard, cards_of
from studytui.study.today_view import (
    AlsoLine,
    DayCard,
    Leftover,
    OpeningView,
    ReviewLine,
    TaskView,
    TodayView,
    task_view,
)

if TYPE_CHECKING:
    from studytui.domain.enrolment import Enrolment
    from studytui.study.context import Context
    from studytui.study.laid import LaidWeek

__all__ = [
    "AlsoLine",
    "DayCard",
    "ExerciseCard",
    "Leftover",
    "OpeningView",
    "ReviewLine",
    "TaskView",
    "TodayView",
    "tick",
    "today",
]


def today(ctx: Context, on: date | None = None, plan_id: str | None = None) -> TodayView:
    """The hour of a day, today if none is given, in the main plan unless another is named.

    Raises:
        UsageError: no plan is chosen yet, or that one is not followed.
    """
    on = on or ctx.today()
    main, others = _plans(ctx, plan_id)
    plan = ctx.library.plan_header(main.plan)
    enrolment = enrolled.fitted(ctx, main, plan.weeks_total)
    place = enrolment.schedule.position(on)
    week = laid.lay(ctx, plan.id, place.week)
    rhythm = enrolled.rhythm(plan)
    before = _day_before(ctx, enrolment, place, on, week, rhythm)
    done = marking.done_in(ctx, plan.id, (week, *(each for each, _ in before)))
    due = place.slot if place.slot < len(rhythm) else None
    studying = place.standing is Standing.STUDY and due is not None
    strip = _strip(ctx, enrolment, week, rhythm, done, due if studying else None)
    gap = calendar.gap(ctx, enrolment, alone=not others) if on == ctx.today() else None
    away = gap is not None and gap.missed >= calendar.AWAY_AFTER
    return TodayView(
        date=on,
        plan_id=plan.id,
        plan_title=plan.title,
        standing=place.standing,
        week=place.week,
        week_title=week.week.title,
        phase=week.week.phase.title,
        deliverable=week.week.deliverable,
        strip=strip,
        day=strip[due] if studying and due is not None else None,
        tasks=_tasks(week, rhythm[due].day, done) if studying and due is not None else (),
        exercises=cards_of(ctx, marking.exercises_of(ctx, week)),
        reviews=_reviews(ctx, on, main if plan_id is None else None),
        session=clock.status(ctx),
        next_line=clock.last_next_line(ctx),
        next_day=strip[due] if due is not None and not studying and place.standing is not Standing.AFTER else None,
        gap=gap if away else None,
        leftover=_leftover(before, done) if studying and not away else None,
        opening=_opening(ctx, enrolment, place, on, len(rhythm)) if studying else None,
        also=_also(ctx, others, on),
        lines=day_lines.of(ctx, plan.id, week, rhythm[due].kind if studying and due is not None else None, done, on),
    )


def tick(ctx: Context, address: str, done: bool, source: str = TickSource.HAND, plan_id: str | None = None) -> None:
    """Tick a task of the main plan, or of the one named, or untick it; the last day's last task marks the week."""
    plan = enrolled.followed(ctx, plan_id).plan
    if marking.set_done(ctx, plan, address, TickSource(source), done=done):
        marking.follow_last_day(ctx, plan, address)


def _plans(ctx: Context, plan_id: str | None) -> tuple[Enrolment, tuple[Enrolment, ...]]:
    """The plan to show, and the others in view."""
    seen = enrolments.in_view(ctx.store)
    if plan_id is None and seen:
        return seen[0], seen[1:]
    main = enrolled.followed(ctx, plan_id)
    return main, tuple(other for other in seen if other.plan != main.plan)


def _day_before(
    ctx: Context, enrolment: Enrolment, place: Position, on: date, week: LaidWeek, rhythm: tuple[RhythmDay, ...]
) -> tuple[tuple[LaidWeek, Weekday], ...]:
    """The study day before this one in the plan, as long as it lies after the first launch and was not let go."""
    if place.standing is not Standing.STUDY or enrolment.skipped == on:
        return ()
    number, slot = (place.week, place.slot - 1) if place.slot else (place.week - 1, enrolment.schedule.slots - 1)
    if number < 1 or slot >= len(rhythm) or not enrolment.began <= enrolment.schedule.date_of(number, slot) < on:
        return ()
    return ((week if number == place.week else laid.lay(ctx, enrolment.plan, number), rhythm[slot].day),)


def _leftover(before: tuple[tuple[LaidWeek, Weekday], ...], done: set[str]) -> Leftover | None:
    for week, day in before:
        tasks = tuple(task for task in _tasks(week, day, done) if not task.done and not task.optional)
        if tasks:
            return Leftover(week.week.number, day, tasks)
    return None


def _opening(ctx: Context, enrolment: Enrolment, place: Position, on: date, days: int) -> OpeningView | None:
    """The check-in on the first day of the rhythm, the review on its last."""
    which = {0: Opening.CHECKIN, days - 1: Opening.REVIEW}.get(place.slot)
    if which is None:
        return None
    entry = entries.get(ctx.store, enrolment.plan, on, which.value)
    title = f"{list(Weekday)[on.weekday()].short} {which.label.lower()}: three lines"
    return OpeningView(which, title, entry is not None, entry is not None and not entry.text)


def _reviews(ctx: Context, on: date, main: Enrolment | None) -> tuple[ReviewLine, ...]:
    due = review_cards.due(ctx, on, main.schedule if main else None)
    found = ctx.library.exercises_named(due) if due else ()
    return tuple(ReviewLine(exercise.id, exercise.title) for exercise in found)


def _also(ctx: Context, others: tuple[Enrolment, ...], on: date) -> tuple[AlsoLine, ...]:
    lines = []
    for other in others:
        try:
            plan = ctx.library.plan_header(other.plan)
        except (UsageError, ContentError):  # a plan beside the main one that is gone or broken takes nothing down
            continue
        place = enrolled.fitted(ctx, other, plan.weeks_total).schedule.position(on)
        rhythm = enrolled.rhythm(plan)
        day = rhythm[min(place.slot, len(rhythm) - 1)].day
        lines.append(AlsoLine(plan.id, plan.title, place.week, day, place.standing))
    return tuple(lines)


def _strip(
    ctx: Context,
    enrolment: Enrolment,
    week: LaidWeek,
    rhythm: tuple[RhythmDay, ...],
    done: set[str],
    current: int | None,
) -> tuple[DayCard, ...]:
    dates = enrolment.schedule.dates_of(week.week.number)
    minutes: dict[date, timedelta] = {}
    for studied in sessions.studied(ctx.store, dates[0], dates[-1]):
        minutes[studied.day] = minutes.get(studied.day, timedelta()) + studied.time
    cards = []
    for slot, (item, day) in enumerate(zip(rhythm, dates, strict=False)):
        needed = week.needed_on(item.day)
        passed_over = slot + 1 < len(dates) and dates[slot + 1] == day
        time = timedelta() if passed_over else minutes.get(day, timedelta())
        cards.append(
            DayCard(
                weekday=list(Weekday)[day.weekday()],
                label=item.label,
                kind=item.kind,
                title="; ".join(hour.title for hour in week.week.days if hour.day is item.day),
                date=day,
                done=bool(needed) and needed <= done,
                current=slot == current,
                minutes_done=whole_minutes(time),
            )
        )
    return tuple(cards)


def _tasks(week: LaidWeek, weekday: Weekday, done: set[str]) -> tuple[TaskView, ...]:
    return tuple(task_view(placed, done=placed.address in done) for placed in week.tasks_on(weekday))
