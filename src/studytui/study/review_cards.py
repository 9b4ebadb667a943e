"""The cards of what was accepted: laid from the log, and which of them a week asks for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from studytui.domain import review
from studytui.errors import DataError
from studytui.store import reviews as store
from studytui.study import enrolled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studytui.domain.review import Card
    from studytui.domain.schedule import Schedule
    from studytui.study.context import Context


def due(ctx: Context, on: date, schedule: Schedule | None = None) -> tuple[str, ...]:
    """Ids of the exercises whose core a study day asks for, the most at risk first; none on a day without study.

    A week asks for as many as the settings say, less those rated or snoozed in it. `schedule` is
    that of the main plan, if it is at hand.

    Raises:
        UsageError: no plan is chosen yet.
    """
    schedule = schedule or enrolled.required(ctx).schedule
    if not ctx.config.reviews or not schedule.is_study_day(on):
        return ()
    cards = _in_library(ctx, store.cards(ctx.store, due_by=on))
    if not cards:
        return ()
    first = review.week_began(schedule, on)
    room = ctx.config.reviews - store.answered(ctx.store, first, on)
    return tuple(review.exercise_of(card.item) for card in review.chosen(cards, first, on, room))


def _in_library(ctx: Context, cards: tuple[Card, ...]) -> list[Card]:
    """The cards of exercises that are there and mark a core."""
    named = ctx.library.exercises_named(review.exercise_of(card.item) for card in cards)
    cored = {review.item_of(exercise.id) for exercise in named if exercise.core}
    return [card for card in cards if card.item in cored]


def rebuild(ctx: Context) -> None:
    """Lay every card anew from the log: what a merge of two histories needs."""
    with ctx.store.transaction():
        rebuild_within(ctx)


def rebuild_within(ctx: Context) -> None:
    """The same, for a caller that holds the transaction."""
    store.forget_standings(ctx.store)
    lay_within(ctx, store.acceptances(ctx.store))


def catch_up(ctx: Context) -> None:
    """Lay the cards of what was accepted and has none yet: after an acceptance, and in a database of before."""
    for exercise in store.unknown(ctx.store):
        lay(ctx, exercise)


def lay(ctx: Context, exercise: str) -> None:
    """Lay the card of one exercise from its log."""
    with ctx.store.transaction():
        lay_within(ctx, store.acceptances(ctx.store, exercise))


async def accepted(ctx: Context) -> None:
    """An exercise was accepted: its card is laid, in good time before it is asked for.

    Another process may hold the database; the card is then laid by the next one who looks.
    """
    import asyncio
    import importlib

    with suppress(DataError):
        if store.unknown(ctx.store):
            # A twentieth of a second to import, during which keys are to be answered.
            await asyncio.to_thread(importlib.import_module, "studytui.study.forgetting")
            catch_up(ctx)


def lay_within(ctx: Context, acceptances: Iterable[store.Acceptance]) -> None:
    """Lay cards inside the caller's transaction."""
    from studytui.study import forgetting

    laid = []
    for first in acceptances:
        item = review.item_of(first.exercise)
        rating = review.proposed(first.failed, first.hints, gave_up=first.gave_up)
        later = ((each.day, each.rating) for each in store.of(ctx.store, item))
        laid.append(forgetting.replay(item, ((first.day, rating), *later)))
    store.lay(ctx.store, laid)
