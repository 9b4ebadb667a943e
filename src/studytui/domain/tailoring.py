"""A plan made to measure: what it is made of, what was asked for, and what came of it."""

from collections.abc import Iterator, Mapping

from studytui.domain.plan import Plan
from studytui.domain.rhythm import DEFAULT_RHYTHM
from studytui.domain.unit import PlanDay, Unit, UnitKind
from studytui.frozen import dataclass

STUDY_DAYS = tuple(day.day for day in DEFAULT_RHYTHM)
SEED = "studytui plan tailor"
"""Stands as the source of every tailored plan."""

_TEACHING = (UnitKind.WEEK, UnitKind.TOPIC)


@dataclass(frozen=True, slots=True)
class Lesson:
    """An exercise as far as tailoring knows it; one that is announced only has no prerequisites yet."""

    id: str
    track: str
    difficulty: int = 3
    prerequisites: tuple[str, ...] = ()
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Whole weeks of a plan that can be borrowed: every study day has its hour, `minutes` long.

    `addresses` are those of its units; `linked` says that it is one unit, so that its hours need not be copied.
    `place` is how far into its plan it begins, 0 to 1. `exercises` are those that its hours ask to be built, `listed`
    all that serve it. `hours` tells where each hour was written, so that no hour is taken twice. `teaches` is False for
    checkpoints and capstones, which build on what was taught before.
    """

    addresses: tuple[str, ...]
    title: str
    weeks: int
    minutes: int
    place: float
    days: tuple[PlanDay, ...]
    exercises: tuple[str, ...]
    listed: tuple[str, ...]
    hours: frozenset[str]
    deliverable: str = ""
    linked: bool = True
    teaches: bool = True

    @property
    def address(self) -> str:
        """Where it begins."""
        return self.addresses[0]

    @property
    def plan(self) -> str:
        """The plan it is from."""
        return self.address.partition(":")[0]

    @property
    def cost(self) -> int:
        """Minutes that each study day gives it, over all its weeks."""
        return self.weeks * self.minutes


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: weeks and minutes a day, tracks, addresses of units, and the level in tracks, 0 to 5.

    An exercise no harder than the level in its track counts as known.
    """

    id: str
    weeks: int = 12
    minutes: int = 60
    tracks: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    levels: tuple[tuple[str, int], ...] = ()
    title: str = ""

    @property
    def level(self) -> dict[str, int]:
        """The level in each track that was given."""
        return dict(self.levels)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is in the plan, or was left out of it; `weeks` are those of the new plan, None if left out."""

    address: str
    title: str
    why: str
    weeks: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Tailored:
    """A plan made to measure, with the reasons for what is in it and for what is not."""

    plan: Plan
    taken: tuple[Reason, ...]
    left_out: tuple[Reason, ...]


class Catalogue:
    """The exercises, and which of them somebody of a level knows already."""

    def __init__(self, lessons: Mapping[str, Lesson], level: Mapping[str, int]) -> None:
        self._lessons = lessons
        self._level = level

    def get(self, name: str) -> Lesson | None:
        """An exercise, None where it is not known."""
        return self._lessons.get(name)

    def is_known(self, name: str) -> bool:
        """Whether it was accepted, or is no harder than the level in its track."""
        lesson = self._lessons.get(name)
        return lesson is not None and (lesson.accepted or lesson.difficulty <= self._level.get(lesson.track, 0))

    def needed(self, name: str) -> tuple[str, ...]:
        """What an exercise builds on, near and far, what must come first before what needs it; ends in circles too."""
        found: dict[str, None] = {}
        open_ends = [(name, iter(self._before(name)))]
        seen = {name}
        while open_ends:
            current, rest = open_ends[-1]
            following = next((each for each in rest if each not in seen), None)
            if following is None:
                open_ends.pop()
                if current != name:
                    found[current] = None
            else:
                seen.add(following)
                open_ends.append((following, iter(self._before(following))))
        return tuple(found)

    def _before(self, name: str) -> tuple[str, ...]:
        lesson = self._lessons.get(name)
        return lesson.prerequisites if lesson else ()


def blocks_of(plan: Plan) -> Iterator[Block]:
    """The stretches of a plan that can be borrowed whole, in its order.

    A unit with an hour on each study day of its weeks is one; weeks that several units share are one each. Weeks with
    gaps, and plans whose hours differ in length or lie on other days than Monday to Friday, give none.
    """
    if any(day.minutes != plan.minutes_per_day for day in plan.rhythm):
        return
    blocks = [_of_unit(plan, unit) for _, unit in plan.units() if _whole(unit)]
    whole = {number for _, unit in plan.units() if _whole(unit) for number in range(*_span(unit))}
    shared = (_of_week(plan, number) for number in range(1, plan.weeks_total + 1) if number not in whole)
    blocks += [block for block in shared if block is not None]
    yield from sorted(blocks, key=lambda block: block.place)


def _span(unit: Unit) -> tuple[int, int]:
    """The unit's weeks as a range, the last one excluded."""
    return (unit.weeks[0], unit.weeks[1] + 1) if unit.weeks else (0, 0)


