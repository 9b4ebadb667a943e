"""The boxes of a plan: which there are, which count, how far they are ticked."""

from studytui.domain.boxes import Tally, groups_of
from studytui.domain.plan import Plan, Project
from studytui.domain.unit import Phase, Unit, UnitKind

SHARED = tuple(
    Unit(f"W{n}", UnitKind.CAPSTONE, f"Capstone {n}", (n, n), checkbox=n == 2, shared_checkbox="W2") for n in (2, 3)
)
PLAN = Plan(
    "p",
    "A plan",
    (
        Phase(
            "a", "First", (Unit("W1", UnitKind.WEEK, "Trees", (1, 1), checkbox=True, deliverable="CART"),), weeks=(1, 1)
        ),
        Phase("b", "Second", (*SHARED, Unit("extra", UnitKind.TOPIC, "Extra", optional=True)), weeks=(2, 3)),
        Phase("c", "Empty", (Unit("catch-up", UnitKind.WEEK, "Catch up", (4, 4)),)),
    ),
    4,
    projects=(Project("demo", "Demo", "with tests"), Project("post", "Post", optional=True)),
)
OPTIONAL = {"extra", "post"}


def test_every_box_stands_in_its_group() -> None:
    """Units by phase with their weeks, then the projects; a phase without a box is left out."""
    groups = groups_of(PLAN, {"W2"}, OPTIONAL)
    assert [group.title for group in groups] == ["First (week 1)", "Second (weeks 2 to 3)", "Projects"]
    assert [(box.id, box.done, box.counts) for group in groups for box in group.boxes] == [
        ("W1", False, True),
        ("W2", True, True),
        ("extra", False, False),
        ("demo", False, True),
        ("post", False, False),
    ]


def test_a_shared_box_spans_the_weeks_of_all_who_share_it() -> None:
    """The box of a capstone of two weeks is one line with both."""
    assert groups_of(PLAN, (), OPTIONAL)[1].boxes[0].weeks == (2, 3)


def test_what_counts_is_what_the_plan_counts() -> None:
    """As many boxes count as the plan says, without those that are optional for the learner."""
    counting = [box.id for group in groups_of(PLAN, (), OPTIONAL) for box in group.boxes if box.counts]
    assert tuple(counting) == PLAN.boxes()
    chosen = [box.id for group in groups_of(PLAN, (), {*OPTIONAL, "W1"}) for box in group.boxes if box.counts]
    assert chosen == ["W2", "demo"]


def test_percent_is_rounded_down() -> None:
    """Only a plan ticked whole is at 100, and a plan without boxes at 0."""
    assert [Tally(done, 200).percent for done in (0, 1, 199, 200)] == [0, 0, 99, 100]
    assert Tally(0, 0).percent == 0
