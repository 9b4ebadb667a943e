"""What Today shows, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.frozen import dataclass
from studytui.study.day_lines import DayLines

if TYPE_CHECKING:
    from datetime import date

    from studytui.domain.overlay import PlacedTask
    from studytui.domain.rhythm import DayKind, Weekday
    from studytui.domain.schedule import Standing
    from studytui.domain.session import Session
    from studytui.domain.weekly import Opening
    from studytui.study.calendar import Gap
    from studytui.study.cards import ExerciseCard


@dataclass(frozen=True, slots=True)
class DayCard:
    """A day of the week's strip; `weekday` is the calendar's, `label` and `kind` the rhythm's, `title` the hour's.

    `done` says that every task which is not optional is ticked.
    """

    weekday: Weekday
    label: str
    kind: DayKind
    title: str
    date: date
    done: bool
    current: bool
    minutes_done: int


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task of the day at `<unit>/<task>`; `reading` names what to read, `link` where, `free` its free alternative.

    `own` is one the learner added, `moved` one that came from another day, `edited` one that reads otherwise than
    planned.
    """

    address: str
    text: str
    done: bool
    minutes: int | None
    exercise: str | None
    link: str
    optional: bool = False
    free: str = ""
    rubric: tuple[str, ...] = ()
    reading: str = ""
    own: bool = False
    moved: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Leftover:
    """What the study day before left open, told in one line: carry it to today, or drop it."""

    week: int
    weekday: Weekday
    tasks: tuple[TaskView, ...]

    @property
    def text(self) -> str:
        """The task, or the first of them and how many more."""
        more = len(self.tasks) - 1
        return self.tasks[0].text + (f" (and {more} more)" if more else "")


@dataclass(frozen=True, slots=True)
class OpeningView:
    """The check-in or review that comes first on its day; it asks for nothing once it is written or skipped."""

    which: Opening
    title: str
    done: bool
    skipped: bool


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """An exercise whose core is due again."""

    exercise: str
    title: str


@dataclass(frozen=True, slots=True)
class AlsoLine:
    """Where another plan in view stands today."""

    plan_id: str
    title: str
    week: int
    weekday: Weekday
    standing: Standing


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything Today shows. On a day without study `day` is None, `tasks` is empty and `next_day` is what comes.

    `week` and the strip are those of the hour that is due: on a weekend, the coming week's. `gap` is there after
    three or more missed study days, until it is answered; `leftover` on the study day after one that left tasks open.
    `lines` is what the day's own room brings.
    """

    date: date
    plan_id: str
    plan_title: str
    standing: Standing
    week: int
    week_title: str
    phase: str
    deliverable: str
    strip: tuple[DayCard, ...]
    day: DayCard | None
    tasks: tuple[TaskView, ...]
    exercises: tuple[ExerciseCard, ...]
    reviews: tuple[ReviewLine, ...]
    session: Session | None
    next_line: str
    next_day: DayCard | None = None
    gap: Gap | None = None
    leftover: Leftover | None = None
    opening: OpeningView | None = None
    also: tuple[AlsoLine, ...] = ()
    lines: DayLines = DayLines()

    @property
    def reviews_due(self) -> tuple[str, ...]:
        """Ids of the exercises that are due again, the most at risk first."""
        return tuple(line.exercise for line in self.reviews)


def task_view(placed: PlacedTask, *, done: bool) -> TaskView:
    """A task as it is shown."""
    task, reading = placed.task, placed.task.reading
    return TaskView(
        address=placed.address,
        text=task.text,
        done=done,
        minutes=task.minutes,
        exercise=task.exercise,
        link=reading.link if reading else "",
        optional=task.optional,
        free=reading.free if reading else "",
        rubric=task.rubric,
        reading=", ".join(filter(None, (reading.title, reading.section))) if reading else "",
        own=placed.own,
        moved=placed.moved,
        edited=placed.edited,
    )
