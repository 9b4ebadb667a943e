"""Fixtures of the built-in plans' tests."""

from pathlib import Path

import pytest

from studytui.content.plan_reader import load_plan
from studytui.domain.plan import Plan, Unit

PLANS = Path(__file__).parents[2] / "curriculum"


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The 52-week plan as the program reads it."""
    return load_plan(PLANS / "plan52-agentic-recsys.yaml")


@pytest.fixture(scope="session")
def units(plan: Plan) -> dict[str, Unit]:
    """Its units by id."""
    return {unit.id: unit for _, unit in plan.units()}
