"""Reviews: an accepted exercise comes back as its core, and how well it went decides when it does so again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain import review
from studytui.domain.plural import several
from studytui.domain.report import Verdict
from studytui.domain.review import Mark, Rating
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import attempts
from studytui.store import reviews as store
from studytui.store.database import to_time
from studytui.study import enrolled, review_cards
from studytui.study.review_bench import (
    Opened,
    accepted,
    begin,
    cut,
    grade,
    hint,
    hints_seen,
    history,
    last_report,
    location,
    under_way,
)
from studytui.study.review_cards import catch_up, due, rebuild
from studytui.study.review_figures import (
    ReviewCard,
    ReviewNote,
    TrackRetention,
    at_risk,
    between,
    cards,
    retention,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from studytui.domain.attempt import Attempt
    from studytui.domain.exercise import Exercise
    from studytui.study.context import Context

__all__ = [
    "Kept",
    "Opened",
    "Proposal",
    "ReviewCard",
    "ReviewNote",
    "TrackRetention",
    "at_risk",
    "begin",
    "between",
    "cards",
    "catch_up",
    "cut",
    "due",
    "give_up",
    "grade",
    "hint",
    "hints_seen",
    "history",
    "last_report",
    "location",
    "proposal",
    "rate",
    "rebuild",
    "resume",
    "retention",
    "retire",
    "snooze",
]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a review that was rebuilt speaks for: its failed attempts and hints, nothing else."""

    rating: Rating
    failed: int
    hints: int
    seconds: float

    @property
    def reason(self) -> str:
        """The facts behind it."""
        return f"{several(self.failed, 'failed attempt', none='no')}, {several(self.hints, 'hint', none='no')}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A rating that was kept, and the study day on which the exercise may come back."""

    rating: Rating
    back: date


def proposal(ctx: Context, exercise_id: str) -> Proposal | None:
    """The rating that the review speaks for; None until its core is rebuilt."""
    exercise = ctx.library.exercise(exercise_id)
    runs = history(ctx, exercise.id)
    done = next((number for number, run in enumerate(runs) if run.verdict is Verdict.ACCEPTED), None)
    return None if done is None else _weighed(ctx, exercise, runs[:done], until=runs[done].at)


def rate(ctx: Context, exercise_id: str, rating: Rating | None = None) -> Kept:
    """Keep a rating, the proposed one if none is given, and end the review.

    Raises:
        UsageError: no review was begun, or its core is not rebuilt yet.
    """
    exercise = ctx.library.exercise(exercise_id)
    with ctx.store.transaction():
        under_way(ctx, exercise)
        found = proposal(ctx, exercise.id)
        if found is None:
            raise UsageError(
                f"the core of {exercise.id} is not rebuilt yet; `studytui review {exercise.id} --grade` grades it, "
                "and --give-up shows the reference"
            )
        return _keep(ctx, exercise, found, rating or found.rating)


def give_up(ctx: Context, exercise_id: str) -> Kept:
    """End a review whose core could not be rebuilt; it is rated again.

    Raises:
        UsageError: no review was begun, or its core is rebuilt.
    """
    exercise = ctx.library.exercise(exercise_id)
    with ctx.store.transaction():
        under_way(ctx, exercise)
        if proposal(ctx, exercise.id) is not None:
            raise UsageError(f"the core of {exercise.id} is rebuilt; `studytui review {exercise.id} --rate` rates it")
        return _keep(ctx, exercise, _weighed(ctx, exercise, history(ctx, exercise.id), gave_up=True), Rating.AGAIN)


def snooze(ctx: Context, exercise_id: str) -> date:
    """Let a review wait a week; returns the study day on which it may come back."""
    until = _study_day(ctx, ctx.today() + review.SNOOZE)
    _mark(ctx, exercise_id, Mark.SNOOZED, until)
    return until


def retire(ctx: Context, exercise_id: str) -> None:
    """Let an exercise come back no more, until it is resumed."""
    _mark(ctx, exercise_id, Mark.RETIRED)


def resume(ctx: Context, exercise_id: str) -> None:
    """Take back that an exercise was snoozed or retired."""
    _mark(ctx, exercise_id, Mark.RESUMED)


def _mark(ctx: Context, exercise_id: str, what: Mark, until: date | None = None) -> None:
    item = review.item_of(accepted(ctx, exercise_id).id)
    with ctx.store.transaction():
        store.mark(ctx.store, ctx.moment(), item, what, until)
        store.follow_marks(ctx.store, item)


def _weighed(
    ctx: Context, exercise: Exercise, runs: tuple[Attempt, ...], *, until: datetime | None = None, gave_up: bool = False
) -> Proposal:
    """What those failed runs and the hints speak for; the cut file as it was given is no attempt."""
    marks = under_way(ctx, exercise)
    given = attempts.sha_of(cut(ctx, exercise).encode())
    failed = len({run.source_sha for run in runs} - {given})
    end = until or ctx.now()
    begun = next((at for at in map(to_time, (marks.opened, marks.since)) if at <= end), end)
    rating = review.proposed(failed, marks.hints, gave_up=gave_up)
    return Proposal(rating, failed, marks.hints, (end - begun).total_seconds())


def _keep(ctx: Context, exercise: Exercise, found: Proposal, rating: Rating) -> Kept:
    """Record the rating and lay the card anew; the caller holds the transaction."""
    item = review.item_of(exercise.id)
    when = ctx.moment()
    store.add(
        ctx.store, when, item, rating, found.rating, failed=found.failed, hints=found.hints, seconds=found.seconds
    )
    review_cards.lay_within(ctx, store.acceptances(ctx.store, exercise.id))
    card = store.card(ctx.store, item)
    return Kept(rating, _study_day(ctx, card.waits_from if card else ctx.today()))


def _study_day(ctx: Context, day: date) -> date:
    """That day, or the next study day of the main plan."""
    followed = enrolled.current(ctx)
    return review.rolled(followed.schedule, day) if followed else day
