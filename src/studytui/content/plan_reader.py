"""Plan files: YAML to `Plan`, with every problem found at once."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from studytui.content.fields import Fields
from studytui.content.plan_rules import problems_of_layout
from studytui.content.plan_sections import cadence_of, sections_of
from studytui.content.plan_units import Lines, phases_of
from studytui.content.sources import Problems
from studytui.content.yaml_reader import Mapping, parse_yaml, read_yaml
from studytui.domain.plan import Plan

SCHEMA = "studytui.curriculum/1"
_PLAN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(slots=True)
class PlanReading:
    """What reading a plan file gave: the plan where it could be built, the lines of its parts, the problems."""

    plan: Plan | None
    problems: Problems
    lines: Lines = field(default_factory=Lines)


def load_plan(path: Path) -> Plan:
    """The plan in a file.

    Links to other plans (`same_as`) stay as they are; the library follows them.

    Raises:
        ContentError: with every problem of the file, by line.
    """
    reading = read_plan(path)
    if reading.plan is not None:
        problems_of_layout(reading.plan, reading.lines, reading.problems)
    reading.problems.raise_if_any()
    if reading.plan is None:
        raise AssertionError("a plan that could not be built has problems")
    return reading.plan


def read_plan(path: Path) -> PlanReading:
    """The plan in a file as far as it can be read, and what is wrong with it."""
    problems = Problems(str(path))
    root = read_yaml(path, problems)
    return _reading(root, problems)


def parse_plan(text: str, name: str) -> PlanReading:
    """The plan in a text; `name` stands for the file in problems."""
    problems = Problems(name)
    return _reading(parse_yaml(text, problems), problems)


def _reading(root: Mapping | None, problems: Problems) -> PlanReading:
    reading = PlanReading(None, problems)
    if root is None:
        return reading
    fields = Fields(root, problems, "the plan")
    if fields.text("schema", required=True) not in (SCHEMA, ""):
        problems.add(
            fields.line_of("schema"), f"this program reads `schema: {SCHEMA}`; write that, or update the program"
        )
    plan_id = fields.text("id", required=True)
    if plan_id and (len(plan_id) > 80 or not _PLAN_ID.fullmatch(plan_id)):
        problems.add(fields.line_of("id"), "the plan's id must be lower-case letters, digits and single hyphens")
    title = fields.text("title", required=True)
    cadence, weeks_total = cadence_of(fields.section("cadence"))
    sections = sections_of(fields)
    phases = phases_of(fields, reading.lines)
    fields.close()
    last = max((unit.weeks[1] for phase in phases for unit in phase.units if unit.weeks), default=0)
    reading.plan = Plan(plan_id, title, phases, weeks_total or last, **sections, **cadence)
    return reading
