"""How far the learner has come: minutes, weeks, scores."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from studytui.domain.exercise import ExerciseState
from studytui.domain.rhythm import SHARE_OF_KIND, DayKind, Share
from studytui.domain.session import whole_minutes
from studytui.errors import ContentError, UsageError
from studytui.frozen import dataclass
from studytui.store import sessions
from studytui.study import boxes, enrolled
from studytui.study.cards import ExerciseCard, cards_of

if TYPE_CHECKING:
    from studytui.domain.enrolment import Enrolment
    from studytui.domain.schedule import Standing
    from studytui.study.boxes import PlanShare
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class TrackStats:
    """A track of exercises; `points` are the best scores summed over `points_possible` of the exercises tried."""

    track: str
    exercises: int
    tried: int
    accepted: int
    points: int
    points_possible: int


@dataclass(frozen=True, slots=True)
class PlanStats:
    """How far one of the plans in view is; `main` is the one followed first of all."""

    plan_id: str
    title: str
    main: bool
    week: int
    standing: Standing
    share: PlanShare


@dataclass(frozen=True, slots=True)
class Stats:
    """Progress in the current plan. Minutes are whole; `planned_minutes` counts study days since the first session.

    Weeks and boxes that are optional do not weigh; `plans` holds every plan in view.
    """

    plan_id: str
    plan_title: str
    week: int
    weeks_total: int
    weeks_done: int
    boxes_done: int
    boxes_total: int
    minutes: int
    planned_minutes: int
    minutes_by_day: dict[date, int]
    minutes_by_kind: dict[DayKind, int]
    tracks: tuple[TrackStats, ...]
    plans: tuple[PlanStats, ...] = ()

    @property
    def minutes_by_share(self) -> dict[Share, int]:
        """Minutes of building, reading and notes, to hold against 70/20/10."""
        found = dict.fromkeys(Share, 0)
        for kind, minutes in self.minutes_by_kind.items():
            found[SHARE_OF_KIND[kind]] += minutes
        return found


def stats(ctx: Context) -> Stats:
    """The figures of the current plan and of all exercises.

    Raises:
        UsageError: no plan is chosen yet.
    """
    enrolment = enrolled.required(ctx)
    plan = ctx.library.plan(enrolment.plan)
    today = ctx.today()
    by_day = sessions.ever_by_day(ctx.store)
    by_kind = dict.fromkeys(DayKind, timedelta()) | sessions.ever_by_kind(ctx.store)
    plans = per_plan(ctx)
    share = plans[0].share
    return Stats(
        plan_id=plan.id,
        plan_title=plan.title,
        week=enrolment.schedule.position(today).week,
        weeks_total=plan.weeks_total,
        weeks_done=share.weeks_done,
        boxes_done=share.boxes_done,
        boxes_total=share.boxes_total,
        minutes=whole_minutes(sum(by_day.values(), timedelta())),
        planned_minutes=_planned(enrolment, min(by_day, default=today), today),
        minutes_by_day={day: whole_minutes(time) for day, time in by_day.items()},
        minutes_by_kind={kind: whole_minutes(time) for kind, time in by_kind.items()},
        tracks=_tracks(cards_of(ctx, ctx.library.exercises())),
        plans=plans,
    )


def per_plan(ctx: Context) -> tuple[PlanStats, ...]:
    """How far each plan in view is, the main one first; one that cannot be read any more is left out."""
    found = []
    for number, enrolment in enumerate(enrolled.in_view(ctx)):
        try:
            plan = ctx.library.plan(enrolment.plan)
        except (UsageError, ContentError):
            continue
        place = enrolled.fitted(ctx, enrolment, plan.weeks_total).schedule.position(ctx.today())
        share = boxes.share(plan, boxes.of(ctx, plan))
        found.append(PlanStats(plan.id, plan.title, number == 0, place.week, place.standing, share))
    return tuple(found)


def _planned(enrolment: Enrolment, first: date, today: date) -> int:
    """Minutes the plan asks for from the first day studied to today: days before that were never missed."""
    begin = max(first, enrolment.schedule.start)
    days = (begin + timedelta(days=offset) for offset in range((today - begin).days + 1))
    return enrolment.minutes * sum(enrolment.schedule.is_study_day(day) for day in days)


def _tracks(cards: tuple[ExerciseCard, ...]) -> tuple[TrackStats, ...]:
    found: dict[str, list[ExerciseCard]] = {}
    for card in cards:
        found.setdefault(card.track, []).append(card)
    return tuple(
        TrackStats(
            track=track,
            exercises=len(those),
            tried=sum(card.state is not ExerciseState.NEW for card in those),
            accepted=sum(card.state is ExerciseState.ACCEPTED for card in those),
            points=sum(card.best or 0 for card in those),
            points_possible=sum(card.max_score or 0 for card in those),
        )
        for track, those in sorted(found.items())
    )