def _whole(unit: Unit) -> bool:
    if unit.weeks is None or unit.optional:
        return False
    wanted = {(week, day) for week in range(unit.weeks[1] - unit.weeks[0] + 1) for day in STUDY_DAYS}
    return {(day.week, day.day) for day in unit.days} == wanted and all(day.tasks for day in unit.days)


def _of_unit(plan: Plan, unit: Unit) -> Block:
    first, end = _span(unit)
    asked = _asked(unit.days)
    written = unit.same_as or f"{plan.id}:{unit.id}"
    return Block(
        addresses=(f"{plan.id}:{unit.id}",),
        title=unit.title,
        weeks=end - first,
        minutes=plan.minutes_per_day,
        place=(first - 1) / plan.weeks_total,
        days=unit.days,
        exercises=asked or unit.exercises,
        listed=tuple(dict.fromkeys((*unit.exercises, *asked))),
        hours=frozenset(_hour(written, day) for day in unit.days),
        deliverable=unit.deliverable,
        teaches=unit.kind in _TEACHING,
    )


def _of_week(plan: Plan, number: int) -> Block | None:
    try:
        week = plan.week(number)
    except LookupError:
        return None
    units = tuple(unit for unit in week.units if not unit.optional)
    hours = {hour.day: (unit, hour) for unit in reversed(units) for hour in unit.days_in(number)}
    if set(hours) != set(STUDY_DAYS) or not all(hour.tasks for _, hour in hours.values()):
        return None
    days = tuple(PlanDay(day, hours[day][1].title, hours[day][1].tasks) for day in STUDY_DAYS)
    named = tuple(name for unit in units for name in unit.exercises if unit.weeks == (number, number))
    asked = _asked(days)
    return Block(
        addresses=tuple(f"{plan.id}:{unit.id}" for unit in units),
        title=week.title,
        weeks=1,
        minutes=plan.minutes_per_day,
        place=(number - 1) / plan.weeks_total,
        days=days,
        exercises=asked or named,
        listed=tuple(dict.fromkeys((*named, *asked))),
        hours=frozenset(_hour(unit.same_as or f"{plan.id}:{unit.id}", hour) for unit, hour in hours.values()),
        deliverable=week.deliverable,
        linked=False,
        teaches=any(unit.kind in _TEACHING for unit in units),
    )


def _asked(days: tuple[PlanDay, ...]) -> tuple[str, ...]:
    """The exercises that the tasks ask for, without optional ones."""
    asked = (task.exercise for day in days for task in day.tasks if task.exercise and not task.optional)
    return tuple(dict.fromkeys(asked))


def _hour(unit: str, day: PlanDay) -> str:
    """Where an hour was written: the link it follows, or its own place."""
    return day.same_as or f"{unit}/{day.day.value}" + (f"+{day.week}" if day.week else "")
