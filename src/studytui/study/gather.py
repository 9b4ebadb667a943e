"""Everything known of a week, gathered for its note: section by section, each from its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain.links import fault_of_link
from studytui.domain.unit import UnitKind
from studytui.domain.week import Digest, LessonNote, ReadNote, WeekNote
from studytui.store import attempts
from studytui.store import evidence as kept
from studytui.study import assessing, friday, lesson, notes, papers, readings, week_built, week_days, week_experiments
from studytui.study.belonging import Belonging

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.domain.enrolment import Enrolment
    from studytui.domain.plan import Plan, Week
    from studytui.study.context import Context


def gather(ctx: Context, enrolment: Enrolment, plan: Plan, week: Week, path: Path) -> WeekNote:
    """The week of the main plan, with links relative to the note at `path`."""
    first, last = enrolment.span(week.number)
    belonging = Belonging(ctx, plan.id, first, last)
    written = notes.week(ctx, week.number)
    runs = [run for run in attempts.between(ctx.store, first, last) if belonging.attempt(run)]
    held = belonging.sessions
    nexts = (
        lesson.answered(written, lesson.NEXT),
        *week_days.column(written.values(), "next"),
        *(one.next_line for one in held),
    )
    return WeekNote(
        number=week.number,
        heading=plan.journal.heading.format(week=week.number, title=week.title),
        title=week.title,
        phase=week.phase.title,
        deliverable=week.deliverable,
        shipped=friday.is_shipped(ctx, enrolment, week.number),
        ships=lesson.answered(written, lesson.SHIPPED),
        lesson=lesson.of_days(written),
        goals=week_days.column(written.values(), "goals"),
        days=week_days.days(enrolment, plan, week, written, held),
        built=week_built.built(ctx, runs, path),
        evidence=week_built.shown(kept.of_week(ctx.store, plan.id, week.number)),
        assessed=assessing.in_note(ctx, plan.id, week),
        experiments=week_experiments.told(ctx, belonging, path),
        read=_read(ctx, plan.id, week, belonging),
        next=tuple(dict.fromkeys(filter(None, nexts))),
        shares=week_days.shares(plan, held),
        digest=_digest(ctx, enrolment, plan, week),
    )


def _read(ctx: Context, plan_id: str, week: Week, belonging: Belonging) -> tuple[ReadNote, ...]:
    """What was read, with the line that it gave; a paper that has a note has the note's line."""
    first, last = belonging.first, belonging.last
    noted = [note for note in papers.between(ctx, first, last) if belonging.day(note.about) and not note.empty]
    titles = {note.headline.casefold() for note in noted} | {note.link for note in noted if note.link}
    listed = [
        ReadNote(one.title, one.link, one.line)
        for one in readings.of_week(ctx, week.number, plan_id)
        if (one.finished or one.line) and one.title.casefold() not in titles and one.link not in titles
    ]
    linked = (("" if fault_of_link(note.link) else note.link, note) for note in noted)
    return (*dict.fromkeys(listed), *(ReadNote(note.headline, link, note.claim) for link, note in linked))


def _digest(ctx: Context, enrolment: Enrolment, plan: Plan, week: Week) -> Digest | None:
    """At a checkpoint: the lessons of its phase so far, and the questions left open since the phase began."""
    if not any(unit.kind is UnitKind.CHECKPOINT for unit in week.units):
        return None
    phase = next(phase for phase in plan.phases if phase.id == week.phase.id)
    numbers = [unit.weeks[0] for unit in phase.units if unit.weeks]
    begins = min((*numbers, week.number))
    lessons = tuple(
        LessonNote(number, text)
        for number in range(begins, week.number)
        if (text := lesson.of_week(ctx, number, enrolment))
    )
    since, until = enrolment.span(begins)[0], enrolment.span(week.number)[1]
    return Digest(phase.title, lessons, questions_left(ctx, Belonging(ctx, plan.id, since, until)))


def questions_left(ctx: Context, belonging: Belonging) -> tuple[str, ...]:
    """The questions of paper notes about these days that are open now, the oldest first."""
    asked = reversed(papers.open_questions(ctx, belonging.first))
    return tuple(
        f"{one.question} ({one.paper})" for one in asked if one.about <= belonging.last and belonging.day(one.about)
    )
