"""Recall: questions to answer from memory, two a week from the plan and as many of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.errors import UsageError
from studytui.frozen import dataclass, replace
from studytui.store import recall
from studytui.store.database import new_id
from studytui.store.recall import OwnQuestion, Recalled
from studytui.study import enrolled, laid

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studytui.domain.unit import Unit, Week
    from studytui.study.context import Context

LONGEST_TEXT = 2000
MOST_AGAIN = 3
"""How many questions of earlier weeks come again at a time."""


@dataclass(frozen=True, slots=True)
class RecallView:
    """A question and its answer; `recalled` is None until it was asked, `asked` the day of the last time."""

    key: str
    week: int
    question: str
    answer: str
    own: bool = False
    recalled: bool | None = None
    asked: date | None = None


def of_week(ctx: Context, number: int, plan_id: str | None = None) -> tuple[RecallView, ...]:
    """The questions of a week of the main plan, or of the one named: the plan's, then the learner's own.

    Raises:
        UsageError: the plan has no such week.
    """
    plan = enrolled.followed(ctx, plan_id).plan
    return of_laid(ctx, plan, laid.week_of(ctx, plan, number))


def of_laid(ctx: Context, plan: str, week: Week) -> tuple[RecallView, ...]:
    """The questions of a week that is at hand."""
    shipped = [view for unit in week.units for view in _shipped(unit, week.number)]
    return _with_answers(ctx, plan, [*shipped, *map(_own, recall.own_of(ctx.store, plan, (week.number,)))])


def again(ctx: Context, number: int, plan_id: str | None = None) -> tuple[RecallView, ...]:
    """A few questions of the weeks before that one whose answer was not there the last time, on a day before today."""
    plan = ctx.library.plan(enrolled.followed(ctx, plan_id).plan)
    missed = [key for key, day in recall.missed(ctx.store, plan.id).items() if day < ctx.today()]
    if not missed:
        return ()
    every = {view.key: view for _, unit in plan.units() for view in _shipped(unit)}
    found = []
    for key in missed:
        own = recall.own(ctx.store, plan.id, key)
        view = every.get(key) or (_own(own) if own and not own.dropped else None)
        if view is not None and view.week < number:
            found.append(view)
    return _with_answers(ctx, plan.id, found[:MOST_AGAIN])


def due(ctx: Context, number: int, plan_id: str | None = None) -> tuple[RecallView, ...]:
    """What is to be asked in a week: its questions that were not asked yet, then those that come again."""
    return (
        *(view for view in of_week(ctx, number, plan_id) if view.recalled is None),
        *again(ctx, number, plan_id),
    )


def find(ctx: Context, key: str, plan_id: str | None = None) -> RecallView:
    """A question by its key.

    Raises:
        UsageError: there is none.
    """
    plan = ctx.library.plan(enrolled.followed(ctx, plan_id).plan)
    own = recall.own(ctx.store, plan.id, key)
    if own is not None and not own.dropped:
        return _with_answers(ctx, plan.id, [_own(own)])[0]
    near = (unit for _, unit in plan.units() if key.startswith(f"{unit.id}/"))
    shipped = next((view for unit in near for view in _shipped(unit) if view.key == key), None)
    if shipped is None:
        raise UsageError(f"there is no recall question {key}; `studytui recall` shows those of the week, with keys")
    return _with_answers(ctx, plan.id, [shipped])[0]


def answered(ctx: Context, key: str, *, recalled: bool, plan_id: str | None = None) -> RecallView:
    """Record whether the answer was there."""
    plan = enrolled.followed(ctx, plan_id).plan
    find(ctx, key, plan)
    recall.answer(ctx.store, ctx.moment(), plan, key, recalled=recalled)
    return find(ctx, key, plan)


def add(ctx: Context, question: str, answer: str, week: int | None = None, plan_id: str | None = None) -> RecallView:
    """Add a question of one's own to a week, the present one by default.

    Raises:
        UsageError: question or answer is empty or too long, or the plan has no such week.
    """
    enrolment = enrolled.followed(ctx, plan_id)
    total = ctx.library.plan_header(enrolment.plan).weeks_total
    number = enrolled.week_now(ctx, enrolment.plan) if week is None else week
    if not 1 <= number <= total:
        raise UsageError(f"there is no week {number}; the weeks of your plan are 1 to {total}")
    own = OwnQuestion(f"own/{new_id()[:8]}", number, _text(question, "question"), _text(answer, "answer"))
    recall.keep(ctx.store, ctx.moment(), enrolment.plan, own)
    return find(ctx, own.key, enrolment.plan)


def change(
    ctx: Context, key: str, question: str | None = None, answer: str | None = None, plan_id: str | None = None
) -> RecallView:
    """Put a question of one's own in other words.

    Raises:
        UsageError: it is not one of the learner's own, or a text is empty or too long.
    """
    plan, own = _required(ctx, key, plan_id)
    new = replace(
        own,
        question=own.question if question is None else _text(question, "question"),
        answer=own.answer if answer is None else _text(answer, "answer"),
    )
    recall.keep(ctx.store, ctx.moment(), plan, new)
    return find(ctx, key, plan)


def drop(ctx: Context, key: str, plan_id: str | None = None) -> None:
    """Let a question of one's own go.

    Raises:
        UsageError: it is not one of the learner's own.
    """
    plan, own = _required(ctx, key, plan_id)
    recall.keep(ctx.store, ctx.moment(), plan, replace(own, dropped=True))


def _required(ctx: Context, key: str, plan_id: str | None) -> tuple[str, OwnQuestion]:
    view = find(ctx, key, plan_id)
    plan = enrolled.followed(ctx, plan_id).plan
    own = recall.own(ctx.store, plan, key)
    if own is None:
        raise UsageError(f"{view.key} is the plan's own question; `studytui recall add` adds one of yours beside it")
    return plan, own


def _shipped(unit: Unit, number: int | None = None) -> Iterable[RecallView]:
    """The questions of a unit, spread evenly over its weeks; of one week if it is named."""
    first, last = unit.weeks or (1, 1)
    weeks = last - first + 1
    for index, item in enumerate(unit.recall):
        week = first + index * weeks // len(unit.recall)
        if number in (None, week):
            yield RecallView(f"{unit.id}/recall-{index + 1}", week, item.question, item.answer)


def _own(own: OwnQuestion) -> RecallView:
    return RecallView(own.key, own.week, own.question, own.answer, own=True)


def _with_answers(ctx: Context, plan: str, views: list[RecallView]) -> tuple[RecallView, ...]:
    said: dict[str, Recalled] = recall.answers(ctx.store, plan, [view.key for view in views])
    return tuple(
        replace(view, recalled=said[view.key].recalled, asked=said[view.key].day) if view.key in said else view
        for view in views
    )


def _text(text: str, what: str) -> str:
    line = " ".join(text.split())
    if not 0 < len(line) <= LONGEST_TEXT:
        raise UsageError(f"a recall {what} has 1 to {LONGEST_TEXT} characters")
    return line
