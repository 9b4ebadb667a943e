"""What the learner changed, laid over a week."""

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.overlay import Place, TaskChange, addresses, planned_on, tasks_on
from studytui.domain.rhythm import Weekday
from studytui.domain.unit import Phase, PlanDay, Task, Unit, UnitKind, Week

MON, TUE = Weekday.MON, Weekday.TUE


def unit(name: str, *days: PlanDay) -> Unit:
    """A unit of week 3."""
    return Unit(name, UnitKind.WEEK, name, weeks=(3, 3), days=days)


FIRST = unit(
    "a", PlanDay(MON, "One", (Task("x", "Do x"), Task("y", "Do y"))), PlanDay(TUE, "Two", (Task("z", "Do z"),))
)
SECOND = unit("b", PlanDay(MON, "Other", (Task("x", "Do another x"),)))
WEEK = Week.of(3, Phase("p", "Phase", ()), (FIRST, SECOND))
ALL = ("a/x", "a/y", "b/x", "a/z")


def shown(*changes: TaskChange, day: Weekday = MON) -> list[str]:
    """The addresses of a day with those changes."""
    return [task.address for task in tasks_on(WEEK, day, {change.address: change for change in changes})]


def test_units_share_a_day() -> None:
    """Their tasks follow one another, each at its own unit's address."""
    assert [address for address, _ in planned_on(WEEK, MON)] == ["a/x", "a/y", "b/x"]
    assert addresses(WEEK) == ALL
    assert shown() == ["a/x", "a/y", "b/x"]


def test_a_task_that_stands_elsewhere_is_not_here() -> None:
    """One moved away is gone from its day; one that came stands last; one moved home stands in its place."""
    away = TaskChange("a/x", Task("x", "Do x"), place=Place(9, MON))
    came = TaskChange("q/r", Task("r", "Do r"), place=Place(3, MON))
    home = TaskChange("a/y", Task("y", "Do y"), place=Place(3, MON))
    assert shown(came, away, home) == ["a/y", "b/x", "q/r"]
    (last,) = tasks_on(WEEK, MON, {"q/r": came, "a/x": away})[2:]
    assert (last.moved, last.own) == (True, False)


def test_the_authors_better_words_show_unless_the_learners_own_stand() -> None:
    """A change of place alone keeps the plan's newest text; an edit keeps the learner's."""
    old = Task("x", "Do x as it was")
    assert tasks_on(WEEK, MON, {"a/x": TaskChange("a/x", old, place=Place(3, MON))})[0].task.text == "Do x"
    edited = tasks_on(WEEK, MON, {"a/x": TaskChange("a/x", old, Task("x", "Mine"))})[0]
    assert (edited.task.text, edited.planned, edited.edited) == ("Mine", Task("x", "Do x"), True)


def test_dropped_tasks_are_there_if_asked_for() -> None:
    """Planned and own ones alike."""
    changes = {
        "a/x": TaskChange("a/x", Task("x", "Do x"), dropped=True),
        "a/own": TaskChange("a/own", None, Task("own", "Mine"), Place(3, MON), dropped=True),
    }
    assert [task.address for task in tasks_on(WEEK, MON, changes)] == ["a/y", "b/x"]
    every = tasks_on(WEEK, MON, changes, dropped=True)
    assert [(task.address, task.dropped, task.own) for task in every if task.dropped] == [
        ("a/x", True, False),
        ("a/own", True, True),
    ]


CHANGES = st.dictionaries(
    st.sampled_from(ALL),
    st.tuples(st.sampled_from((None, Place(3, MON), Place(3, TUE), Place(4, MON))), st.booleans()),
)


@given(CHANGES)
def test_every_task_of_the_week_stands_in_one_place_at_most(moves: dict[str, tuple[Place | None, bool]]) -> None:
    """Once where it was moved to within the week, or not at all where it left it; none is doubled or made up."""
    changes = {
        name: TaskChange(name, Task(name[2:], "Do"), place=place, dropped=dropped)
        for name, (place, dropped) in moves.items()
    }
    found = [task.address for day in Weekday for task in tasks_on(WEEK, day, changes)]
    left = {name for name, (place, dropped) in moves.items() if dropped or place == Place(4, MON)}
    assert sorted(found) == sorted(set(ALL) - left)
