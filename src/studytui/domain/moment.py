"""A moment as it is recorded: the instant, and the learner's local day at that instant."""

from datetime import date, datetime

from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` is timezone-aware; `day` is the calendar day where the learner was, which UTC alone cannot tell."""

    at: datetime
    day: date
