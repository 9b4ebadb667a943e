"""The learner's own plan files: which ids are free, and saving one without losing what it replaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studytui.content.plan_reader import load_plan
from studytui.content.sources import shown
from studytui.errors import UsageError
from studytui.files import write_atomic
from studytui.frozen import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.domain.plan import Plan
    from studytui.study.context import Context

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """A plan's file, whether that changed it, and where the version before it was set aside, if there was one."""

    path: Path
    changed: bool
    set_aside: Path | None = None


def check_id(ctx: Context, plan_id: str) -> None:
    """Refuse an id that a plan of one's own cannot have.

    Raises:
        UsageError: with the way out.
    """
    if len(plan_id) > 80 or not _ID.fullmatch(plan_id):
        raise UsageError(f"`{shown(plan_id)}` is no plan id; use lower-case letters, digits and single hyphens")
    if (ctx.paths.builtin_plans / f"{plan_id}.yaml").is_file():
        raise UsageError(f"`{plan_id}` is a built-in plan; name yours differently with --id")


def own_plan(ctx: Context, plan_id: str) -> Plan | None:
    """The plan of that id among the learner's own, as it is written; None where there is none.

    Raises:
        ContentError: its file cannot be read.
    """
    path = ctx.paths.user_plans / f"{plan_id}.yaml"
    return load_plan(path) if path.is_file() else None


def save(ctx: Context, plan_id: str, text: str) -> SavedPlan:
    """Write a plan among the learner's own; a different one of that id is set aside first, never lost.

    Raises:
        DataError: a folder cannot be written; then the plan is as it was.
    """
    path = ctx.paths.user_plans / f"{plan_id}.yaml"
    before = path.read_bytes() if path.is_file() else None
    if before == text.encode():
        return SavedPlan(path, changed=False)
    aside = None
    if before is not None:
        aside = ctx.paths.kept / "plans" / f"{plan_id}-{ctx.now():%Y%m%dT%H%M%S}.yaml"
        write_atomic(aside, before)
    write_atomic(path, text)
    return SavedPlan(path, changed=True, set_aside=aside)
