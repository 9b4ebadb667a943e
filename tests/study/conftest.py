"""A study of a three-week plan with two exercises, a real database and a clock that is set by hand."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from studytui.config import Config
from studytui.content.library import Library
from studytui.content.plan_shelf import PlanHeader
from studytui.domain.exercise import Backend, Exercise, ExerciseFiles, ExerciseKind
from studytui.domain.plan import Plan
from studytui.domain.rhythm import Weekday
from studytui.domain.unit import Phase, PlanDay, Reading, Task, Unit, UnitKind, Week
from studytui.errors import UsageError
from studytui.paths import find
from studytui.study import plans
from studytui.study.context import Context

STARTER = "def softmax(x):\n    raise NotImplementedError\n"
REFERENCE = "# reference of {name}\ndef softmax(x):\n    # core: begin\n    return shares(x)\n    # core: end\n"


class SmallLibrary:
    """The part of the library that use cases ask for, made of values."""

    def __init__(self, plans: tuple[Plan, ...], exercises: tuple[Exercise, ...]) -> None:
        self._plans = {plan.id: plan for plan in plans}
        self._exercises = {exercise.id: exercise for exercise in exercises}

    def plan_ids(self) -> tuple[str, ...]:
        """Every plan."""
        return tuple(self._plans)

    def plan_headers(self) -> tuple[PlanHeader, ...]:
        """Every plan's header."""
        return tuple(self.plan_header(plan_id) for plan_id in self._plans)

    def plan_header(self, plan_id: str) -> PlanHeader:
        """A plan's header."""
        plan = self.plan(plan_id)
        return PlanHeader(plan.id, plan.title, plan.weeks_total, plan.summary, plan.minutes_per_day, plan.rhythm)

    def plan(self, plan_id: str) -> Plan:
        """A plan."""
        if plan_id not in self._plans:
            raise UsageError(f"there is no plan {plan_id}")
        return self._plans[plan_id]

    def week(self, plan_id: str, number: int, chosen: Collection[str] = ()) -> Week:
        """A week of a plan."""
        try:
            return self.plan(plan_id).week(number, chosen)
        except LookupError as error:
            raise UsageError(str(error)) from error

    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise."""
        return tuple(self._exercises.values())

    def exercises_named(self, names: Iterable[str]) -> tuple[Exercise, ...]:
        """The exercises of those ids that are there, each once."""
        return tuple(self._exercises[name] for name in dict.fromkeys(names) if name in self._exercises)

    def exercise(self, name: str) -> Exercise:
        """An exercise by id, or by the path of its folder."""
        if "/" in name:
            return exercise(Path(name).name, Path(name))
        if name not in self._exercises:
            raise UsageError(f"there is no exercise {name}")
        return self._exercises[name]

    def files(self, exercise: Exercise) -> ExerciseFiles:
        """An exercise's files; the engines of these tests read none of them."""
        return ExerciseFiles(exercise, "", "", b"", b"", b"", None, ())

    def starter(self, _exercise: Exercise) -> str:
        """What every solution begins with."""
        return STARTER

    def reference(self, exercise: Exercise) -> str:
        """The reference."""
        return REFERENCE.format(name=exercise.id)

    def notes(self, exercise: Exercise) -> str:
        """The notes."""
        return f"Notes of {exercise.id}\n"


def exercise(name: str, folder: Path, *hints: str) -> Exercise:
    """An exercise of a small library."""
    return Exercise(
        id=name,
        title=name.replace("-", " ").title(),
        track="basics",
        folder=folder,
        kind=ExerciseKind.BUILD,
        difficulty=2,
        minutes=30,
        backend=Backend.NUMPY,
        exports=("softmax",),
        core=("softmax",),
        hints=hints,
    )


def week(number: int, *, builds: str | None, optional: bool = False) -> Unit:
    """A week whose Wednesday builds something and whose Friday ships it."""
    reading = Reading("Book", link="https://example.org/book", free="https://example.org/free", minutes=20)
    days = (
        PlanDay(Weekday.MON, "Read", (Task("read", "Read a chapter", 20, reading=reading), Task("note", "Note it"))),
        PlanDay(Weekday.TUE, "Skim", (Task("skim", "Skim a paper"),)),
        PlanDay(Weekday.WED, "Build", (Task("build", "Build it", 60, exercise=builds),)),
        PlanDay(Weekday.THU, "Vary", (Task("vary", "Vary it"), Task("extra", "Vary more", optional=True))),
        PlanDay(Weekday.FRI, "Ship", (Task("ship", "Ship it"), Task("tell", "Tell of it", optional=True))),
    )
    return Unit(
        id=f"W{number}",
        kind=UnitKind.WEEK,
        title=f"Week of {builds}",
        weeks=(number, number),
        checkbox=True,
        optional=optional,
        deliverable=f"A note {number}",
        exercises=("softmax", "not-shipped-yet") if number == 1 else (),
        days=days,
    )


@pytest.fixture
def clock() -> list[datetime]:
    """The clock: its one item is now; Monday 2026-11-23, nine in Berlin."""
    return [datetime(2026, 11, 23, 8, tzinfo=UTC)]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two plans and two exercises."""
    first = Phase("p1", "First phase", (week(1, builds="softmax"), week(2, builds="k-means")), goal="Begin")
    second = Phase("p2", "Second phase", (week(3, builds="softmax", optional=True),))
    plan = Plan("small", "The small plan", (first, second), 3, summary="Three weeks")
    other = Plan("other", "The other plan", (Phase("p", "Phase", (week(1, builds=None),)),), 1, minutes_per_day=30)
    folder = tmp_path / "exercises"
    softmax = exercise("softmax", folder / "softmax", "Subtract something", "Subtract the maximum")
    made = SmallLibrary((plan, other), (softmax, exercise("k-means", folder / "k-means")))
    return cast("Library", made)


@pytest.fixture
def ctx(tmp_path: Path, clock: list[datetime], library: Library) -> Iterator[Context]:
    """The learner's study, in Berlin, no plan chosen yet."""
    paths = find({"STUDYTUI_HOME": str(tmp_path / "home")})
    context = Context(paths, Config(), lambda: clock[0], library=library, zone=ZoneInfo("Europe/Berlin"))
    yield context
    context.close()


@pytest.fixture
def rich(ctx: Context) -> Iterator[Context]:
    """The plan with everything beside its weeks, begun this Monday."""
    from tests.study.rich import rich_plan, with_plans  # which is made of what stands above

    made = with_plans(ctx, rich_plan())
    plans.use(made, "rich", date(2026, 11, 23))
    yield made
    made.close()


@pytest.fixture
def second_window(ctx: Context, library: Library) -> Iterator[Context]:
    """The same study in another window."""
    context = Context(ctx.paths, ctx.config, ctx.now, library=library, zone=ctx.zone)
    yield context
    context.close()
