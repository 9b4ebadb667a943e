"""What the learner changed about a plan's tasks, laid over the plan: added, edited, moved, dropped."""

from collections.abc import Mapping

from studytui.domain.rhythm import Weekday
from studytui.domain.unit import Task, Unit, Week
from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A day of a plan: its week, from 1, and its weekday."""

    week: int
    day: Weekday

    def __str__(self) -> str:
        return f"W{self.week}/{self.day.value}"


@dataclass(frozen=True, slots=True)
class TaskChange:
    """The newest word on one task, at `<unit>/<task>`.

    `planned` is the task as the plan had it when it was changed, None for one of the learner's own; `edited` how it
    reads now, None if as planned; `place` where it stands now, None if where the plan has it.
    """

    address: str
    planned: Task | None
    edited: Task | None = None
    place: Place | None = None
    dropped: bool = False

    @property
    def own(self) -> bool:
        """Whether the learner added it."""
        return self.planned is None

    @property
    def task(self) -> Task:
        """The task as it reads now."""
        found = self.edited or self.planned
        if found is None:
            raise ValueError(f"{self.address} is neither planned nor written")
        return found


@dataclass(frozen=True, slots=True)
class PlacedTask:
    """A task where it stands; `planned` is what the plan says, None for one of the learner's own."""

    address: str
    task: Task
    planned: Task | None
    moved: bool = False
    edited: bool = False
    dropped: bool = False

    @property
    def own(self) -> bool:
        """Whether the learner added it."""
        return self.planned is None


def planned_on(week: Week, day: Weekday) -> tuple[tuple[str, Task], ...]:
    """The tasks that the plan has on a weekday, with their addresses; several units may have an hour that day."""
    hours = ((unit, hour) for hour in week.days if hour.day is day for unit in week.units if _holds(unit, hour))
    return tuple((f"{unit.id}/{task.id}", task) for unit, hour in hours for task in hour.tasks)


def addresses(week: Week) -> tuple[str, ...]:
    """The addresses of everything the plan has in a week."""
    return tuple(address for day in Weekday for address, _ in planned_on(week, day))


def tasks_on(
    week: Week, day: Weekday, changes: Mapping[str, TaskChange], *, dropped: bool = False
) -> tuple[PlacedTask, ...]:
    """The tasks of a weekday as the learner has them: the plan's in its order, then those that came; dropped if asked.

    `changes` are those of the week, by address, oldest first.
    """
    here = Place(week.number, day)
    tasks: dict[str, PlacedTask] = {}
    for address, task in planned_on(week, day):
        change = changes.get(address)
        if change is None:
            tasks[address] = PlacedTask(address, task, task)
        elif change.place in (None, here):
            tasks[address] = PlacedTask(
                address, change.edited or task, task, edited=change.edited is not None, dropped=change.dropped
            )
    for address, change in changes.items():
        if change.place == here and address not in tasks:
            tasks[address] = PlacedTask(
                address,
                change.task,
                change.planned,
                moved=change.planned is not None,
                edited=change.planned is not None and change.edited is not None,
                dropped=change.dropped,
            )
    return tuple(task for task in tasks.values() if dropped or not task.dropped)


def _holds(unit: Unit, hour: object) -> bool:
    return any(each is hour for each in unit.days)
