"""What can be borrowed of a plan, and what is known."""

from studytui.domain.plan import Plan
from studytui.domain.rhythm import DEFAULT_RHYTHM, Weekday
from studytui.domain.tailoring import STUDY_DAYS, Catalogue, Lesson, blocks_of
from studytui.domain.unit import Choice, Phase, PlanDay, Task, Unit, UnitKind
from studytui.frozen import replace


def days(*weekdays: Weekday, weeks: int = 1, exercise: str | None = None) -> tuple[PlanDay, ...]:
    """An hour on each of those weekdays."""
    return tuple(
        PlanDay(day, "Hour", (Task(f"t-{day.value}-{week}", "Do it.", 60, exercise=exercise),), week)
        for week in range(weeks)
        for day in weekdays
    )


def unit(name: str, first: int, last: int, hours: tuple[PlanDay, ...], **more: object) -> Unit:
    """A unit of a plan."""
    made = Unit(name, UnitKind.WEEK, f"Title of {name}", (first, last), days=hours)
    return replace(made, **more)  # type: ignore[arg-type]  # tests name fields by hand


def plan(*units: Unit, weeks: int, **more: object) -> Plan:
    """A plan of one phase."""
    made = Plan("p", "P", (Phase("a", "A", units),), weeks)
    return replace(made, **more)  # type: ignore[arg-type]  # likewise


def test_whole_units_can_be_borrowed() -> None:
    """A unit with all its hours is a block, over as many weeks as it has; what tasks ask for is what it teaches."""
    one = unit("W1", 1, 1, days(*STUDY_DAYS, exercise="built"), exercises=("listed",))
    two = unit("W2", 2, 3, days(*STUDY_DAYS, weeks=2), exercises=("listed",), kind=UnitKind.CHECKPOINT)
    found = list(blocks_of(plan(one, two, weeks=3)))
    assert [(block.address, block.weeks, block.place, block.teaches) for block in found] == [
        ("p:W1", 1, 0.0, True),
        ("p:W2", 2, 1 / 3, False),
    ]
    assert (found[0].exercises, found[0].listed) == (("built",), ("listed", "built"))
    assert found[1].exercises == ("listed",)
    assert found[1].cost == 120


def test_units_that_share_a_week_are_borrowed_together() -> None:
    """Two topics of one week are one block, which is copied; an optional strand is not part of it."""
    mon, tue, wed, thu, fri = STUDY_DAYS
    first = unit("knn", 1, 1, days(mon, tue, wed), exercises=("knn",))
    second = unit("trees", 1, 1, days(thu, fri), same_as="other:W7")
    strand = unit("lane", 1, 1, days(tue), optional=True)
    (found,) = blocks_of(plan(first, second, strand, weeks=1))
    assert found.addresses == ("p:knn", "p:trees")
    assert not found.linked
    assert [day.day for day in found.days] == list(STUDY_DAYS)
    assert found.hours == {"p:knn/mon", "p:knn/tue", "p:knn/wed", "other:W7/thu", "other:W7/fri"}


def test_weeks_with_gaps_give_nothing() -> None:
    """Nor do plans whose hours differ or lie on other days."""
    assert list(blocks_of(plan(unit("W1", 1, 1, days(Weekday.MON)), weeks=1))) == []
    assert list(blocks_of(plan(unit("W1", 1, 1, days(*STUDY_DAYS, Weekday.SAT)), weeks=1))) == []
    uneven = (replace(DEFAULT_RHYTHM[0], minutes=30), *DEFAULT_RHYTHM[1:])
    assert list(blocks_of(plan(unit("W1", 1, 1, days(*STUDY_DAYS)), weeks=1, rhythm=uneven))) == []
    assert list(blocks_of(plan(weeks=2))) == []


def test_every_option_of_a_choice_can_be_borrowed() -> None:
    """Tracks to choose from fill the same weeks, and each is a block."""
    options = tuple(unit(name, 1, 1, days(*STUDY_DAYS)) for name in ("vision", "speech"))
    found = blocks_of(Plan("p", "P", (Phase("a", "A", options, choose=Choice(1, 1)),), 1))
    assert [block.address for block in found] == ["p:vision", "p:speech"]


def test_what_is_known_and_what_is_needed() -> None:
    """Accepted, or no harder than the level; needs are found near and far, in order, and circles end."""
    lessons = {
        "a": Lesson("a", "basics", 1),
        "b": Lesson("b", "basics", 3, ("a",)),
        "c": Lesson("c", "other", 2, ("b", "d"), accepted=True),
        "d": Lesson("d", "other", 2, ("c",)),
    }
    found = Catalogue(lessons, {"basics": 2})
    assert [name for name in (*lessons, "nowhere") if found.is_known(name)] == ["a", "c"]
    assert found.needed("c") == ("a", "b", "d")
    assert found.needed("nowhere") == ()
