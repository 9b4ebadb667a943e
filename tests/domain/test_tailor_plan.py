"""From a wish to a whole plan, with its checkpoints and reasons."""

import pytest
from tests.domain.tailoring_blocks import block

from studytui.domain.plan import Plan
from studytui.domain.tailor_plan import tailor
from studytui.domain.tailoring import SEED, STUDY_DAYS, Block, Lesson, Tailored, Wish
from studytui.domain.unit import UnitKind

BLOCKS = tuple(block(f"p:W{n}", f"ex-{n}", place=n / 20) for n in range(1, 21))
LESSONS = {f"ex-{n}": Lesson(f"ex-{n}", "trees", 1 + n % 5) for n in range(1, 21)}


def made(weeks: int, minutes: int = 60, blocks: tuple[Block, ...] = BLOCKS, **level: int) -> Tailored:
    """The plan for the track of trees."""
    wish = Wish("mine", weeks, minutes, ("trees",), levels=tuple(level.items()))
    return tailor(wish, blocks, LESSONS)


def checkpoints(plan: Plan) -> list[int]:
    """The weeks of the checkpoints."""
    return [unit.weeks[0] for _, unit in plan.units() if unit.kind is UnitKind.CHECKPOINT and unit.weeks]


@pytest.mark.parametrize(
    ("weeks", "wanted"), [(2, [2]), (6, [6]), (8, [8]), (12, [6, 12]), (16, [6, 11, 16]), (20, [7, 14, 20])]
)
def test_a_checkpoint_ends_each_part(weeks: int, wanted: list[int]) -> None:
    """About one week in six looks back, and the last one always does; every week is used."""
    plan = made(weeks).plan
    assert plan.weeks_total == weeks
    assert checkpoints(plan) == wanted
    assert [phase.weeks[1] for phase in plan.phases if phase.weeks] == wanted


def test_no_more_weeks_than_there_is_to_learn() -> None:
    """A plan is not stretched."""
    plan = made(12, blocks=BLOCKS[:2]).plan
    assert (plan.weeks_total, checkpoints(plan)) == (3, [3])


def test_weeks_lie_one_after_the_other() -> None:
    """Units follow without gap or overlap, also those of several weeks and hours of another length."""
    long = tuple(block(f"p:W{n}", f"ex-{n}", place=n / 20, weeks=1 + n % 3) for n in range(1, 13))
    for minutes in (60, 45, 100):
        plan = made(18, minutes, long).plan
        spans = [unit.weeks for _, unit in plan.units() if unit.weeks]
        assert [first for first, _ in spans] == [1, *(last + 1 for _, last in spans[:-1])]
        assert spans[-1][1] == plan.weeks_total <= 18


def test_every_block_has_its_reason_and_weeks() -> None:
    """Those of the plan; what was left out has none."""
    found = made(4)
    assert [(reason.address, reason.weeks) for reason in found.taken] == [
        ("p:W1", (1, 1)),
        ("p:W2", (2, 2)),
        ("p:W3", (3, 3)),
    ]
    assert found.plan.phases[0].units[0].details == ("Why: it teaches trees: ex-1 (p:W1)",)
    assert [reason.weeks for reason in found.left_out] == [None] * 17
    assert "p:W4" in found.plan.note


def test_a_checkpoint_rebuilds_the_hardest_and_has_a_rubric() -> None:
    """Five hours of the plan's minutes, two exercises since the one before, and what a good account holds."""
    unit = made(6, 45).plan.phases[0].units[-1]
    assert [day.day for day in unit.days] == list(STUDY_DAYS)
    assert [task.minutes for day in unit.days for task in day.tasks] == [45] * 5
    assert unit.exercises == ("ex-3", "ex-2")
    assert [task.exercise for day in unit.days for task in day.tasks] == [None, None, "ex-3", "ex-2", None]
    assert len(unit.days[4].tasks[0].rubric) >= 3


def test_without_exercises_a_checkpoint_rebuilds_by_hand() -> None:
    """A unit that nothing grades is looked back on as well."""
    wish = Wish("mine", 2, 60, units=("p:W1",))
    unit = tailor(wish, (block("p:W1"),), {}).plan.phases[0].units[-1]
    assert unit.exercises == ()
    assert "test of your own" in unit.days[2].tasks[0].text


def test_the_same_wish_gives_the_same_plan() -> None:
    """Nothing is drawn by lot, and the wish stands in the plan."""
    plan = made(12, trees=2).plan
    assert plan == made(12, trees=2).plan
    assert plan.tailoring == "12 weeks of 60 minutes; trees; trees at level 2"
    assert (plan.source.seed, plan.growth[0].title) == (SEED, "trees")


def test_nothing_left_to_study_is_said() -> None:
    """By what keeps the first block out, or that there is none."""
    with pytest.raises(LookupError, match="by your level"):
        made(12, trees=5)
    with pytest.raises(LookupError, match="no unit of any plan"):
        made(12, blocks=())
