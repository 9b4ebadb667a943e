"""A plan as YAML text that loads back equal: what an import or a tailored plan is saved as, for its owner to edit."""

import dataclasses
from pathlib import Path
from typing import Any

from studytui.content.plan_reader import SCHEMA, parse_plan
from studytui.content.plan_rules import problems_of_layout
from studytui.content.plan_sections import default_rhythm
from studytui.content.sources import MAX_PLAN_BYTES
from studytui.content.yaml_writer import to_yaml
from studytui.domain.plan import (
    Automation,
    JournalTemplate,
    Phase,
    Plan,
    Task,
    Unit,
    WorkRules,
)
from studytui.errors import ContentError, Problem
from studytui.files import write_atomic

_TEXTS = ("status", "summary", "audience", "role_target", "note", "tailoring")


def plan_to_yaml(plan: Plan) -> str:
    """The YAML of a plan; what equals a default is left out."""
    data: dict[str, Any] = {"schema": SCHEMA, "id": plan.id, "title": plan.title}
    data |= {key: getattr(plan, key) for key in _TEXTS if getattr(plan, key) not in ("", "active")}
    if plan.source.seed:
        data["source"] = _given(plan.source)
    data["cadence"] = _cadence(plan)
    data["work_rules"] = _work_rules(plan.work_rules)
    data |= {"goals": plan.goals, "focus_areas": _all(plan.focus_areas)}
    data["self_assessment"] = {"strengths": _all(plan.strengths), "growth": _all(plan.growth)}
    data["core_stack"] = _all(plan.core_stack)
    data["folders"] = [{"path": folder.title, "purpose": folder.detail} for folder in plan.folders]
    data["getting_started"] = plan.getting_started
    for key in ("parts", "projects", "portfolio", "interview", "timeline", "reading"):
        data[key] = _all(getattr(plan, key))
    data["journal"] = _journal(plan.journal)
    data["tracking"] = {
        key: getattr(plan, key) for key in ("current_focus", "weekly_goals", "resources_completed")
    }  # fmt: skip
    data["automation"] = _automation(plan.automation)
    data["phases"] = [_phase(phase) for phase in plan.phases]
    return to_yaml(data)


def save_plan(plan: Plan, folder: Path) -> Path:
    """Write a plan as `<id>.yaml`, once it is sure that it can be read back; returns the file.

    Raises:
        ContentError: the plan cannot be read back as it is; nothing is written.
        DataError: the folder cannot be written.
    """
    path = folder / f"{plan.id}.yaml"
    write_atomic(path, proved_yaml(plan, str(path)))
    return path


def proved_yaml(plan: Plan, name: str) -> str:
    """The YAML of a plan, once it is sure that it can be read back; `name` stands for it in problems.

    Raises:
        ContentError: the plan cannot be read back as it is.
    """
    text = plan_to_yaml(plan)
    reading = parse_plan(text, name)
    if reading.plan is not None:
        problems_of_layout(reading.plan, reading.lines, reading.problems)
    if len(text.encode()) > MAX_PLAN_BYTES:
        reading.problems.add(0, f"the plan is larger than {MAX_PLAN_BYTES / 1e6:g} MB; split it")
    reading.problems.raise_if_any()
    if reading.plan != plan:
        raise ContentError([Problem(name, "the plan holds a text that YAML cannot keep; nothing was written")])
    return text


def _given(value: Any) -> dict[str, Any]:
    """The fields of a dataclass that differ from their defaults, by name."""
    given = {}
    for field in dataclasses.fields(value):
        item = getattr(value, field.name)
        if item != field.default:
            given[field.name] = item
    return given


def _all(values: Any) -> list[dict[str, Any]]:
    return [_given(value) for value in values]


def _cadence(plan: Plan) -> dict[str, Any]:
    cadence: dict[str, Any] = {"weeks_total": plan.weeks_total, "minutes_per_day": plan.minutes_per_day}
    if not plan.rhythm_is_default or plan.rhythm != default_rhythm(plan.minutes_per_day):
        cadence["rhythm_is_default"] = plan.rhythm_is_default
        cadence["rhythm"] = [
            {"day": day.day.value, "kind": day.kind.value, "label": day.label, "minutes": day.minutes}
            for day in plan.rhythm
        ]
    return cadence


def _work_rules(rules: WorkRules) -> dict[str, Any]:
    given: dict[str, Any] = {}
    default, shares = WorkRules(), ("building", "reading", "notes")
    if any(getattr(rules, share) != getattr(default, share) for share in shares):
        given["split_percent"] = {share: getattr(rules, share) for share in shares}
    given |= {"every_week": rules.every_week, "artefact": {"kinds": rules.artefact_kinds}}
    given["per_topic"] = [
        {"label": slot.title, "optional": True} if slot.detail else {"label": slot.title} for slot in rules.per_topic
    ]
    return given | {"motto": rules.motto, "pace_note": rules.pace_note}


def _journal(journal: JournalTemplate) -> dict[str, Any]:
    if journal == JournalTemplate():
        return {}
    return {
        "path": journal.path,
        "heading": journal.heading,
        "is_default": journal.is_default,
        "fields": _all(journal.fields),
    }


def _automation(automation: Automation) -> dict[str, Any]:
    given = _given(automation)
    names = {
        "progress_badge": {"local_equivalent": "badge", "runs": "badge_runs"},
        "weekly_checkin": {
            "day": "checkin_day", "timezone": "checkin_timezone",
            "adjustable": "checkin_adjustable", "asks": "checkin_asks",
        },
        "email": {"optional": "email_optional", "needs": "email_needs", "local_equivalent": "email"},
    }  # fmt: skip
    return {
        section: {key: given[field] for key, field in keys.items() if field in given} for section, keys in names.items()
    }


def _phase(phase: Phase) -> dict[str, Any]:
    given = _given(phase)
    units = given.pop("units", ())
    for key in ("choose", "project_idea"):
        if key in given:
            given[key] = dataclasses.asdict(given[key])
    if "weeks" in given:
        given["weeks"] = list(given["weeks"])
    return given | {"units": [_unit(unit) for unit in units]}


def _unit(unit: Unit) -> dict[str, Any]:
    given = _given(unit)
    days = given.pop("days", ())
    if "weeks" in given:
        given["weeks"] = list(given["weeks"])
    if "recall" in given:
        given["recall"] = _all(given["recall"])
    return given | {"days": [{**_given(day), "tasks": [_task(task) for task in day.tasks]} for day in days]}


def _task(task: Task) -> dict[str, Any]:
    given = _given(task)
    if task.reading is not None:
        given["reading"] = _given(task.reading)
    return given
