"""What a day's room brings to Today.

On Monday reading list and recall, on Thursday the questions papers left open, on Friday how far the checklist is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studytui.domain.rhythm import DayKind
from studytui.frozen import dataclass
from studytui.study import enrolled

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from studytui.domain.checklist import CheckItem
    from studytui.domain.paper import OpenQuestion
    from studytui.study.context import Context
    from studytui.study.laid import LaidWeek

RECENT = timedelta(weeks=12)
"""From how far back questions come to Today; older ones wait in their paper notes."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many are done."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class DayLines:
    """What is not done yet; None and empty where there is nothing to do, or it is another day's."""

    reading: Share | None = None
    recall: Share | None = None
    questions: tuple[OpenQuestion, ...] = ()
    checklist: tuple[CheckItem, ...] = ()


def of(ctx: Context, plan: str, week: LaidWeek, kind: DayKind | None, done: Collection[str], on: date) -> DayLines:
    """The lines of a day of that kind, none without one; `done` are the addresses of the week's ticked tasks."""
    if kind is DayKind.THEORY:
        from studytui.study import readings, recall

        listed = [view.finished for view in readings.of_laid(ctx, plan, week, done) if not view.optional]
        asked = [view.recalled is not None for view in recall.of_laid(ctx, plan, week.week)]
        return DayLines(_open(listed), _open(asked))
    if kind is DayKind.EXPERIMENT:
        from studytui.study import papers

        return DayLines(questions=papers.open_questions(ctx, on - RECENT))
    if kind is DayKind.DELIVERABLE:
        from studytui.study import friday

        return DayLines(checklist=friday.of_week(ctx, week.week.number, enrolled.followed(ctx, plan)))
    return DayLines()


def _open(done: list[bool]) -> Share | None:
    return None if all(done) else Share(sum(done), len(done))
