"""The week as Markdown, written into the learner's journal, never over what was edited there by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studytui.domain.markdown_text import one_line
from studytui.frozen import dataclass
from studytui.journal.week_note import week_blocks
from studytui.store import attempts, enrolments, ticks
from studytui.store import evidence as kept
from studytui.store import experiments as records
from studytui.store.ticks import TickSource
from studytui.study import evidence, laid, marking, note_files, notes, papers, plans, week_experiments
from studytui.study.belonging import Belonging
from studytui.study.gather import gather

if TYPE_CHECKING:
    from studytui.domain.enrolment import Enrolment
    from studytui.domain.plan import Plan, Week
    from studytui.domain.week import WeekNote
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class Exported:
    """A written note: its file, whether it changed, the parts kept as edited by hand, the weeks this marked as done.

    `files` are all that belong to it, written now or before; `troubles` say what evidence could not be read. `subject`
    and `words` tell of it in a commit.
    """

    path: Path
    changed: bool
    kept: tuple[str, ...]
    marked: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    troubles: tuple[str, ...] = ()
    subject: str = ""
    words: tuple[str, ...] = ()


def export_week(ctx: Context, number: int, *, to: Path | None = None) -> Exported:
    """Write a week of the current plan; parts of the file that were edited by hand stay as they are.

    Commits made since the last time become evidence first. A week whose last study day has come, and in which the
    learner studied or shipped something, is marked as done, once.

    Raises:
        UsageError: the plan has no such week, or none is chosen yet.
        DataError: the file cannot be read or written.
    """
    enrolment = plans.required(ctx)
    week = laid.week_of(ctx, enrolment.plan, number)
    plan = ctx.library.plan(enrolment.plan)
    path = week_path(ctx, plan, number, to=to)
    troubles = evidence.collect(ctx, enrolment, number)
    note = gather(ctx, enrolment, plan, week, path)
    drawn = week_experiments.pictures(ctx, Belonging(ctx, plan.id, *enrolment.span(number)), path)
    written = note_files.write(path, week_blocks(note), drawn)
    marked = _mark_done(ctx, enrolment, week, note)
    words = {"Shipped": note.ships or (note.deliverable if note.shipped else ""), "Lesson": note.lesson}
    return Exported(
        path, written.changed, written.kept, marked, written.files, troubles, f"Week {number:02d}: {week.title}",
        tuple(f"{name}: {said}" for name, text in words.items() if (said := one_line(text))),
    )  # fmt: skip


def present_week(ctx: Context) -> int:
    """The week of the current plan that today belongs to; a weekend belongs to the week it ends."""
    enrolment = plans.required(ctx)
    coming = enrolment.schedule.position(ctx.today()).week
    return coming - 1 if coming > 1 and ctx.today() < enrolment.span(coming)[0] else coming


def export_all(ctx: Context, *, to: Path | None = None) -> tuple[Exported, ...]:
    """Write every week of the current plan in which something was done."""
    return tuple(export_week(ctx, number, to=to) for number in weeks_with_work(ctx))


def weeks_with_work(ctx: Context) -> tuple[int, ...]:
    """Numbers of the weeks so far in which something was written, studied, graded, read, tried or shown."""
    enrolment = plans.required(ctx)
    last = enrolment.schedule.position(ctx.today()).week
    shown = kept.weeks_of(ctx.store, enrolment.plan)
    spans = {number: enrolment.span(number) for number in range(1, last + 1)}
    whole = min(first for first, _ in spans.values()), max(end for _, end in spans.values())
    days = {note.about for note in papers.between(ctx, *whole)}
    days |= {record.about for record in records.between(ctx.store, *whole)}
    found = []
    for number, (first, end) in spans.items():
        belonging = Belonging(ctx, enrolment.plan, first, end)
        if (
            number in shown
            or any(one.ended_at and not one.abandoned for one in belonging.sessions)
            or any(map(belonging.attempt, attempts.between(ctx.store, first, end)))
            or any(first <= on <= end and belonging.day(on) for on in days)
            or any(any(day.values()) for day in notes.week(ctx, number).values())
        ):
            found.append(number)
    return tuple(found)


def preview(ctx: Context, number: int) -> str:
    """The Markdown that an export of the week would write into a new file."""
    enrolment = plans.required(ctx)
    week = laid.week_of(ctx, enrolment.plan, number)
    plan = ctx.library.plan(enrolment.plan)
    note = gather(ctx, enrolment, plan, week, week_path(ctx, plan, number))
    return "\n\n".join(block.text for block in week_blocks(note)) + "\n"


def week_path(ctx: Context, plan: Plan, number: int, *, to: Path | None = None) -> Path:
    """Where a week's note goes: under the workspace as the plan's journal template says, or straight into `to`."""
    return notes_folder(ctx, plan, to=to) / _folder(ctx, plan) / Path(plan.journal.path.format(week=number)).name


def notes_folder(ctx: Context, plan: Plan, *, to: Path | None = None) -> Path:
    """The folder that the notes of a plan go to, or lie under: the one to keep in a repository.

    The first plan ever followed writes there, each later one into a folder of its own, whichever is the main one: no
    note ever moves, and none is written over another plan's.
    """
    return to if to is not None else ctx.paths.workspace / Path(plan.journal.path.format(week=1)).parent


def _folder(ctx: Context, plan: Plan) -> str:
    enrolment = enrolments.of_plan(ctx.store, plan.id)
    return enrolment.folder if enrolment else ""


def _mark_done(ctx: Context, enrolment: Enrolment, week: Week, note: WeekNote) -> tuple[str, ...]:
    """Mark the week's units, once: what the learner's hand unticked since stays so."""
    over = ctx.today() >= enrolment.schedule.dates_of(week.number)[-1]
    if not (over and note.done):
        return ()
    own = [unit.shared_checkbox or unit.id for unit in week.units if unit.weeks and unit.weeks[1] == week.number]
    shared_later = {
        unit.shared_checkbox
        for _, unit in ctx.library.plan(enrolment.plan).units()
        if unit.shared_checkbox and unit.weeks and unit.weeks[1] > week.number
    }
    boxes = [box for box in dict.fromkeys(own) if box not in shared_later]
    before = ticks.ever_by(ctx.store, enrolment.plan, TickSource.EXPORT, boxes) if boxes else set()
    return tuple(
        box
        for box in boxes
        if box not in before and marking.set_done(ctx, enrolment.plan, box, TickSource.EXPORT, done=True)
    )
