"""Small plans and exercises to read."""

from collections.abc import Callable
from pathlib import Path

import pytest

DAYS = ("mon", "tue", "wed", "thu", "fri")


def week_text(number: int, *, days: bool = True, extra: str = "") -> str:
    """The YAML of one unit: a week with an hour on each day of the default rhythm."""
    lines = [f"      - id: W{number}", "        kind: week", f"        title: Week {number}"]
    lines += [f"        weeks: [{number}, {number}]", "        checkbox: true"]
    lines += [f"        {line}" for line in extra.splitlines()]
    if days:
        lines.append("        days:")
        for day in DAYS:
            lines += [f"          - day: {day}", f"            title: Hour of {day}", "            tasks:"]
            lines += [f"              - id: do-{day}", f"                text: Do the work of {day} in week {number}."]
            lines.append("                minutes: 60")
    return "\n".join(lines) + "\n"


def plan_text(plan_id: str = "small", weeks: int = 2, *, title: str = "A small plan", body: str | None = None) -> str:
    """The YAML of a plan with one phase."""
    units = "".join(week_text(number) for number in range(1, weeks + 1)) if body is None else body
    return (
        f"schema: studytui.curriculum/1\nid: {plan_id}\ntitle: {title}\n"
        f"source: {{seed: own notes}}\ncadence: {{weeks_total: {weeks}}}\n"
        f"phases:\n  - id: p1\n    kind: phase\n    title: Only phase\n    units:\n{units}"
    )


FACTS = """\
schema: 1
title: Twice
track: basics
kind: build
difficulty: 1
minutes: 30
backend: python
exports: [twice]
hints: [Add., Add it to itself., "`return x + x`"]
"""
CHECKS = """\
from studytui.checks import check, equal
import reference


@check("Doubles a number")
def doubles(learner, rng):
    equal(learner.twice(3), reference.twice(3))
"""
MISTAKE = '"""Adds one instead.\n\ncaught by: doubles\n"""\n\n\ndef twice(x):\n    return x + 1\n'


def write_exercise(root: Path, name: str = "py-twice", track: str = "basics", facts: str = FACTS) -> Path:
    """An exercise folder that is whole."""
    folder = root / track / name
    (folder / "mistakes").mkdir(parents=True)
    for file, text in (
        ("exercise.yaml", facts),
        ("prompt.md", "# Twice\n\nReturn `2x`.\n"),
        ("notes.md", "Addition.\n"),
        ("starter.py", 'def twice(x):\n    """Twice x."""\n'),
        ("reference.py", "def twice(x):\n    return 2 * x\n"),
        ("checks.py", CHECKS),
        ("mistakes/adds_one.py", MISTAKE),
    ):
        (folder / file).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def plan_yaml() -> Callable[..., str]:
    """`plan_text` as a fixture."""
    return plan_text


@pytest.fixture
def week_yaml() -> Callable[..., str]:
    """`week_text` as a fixture."""
    return week_text


@pytest.fixture
def new_exercise() -> Callable[..., Path]:
    """`write_exercise` as a fixture."""
    return write_exercise
