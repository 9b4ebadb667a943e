"""What the learner wrote on a day."""

from datetime import date, datetime

from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """The newest version of one field of one day's entry."""

    id: str
    plan: str
    day: date
    field: str
    text: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """Text being typed, saved within a second and not yet an entry; `key` is `<plan>/<day>/<field>`."""

    key: str
    text: str
    at: datetime
