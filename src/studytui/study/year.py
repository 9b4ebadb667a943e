"""The year as one note: every week in which something was done, by a line each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studytui.domain.evidence import EvidenceKind
from studytui.domain.exercise import ExerciseState
from studytui.domain.session import whole_minutes
from studytui.domain.week import ShareNote
from studytui.domain.year import YearNote, YearWeek
from studytui.errors import UsageError
from studytui.journal.year_note import year_blocks
from studytui.study import calibration, experiments, export, laid, note_files, plans
from studytui.study.belonging import Belonging
from studytui.study.gather import gather, questions_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from studytui.domain.week import BuiltNote, WeekNote
    from studytui.study.context import Context


def export_year(ctx: Context, year: int | None = None, *, to: Path | None = None) -> export.Exported:
    """Write a year of the current plan, this one by default; a week belongs to the year in which its last day lies.

    Raises:
        UsageError: nothing was done in that year, or no plan is chosen yet.
        DataError: the file cannot be read or written.
    """
    enrolment = plans.required(ctx)
    wanted = year or ctx.today().year
    numbers = [
        number for number in export.weeks_with_work(ctx) if enrolment.schedule.dates_of(number)[-1].year == wanted
    ]
    if not numbers:
        raise UsageError(f"nothing was done in {wanted} yet, so there is nothing to write of it")
    plan = ctx.library.plan(enrolment.plan)
    path = export.week_path(ctx, plan, numbers[0], to=to).with_name(f"Year_{wanted}.md")
    notes = [gather(ctx, enrolment, plan, laid.week_of(ctx, plan.id, number), path) for number in numbers]
    links = {number: export.week_path(ctx, plan, number, to=to).name for number in numbers}
    first, last = enrolment.span(numbers[0])[0], enrolment.span(numbers[-1])[1]
    note = _note(ctx, wanted, plan.title, notes, links, Belonging(ctx, plan.id, first, last))
    written = note_files.write(path, year_blocks(note))
    return export.Exported(
        path, written.changed, written.kept, files=written.files, subject=f"The year {wanted}",
    )  # fmt: skip


def _note(
    ctx: Context, year: int, title: str, notes: Sequence[WeekNote], links: dict[int, str], belonging: Belonging
) -> YearNote:
    views = (
        view for view in experiments.listed(ctx, belonging.first, belonging.last) if belonging.day(view.record.about)
    )
    judged = [found for view in views if (found := calibration.judged_of(view))]
    return YearNote(
        year=year,
        title=title,
        weeks=tuple(_week(note, links[note.number]) for note in notes),
        built=_best(built for note in notes for built in note.built),
        links=tuple(one for note in notes for one in note.evidence if one.kind is not EvidenceKind.COMMIT),
        experiments=tuple(one for note in notes for one in note.experiments),
        held=sum(one.held for one in judged),
        judged=len(judged),
        read=tuple(dict.fromkeys(read for note in notes for read in note.read)),
        questions=questions_left(ctx, belonging),
        shares=_shares(notes),
    )


def _week(note: WeekNote, link: str) -> YearWeek:
    return YearWeek(
        number=note.number,
        title=note.title,
        link=link,
        shipped=note.ships or (note.deliverable if note.shipped else ""),
        lesson=note.lesson,
        minutes=whole_minutes(note.studied),
        planned=whole_minutes(note.planned),
    )


def _best(built: Iterable[BuiltNote]) -> tuple[BuiltNote, ...]:
    """Each exercise once: where it was accepted first, else where it was tried first."""
    found: dict[str, BuiltNote] = {}
    for one in built:
        standing = found.get(one.exercise)
        if standing is None or (standing.state is not ExerciseState.ACCEPTED and one.state is ExerciseState.ACCEPTED):
            found[one.exercise] = one
    return tuple(found.values())


def _shares(notes: Iterable[WeekNote]) -> tuple[ShareNote, ...]:
    found: dict[str, ShareNote] = {}
    for note in notes:
        for one in note.shares:
            before = found.get(one.share)
            time = one.studied + (before.studied if before else timedelta())
            found[one.share] = ShareNote(one.share, one.planned, time)
    return tuple(found.values())
