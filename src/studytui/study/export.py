"""The week as Markdown: gathered from entries, sessions and attempts, written into the learner's journal."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.domain.attempt import state_of
from studytui.domain.week import BuiltNote, DayNote, FieldNote, WeekNote
from studytui.domain.weekly import Opening
from studytui.files import read_text, write_atomic
from studytui.frozen import dataclass
from studytui.journal.blocks import merge
from studytui.journal.week_note import week_blocks
from studytui.store import attempts, enrolments, sessions, ticks
from studytui.store.ticks import TickSource
from studytui.study import laid, marking, notes, plans, practice, twins

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studytui.domain.attempt import Attempt
    from studytui.domain.enrolment import Enrolment
    from studytui.domain.plan import Plan, Week
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class Exported:
    """A written week: the file, whether it changed, the parts kept as edited by hand, the weeks this marked as done."""

    path: Path
    changed: bool
    kept: tuple[str, ...]
    marked: tuple[str, ...] = ()


def export_week(ctx: Context, number: int, *, to: Path | None = None) -> Exported:
    """Write a week of the current plan; parts of the file that were edited by hand stay as they are.

    A week whose last study day has come, and in which something was done, is marked as done, once.

    Raises:
        UsageError: the plan has no such week, or none is chosen yet.
        DataError: the file cannot be read or written.
    """
    enrolment = plans.required(ctx)
    week = laid.week_of(ctx, enrolment.plan, number)
    plan = ctx.library.plan(enrolment.plan)
    path = week_path(ctx, plan, number, to=to)
    note = gather(ctx, enrolment, plan, week, path)
    marked = _mark_done(ctx, enrolment, week, note)
    if marked:
        note = gather(ctx, enrolment, plan, week, path)
    existing = read_text(path)
    merged = merge(existing, week_blocks(note))
    changed = merged.text != existing
    if changed:
        write_atomic(path, merged.text)
    return Exported(path, changed, merged.kept, marked)


def present_week(ctx: Context) -> int:
    """The week of the current plan that today belongs to; a weekend belongs to the week it ends."""
    enrolment = plans.required(ctx)
    coming = enrolment.schedule.position(ctx.today()).week
    return coming - 1 if coming > 1 and ctx.today() < enrolment.span(coming)[0] else coming


def export_all(ctx: Context, *, to: Path | None = None) -> tuple[Exported, ...]:
    """Write every week of the current plan in which something was done."""
    return tuple(export_week(ctx, number, to=to) for number in weeks_with_work(ctx))


def weeks_with_work(ctx: Context) -> tuple[int, ...]:
    """Numbers of the weeks so far in which something was written, studied or graded."""
    enrolment = plans.required(ctx)
    last = enrolment.schedule.position(ctx.today()).week
    found = []
    for number in range(1, last + 1):
        first, end = enrolment.span(number)
        if (
            sessions.studied(ctx.store, first, end)
            or attempts.between(ctx.store, first, end)
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
    """Where a week's note goes: under the workspace as the plan's journal template says, or straight into `to`.

    The first plan ever followed writes there, each later one into a folder of its own, whichever is the main one: no
    note ever moves, and none is written over another plan's.
    """
    relative = Path(plan.journal.path.format(week=number))
    enrolment = enrolments.of_plan(ctx.store, plan.id)
    folder = enrolment.folder if enrolment else ""
    return (to if to is not None else ctx.paths.workspace / relative.parent) / folder / relative.name


def gather(ctx: Context, enrolment: Enrolment, plan: Plan, week: Week, path: Path) -> WeekNote:
    """Everything known of a week, with links relative to the note at `path`."""
    first, last = enrolment.span(week.number)
    written = notes.week(ctx, week.number)
    held = sessions.between(ctx.store, first, last)
    runs = attempts.between(ctx.store, first, last)
    said = twins.said(ctx, plan.id, _boxes(week), twins.twins_of(week.units))
    done = {name for name, tick in said.items() if tick.done}
    return WeekNote(
        number=week.number,
        heading=plan.journal.heading.format(week=week.number, title=week.title),
        phase=week.phase.title,
        deliverable=week.deliverable,
        shipped=bool(done) and done >= set(_boxes(week)),
        goals=_column(written.values(), "goals"),
        days=_days(ctx, enrolment, plan, week, written),
        built=tuple(_built(ctx, exercise, tries, path) for exercise, tries in _by_exercise(runs).items()),
        next=tuple(
            dict.fromkeys((*_column(written.values(), "next"), *(one.next_line for one in held if one.next_line)))
        ),
    )


def _days(
    ctx: Context, enrolment: Enrolment, plan: Plan, week: Week, written: dict[date, dict[str, str]]
) -> tuple[DayNote, ...]:
    rhythm = sorted(plan.rhythm, key=lambda item: item.day.number)
    slots = dict(zip(enrolment.schedule.dates_of(week.number), rhythm, strict=False))
    first, last = enrolment.span(week.number)
    time: dict[date, timedelta] = {}
    for studied in sessions.studied(ctx.store, first, last):
        time[studied.day] = time.get(studied.day, timedelta()) + studied.time
    days = []
    for on in sorted({*slots, *written, *time}):
        slot = slots.get(on)
        hour = week.day(slot.day) if slot else None
        texts = written.get(on, {})
        days.append(
            DayNote(
                date=on,
                label=slot.label if slot else "Besides",
                title=hour.title if hour else "",
                studied=time.get(on, timedelta()),
                planned=timedelta(minutes=enrolment.minutes if slot else 0),
                fields=_fields(plan, texts),
            )
        )
    return tuple(days)


def _fields(plan: Plan, texts: dict[str, str]) -> tuple[FieldNote, ...]:
    """What was written on a day: the check-in, the fields of the plan's template, the review."""
    own = [
        FieldNote(field.label, texts[field.id])
        for field in plan.journal.fields
        if field.id not in ("goals", "next") and texts.get(field.id, "").strip()
    ]
    openings = {
        opening: [FieldNote(opening.label, texts[opening])] if texts.get(opening, "").strip() else []
        for opening in Opening
    }
    return (*openings[Opening.CHECKIN], *own, *openings[Opening.REVIEW])


def _column(days: Iterable[dict[str, str]], field: str) -> tuple[str, ...]:
    """What was written in one field over the week, each text once."""
    return tuple(dict.fromkeys(day[field].strip() for day in days if day.get(field, "").strip()))


def _by_exercise(runs: tuple[Attempt, ...]) -> dict[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = {}
    for run in runs:
        found.setdefault(run.exercise, []).append(run)
    return found


def _built(ctx: Context, exercise: str, runs: list[Attempt], path: Path) -> BuiltNote:
    known = {item.id: item for item in ctx.library.exercises()}.get(exercise)
    solution = practice.solution_location(ctx, known) if known else None
    link = os.path.relpath(solution, path.parent) if solution is not None and solution.is_file() else ""
    return BuiltNote(
        exercise=exercise,
        title=known.title if known else exercise,
        state=state_of(run.verdict for run in runs),
        scores=tuple(run.score for run in runs),
        max_score=max(run.max_score for run in runs),
        link=Path(link).as_posix() if link else "",
    )


def _boxes(week: Week) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.shared_checkbox or unit.id for unit in week.units))


def _mark_done(ctx: Context, enrolment: Enrolment, week: Week, note: WeekNote) -> tuple[str, ...]:
    """Mark the week's units, once: what the learner's hand unticked since stays so."""
    over = ctx.today() >= enrolment.schedule.dates_of(week.number)[-1]
    worked = bool(note.studied or note.built or note.goals or any(day.fields for day in note.days))
    if not (over and worked):
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
