"""A plan of the learner's own, from a Markdown or YAML file: first what was understood, then the plan and its ticks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studytui.content.markdown_import import Imported, import_markdown
from studytui.content.plan_import import YamlPlan, read_yaml_plan
from studytui.content.plan_reader import load_plan
from studytui.content.plan_writer import proved_yaml
from studytui.errors import ContentError, UsageError
from studytui.frozen import dataclass, replace
from studytui.paths import expanded
from studytui.store import enrolments, ticks
from studytui.store.ticks import TickSource
from studytui.study import plan_files

if TYPE_CHECKING:
    from studytui.domain.plan import Plan
    from studytui.study.context import Context
    from studytui.study.plan_files import SavedPlan

YAML_ENDINGS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Preview:
    """What was understood of a file; nothing has been written yet.

    `ticked` are addresses ticked in the file, `notes` lines that were not understood with their numbers, `replaces`
    the plan of that id that is there already. `text` is what will be saved.
    """

    file: Path
    plan: Plan
    text: str
    ticked: tuple[str, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    replaces: Plan | None = None

    @property
    def units_added(self) -> tuple[str, ...]:
        """Ids of the units that the plan it replaces lacks; none for a new plan."""
        return _only_in(self.plan, self.replaces) if self.replaces else ()

    @property
    def units_gone(self) -> tuple[str, ...]:
        """Ids of the units that only the plan it replaces has; what was ticked there is kept."""
        return _only_in(self.replaces, self.plan) if self.replaces else ()

    @property
    def difference(self) -> str:
        """What changes for a plan that is replaced, in a sentence; empty for a new one."""
        if self.replaces is None:
            return ""
        new, gone = len(self.units_added), len(self.units_gone)
        units = "1 unit is" if new == 1 else f"{new} units are"
        are = "is" if gone == 1 else "are"
        return f"Takes the place of the plan of that id: {units} new, {gone} {are} gone, what you ticked stays."


@dataclass(frozen=True, slots=True)
class Taken:
    """A plan that was taken in: its file, the older version that was set aside, what was ticked newly."""

    saved: SavedPlan
    ticked: tuple[str, ...]


def preview(ctx: Context, file: Path, plan_id: str | None = None) -> Preview:
    """Read a plan file; Markdown unless its name ends in .yaml or .yml. Writes nothing.

    Args:
        ctx: the learner's study.
        file: the file.
        plan_id: the plan's id; by default the one in a YAML file, or one made from a Markdown file's title.

    Raises:
        ContentError: the file is no plan, with every problem by line.
        UsageError: the id does not fit, or belongs to a plan that this file did not make.
    """
    if plan_id is not None:
        plan_files.check_id(ctx, plan_id)
    file = expanded(file)
    if file.suffix.lower() in YAML_ENDINGS:
        return _from_yaml(ctx, file, plan_id)
    return _from_markdown(ctx, file, plan_id)


def take(ctx: Context, seen: Preview) -> Taken:
    """Save what was previewed among the learner's plans, and tick what its file has ticked.

    What was ticked here stays so, whatever the file says; a box of the file is taken over once, so that one unticked
    here by hand is not ticked again.

    Raises:
        DataError: the plan cannot be written.
    """
    saved = plan_files.save(ctx, seen.plan.id, seen.text)
    before = ticks.ever_by(ctx.store, seen.plan.id, TickSource.IMPORT, seen.ticked) if seen.ticked else set()
    new = tuple(
        address
        for address in seen.ticked
        if address not in before
        and ticks.set_done(ctx.store, ctx.moment(), seen.plan.id, address, TickSource.IMPORT, done=True)
    )
    _fit_calendar(ctx, seen.plan)
    return Taken(saved, new)


def _from_yaml(ctx: Context, file: Path, plan_id: str | None) -> Preview:
    found: YamlPlan = read_yaml_plan(file, plan_id, ctx.library)
    plan_files.check_id(ctx, found.plan.id)
    return Preview(file, found.plan, found.text, replaces=plan_files.own_plan(ctx, found.plan.id))


def _from_markdown(ctx: Context, file: Path, plan_id: str | None) -> Preview:
    imported = import_markdown(file)
    replaces = plan_files.own_plan(ctx, plan_id) if plan_id else _made_from(ctx, imported)
    if replaces is not None:
        imported = import_markdown(file, replaces)
    plan = replace(imported.plan, id=plan_id) if plan_id else imported.plan
    plan_files.check_id(ctx, plan.id)
    notes = tuple((note.line, note.text) for note in imported.notes)
    return Preview(file, plan, proved_yaml(plan, str(file)), imported.ticked, notes, replaces)


def _made_from(ctx: Context, imported: Imported) -> Plan | None:
    """The plan that an earlier import of the file made, by its name and what it holds; its title may have changed.

    Raises:
        UsageError: the id is that of another plan.
    """
    new = imported.plan
    same_id = plan_files.own_plan(ctx, new.id)
    if same_id is not None:
        if same_id.source.seed == new.source.seed:
            return same_id
        made = f"made from {same_id.source.seed}" if same_id.source.seed else "made elsewhere"
        raise UsageError(
            f"there is a plan `{new.id}` already, {made}; name this one with --id, or say --id {new.id} to replace it"
        )
    titles = {unit.title for _, unit in new.units()}
    for path in sorted(ctx.paths.user_plans.glob("*.yaml")):
        try:
            other = load_plan(path)
        except ContentError:
            continue
        shared = titles & {unit.title for _, unit in other.units()}
        if other.source.seed == new.source.seed and len(shared) * 2 >= len(titles):
            return other
    return None


def _fit_calendar(ctx: Context, plan: Plan) -> None:
    """Let the calendar of a plan that is followed have as many weeks and days as the plan has now."""
    known = enrolments.of_plan(ctx.store, plan.id)
    if known is None:
        return
    slots = len(plan.rhythm)
    if (known.schedule.weeks_total, known.schedule.slots) != (plan.weeks_total, slots):
        schedule = replace(known.schedule, weeks_total=plan.weeks_total, slots=slots)
        enrolments.add(ctx.store, ctx.moment(), plan.id, schedule, known.minutes, use=False)


def _only_in(one: Plan, other: Plan) -> tuple[str, ...]:
    there = {unit.id for _, unit in other.units()}
    return tuple(unit.id for _, unit in one.units() if unit.id not in there)
