"""The boxes of the built-in plans as a README shows them: as many as their documents have."""

from pathlib import Path

import pytest

from studytui.content.plan_reader import load_plan
from studytui.domain.boxes import Tally, groups_of
from studytui.journal.box_list import box_blocks

PLANS = sorted((Path(__file__).parents[2] / "curriculum").glob("*.yaml"))
BOXES = {
    "plan52-agentic-recsys": 50,
    "week-by-week": 52,
    "tracker": 12,
    "ai-engineer-roadmap": 49,
    "weekly-ml": 58,
}


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_readme_has_a_box_for_each_of_the_plan(path: Path) -> None:
    """Whoever counts the boxes of the list, as scripts in repositories do, counts those of the plan."""
    plan = load_plan(path)
    optional = {unit.id for _, unit in plan.units() if unit.optional}
    optional |= {goal.id for goal in (*plan.projects, *plan.portfolio) if goal.optional}
    _, listed = box_blocks(plan.id, plan.title, groups_of(plan, (), optional), Tally(0, 0), "badge.svg")
    lines = listed.text.splitlines()
    assert sum(line.startswith("- [ ] ") for line in lines) == BOXES[plan.id]
    assert not any(line.startswith("- [x] ") for line in lines)
