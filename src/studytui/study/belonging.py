"""What of a week belongs into which plan's note, where more than one plan was ever followed.

Sessions, entries and evidence name their plan. An attempt names none: it belongs to the plan in whose session it was
made and to every plan that its exercise serves. A paper note or an experiment belongs to the plans that were studied on
its day. What nothing tells apart stands in every plan's note rather than in none; so no note changes when another plan
becomes the main one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.errors import ContentError, UsageError
from studytui.store import enrolments, sessions

if TYPE_CHECKING:
    from datetime import date, datetime

    from studytui.domain.attempt import Attempt
    from studytui.domain.session import Session
    from studytui.study.context import Context


class Belonging:
    """The sessions of some days, and what they and the plans say of everything else on these days."""

    def __init__(self, ctx: Context, plan: str, first: date, last: date) -> None:
        self._ctx = ctx
        self.first, self.last = first, last
        self._plan = plan
        self._all = sessions.between(ctx.store, first, last)
        self._others = [other for other in enrolments.plans(ctx.store) if other != plan]
        self._served: dict[str, frozenset[str]] = {}

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The plan's own sessions, and those of no plan at all."""
        return tuple(one for one in self._all if one.plan in (self._plan, ""))

    def attempt(self, attempt: Attempt) -> bool:
        """Whether an attempt belongs into the note."""
        if not self._others:
            return True
        made_in = {one.plan for one in self._all if one.plan and _within(one, attempt.at, self._ctx.now())}
        if self._plan in made_in or attempt.exercise in self._exercises(self._plan):
            return True
        return not made_in and not any(attempt.exercise in self._exercises(plan) for plan in self._others)

    def day(self, on: date) -> bool:
        """Whether what has a day and no plan belongs into the note."""
        studied = {one.plan for one in self._all if one.day == on and one.plan and not one.abandoned}
        return not self._others or self._plan in studied or not studied

    def _exercises(self, plan_id: str) -> frozenset[str]:
        """The exercises that serve a plan; none for one that is gone or broken."""
        if plan_id not in self._served:
            try:
                units = [unit for _, unit in self._ctx.library.plan(plan_id).units()]
            except (UsageError, ContentError):
                units = []
            tasks = (task.exercise for unit in units for day in unit.days for task in day.tasks if task.exercise)
            self._served[plan_id] = frozenset((*(name for unit in units for name in unit.exercises), *tasks))
        return self._served[plan_id]


def _within(session: Session, at: datetime, now: datetime) -> bool:
    return not session.logged and session.started_at <= at <= (session.ended_at or now)
