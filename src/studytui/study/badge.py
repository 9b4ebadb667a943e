"""Progress for others to see: the badge, and the list of boxes in a README."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studytui.domain.boxes import Tally, groups_of
from studytui.errors import UsageError
from studytui.files import read_text, write_atomic
from studytui.frozen import dataclass
from studytui.journal.badge import MARK, badge_svg
from studytui.journal.blocks import merge
from studytui.journal.box_list import box_blocks
from studytui.study import boxes, plans

if TYPE_CHECKING:
    from studytui.domain.plan import Plan
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge that was written, and what it says."""

    path: Path
    counted: Tally
    changed: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A README whose parts were renewed: `kept` are the parts left as they were edited by hand."""

    path: Path
    badge: Badge
    changed: bool
    kept: tuple[str, ...]


def write_badge(ctx: Context, *, to: Path | None = None, plan_id: str | None = None) -> Badge:
    """Write a plan's progress badge as SVG, the current plan's if none is named, by default into the workspace.

    Raises:
        UsageError: no plan is chosen, or the file is another picture.
        DataError: the file cannot be read or written.
    """
    plan = _plan(ctx, plan_id)
    share = boxes.share(plan, boxes.of(ctx, plan))
    counted = Tally(share.boxes_done, share.boxes_total)
    path = to or ctx.paths.workspace / f"progress-{plan.id}.svg"
    detail = f"{counted.done} of {counted.total} boxes of {' '.join(plan.title.split())}"
    picture = badge_svg("Progress", counted.percent, detail)
    existing = read_text(path)
    if existing is not None and existing.strip() and MARK not in existing:
        raise UsageError(f"{path} is not a badge that studytui made; name another file with --to")
    if existing != picture:
        write_atomic(path, picture)
    return Badge(path, counted, existing != picture)


def export_boxes(ctx: Context, *, to: Path | None = None, plan_id: str | None = None, anew: bool = False) -> Listed:
    """Write a plan's boxes and badge into a README, into its own marked parts only; the badge lies beside it.

    Args:
        ctx: the learner's study.
        to: the file; `README.md` of the workspace by default.
        plan_id: the plan; the current one by default.
        anew: write parts again that were edited or deleted by hand.

    Raises as `write_badge`.
    """
    plan = _plan(ctx, plan_id)
    ticked = boxes.of(ctx, plan)
    path = to or ctx.paths.workspace / "README.md"
    existing = read_text(path)
    badge = write_badge(ctx, to=path.parent / f"progress-{plan.id}.svg", plan_id=plan.id)
    groups = groups_of(plan, ticked.done, ticked.optional)
    blocks = box_blocks(plan.id, plan.title, groups, badge.counted, badge.path.name)
    merged = merge(existing, blocks, owned=[block.id for block in blocks], anew=anew)
    changed = merged.text != existing
    if changed:
        write_atomic(path, merged.text)
    return Listed(path, badge, changed, merged.kept)


def _plan(ctx: Context, plan_id: str | None) -> Plan:
    return ctx.library.plan(plan_id or plans.required(ctx).plan)
