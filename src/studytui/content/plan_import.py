"""A YAML plan from anywhere, proved before it joins the library."""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from studytui.content.plan_reader import parse_plan
from studytui.content.sources import MAX_PLAN_BYTES, Problems, read_text
from studytui.domain.plan import Plan
from studytui.errors import ContentError, Problem

_ID_LINE = re.compile(r"^id[ \t]*:[^\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class YamlPlan:
    """A plan and its text, comments and all; links to other plans are as written."""

    plan: Plan
    text: str


class Prover(Protocol):
    """What proves a plan file against the plans and exercises there are: the library."""

    def problems_of_plan(self, path: Path) -> list[Problem]:
        """What is wrong with a plan file."""
        ...


def read_yaml_plan(path: Path, plan_id: str | None, library: Prover) -> YamlPlan:
    """A plan file of any name, with another id if one is given.

    Hours borrowed from plans that lie beside the file but not in the library are told as problems: they would not
    come along.

    Raises:
        ContentError: with every problem, by line.
    """
    problems = Problems(str(path))
    text = read_text(path, MAX_PLAN_BYTES, problems)
    problems.raise_if_any()
    if text is None:
        raise AssertionError("a text that could not be read has problems")
    if plan_id is not None:
        text = _ID_LINE.sub(f"id: {plan_id}", text, count=1)
    reading = parse_plan(text, str(path))
    reading.problems.raise_if_any()
    if reading.plan is None:
        raise AssertionError("a plan that could not be built has problems")
    if plan_id not in (None, reading.plan.id):
        raise ContentError([Problem(str(path), "write the plan's id on a line of its own, `id: my-plan`")])
    with tempfile.TemporaryDirectory(prefix="studytui-") as folder:
        staged = Path(folder) / f"{reading.plan.id}.yaml"
        staged.write_text(text, encoding="utf-8")
        found = library.problems_of_plan(staged)
    if found:
        raise ContentError([Problem(each.where.replace(str(staged), str(path), 1), each.what) for each in found])
    return YamlPlan(reading.plan, text)
