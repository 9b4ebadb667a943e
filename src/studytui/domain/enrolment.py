"""A learner following a plan: the plan, its schedule and the length of the hour."""

from datetime import date, datetime, timedelta

from studytui.domain.schedule import Schedule
from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A plan being followed; there is one per plan, and the one used last is the current one.

    `folder` is where its weekly notes go within the journal, empty for the journal itself; `began` is the learner's
    day on which the plan was taken up, before which nothing was ever missed; `skipped` the day on which missed days
    were last let go.
    """

    id: str
    plan: str
    schedule: Schedule
    minutes: int
    started_at: datetime
    folder: str = ""
    began: date = date.max
    skipped: date | None = None

    def span(self, week: int) -> tuple[date, date]:
        """First and last date that belong to a week: up to the day before the next week begins.

        The first week begins when the plan was taken up, if that was earlier.
        """
        first = self.schedule.date_of(week, 0)
        return min(first, self.began) if week == 1 else first, self.schedule.date_of(week + 1, 0) - timedelta(days=1)


def monday_for(today: date) -> date:
    """The Monday a plan starts on by default: this week's, or on a weekend the coming one, so that no day is lost."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7) if today.weekday() >= 5 else monday
