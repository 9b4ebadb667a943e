"""Friday: the week's checklist, with what shows each of its four marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain import checklist
from studytui.domain.checklist import Mark
from studytui.domain.evidence import EvidenceKind
from studytui.domain.plural import several
from studytui.domain.weekly import Opening
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import attempts, ticks
from studytui.store import evidence as kept
from studytui.store import experiments as records
from studytui.store.ticks import TickSource
from studytui.study import enrolled, laid, lesson, marking
from studytui.study.belonging import Belonging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.attempt import Attempt
    from studytui.domain.checklist import CheckItem
    from studytui.domain.enrolment import Enrolment
    from studytui.domain.evidence import Evidence
    from studytui.study.assessing import AssessView
    from studytui.study.context import Context
    from studytui.study.weekly import Sheet


@dataclass(frozen=True, slots=True)
class FridayView:
    """Everything Friday shows of a week.

    `path` is where its note goes, within the workspace, `written` whether it is there.
    """

    week: int
    items: tuple[CheckItem, ...]
    review: Sheet
    lesson: str
    assess: tuple[AssessView, ...]
    evidence: tuple[Evidence, ...]
    repositories: int
    path: str
    written: bool


def view(ctx: Context, number: int) -> FridayView:
    """A week of the main plan, as it is looked back on.

    Raises:
        UsageError: the plan has no such week.
    """
    from studytui.study import assessing, export, weekly

    enrolment = enrolled.required(ctx)
    path = export.week_path(ctx, ctx.library.plan(enrolment.plan), number)
    return FridayView(
        week=number,
        items=of_week(ctx, number),
        review=weekly.sheet(ctx, Opening.REVIEW, enrolment.schedule.dates_of(number)[-1]),
        lesson=lesson.of_week(ctx, number, enrolment),
        assess=assessing.of_week(ctx, number),
        evidence=tuple(one for one in kept.of_week(ctx.store, enrolment.plan, number) if not one.address),
        repositories=len(kept.linked(ctx.store, enrolment.plan)),
        path=(path.relative_to(ctx.paths.workspace) if path.is_relative_to(ctx.paths.workspace) else path).as_posix(),
        written=path.is_file(),
    )


def of_week(ctx: Context, number: int, enrolment: Enrolment | None = None) -> tuple[CheckItem, ...]:
    """The checklist of a week of the main plan: what evidence shows, unless the learner's hand said otherwise.

    Raises:
        UsageError: the plan has no such week.
    """
    if enrolment is None:
        from studytui.study import notes

        notes.check_week(ctx, number)
    place = enrolment or enrolled.required(ctx)
    return checklist.checklist(_shown(ctx, place, number), _said(ctx, place, number))


def is_shipped(ctx: Context, enrolment: Enrolment, number: int) -> bool:
    """Whether something of a week was shipped: by the hand's word on the artefact, else by what shows one."""
    said = _said(ctx, enrolment, number)
    return said.get(Mark.ARTEFACT, bool(_artefacts(ctx, enrolment, number)))


def tick(ctx: Context, number: int, mark: Mark, *, done: bool) -> None:
    """Say by hand that a mark is reached, or that it is not, whatever evidence there is."""
    plan = enrolled.required(ctx).plan
    stands = next(item for item in of_week(ctx, number) if item.mark is mark)
    name = checklist.address(number, mark)
    ticks.set_done(ctx.store, ctx.moment(), plan, name, TickSource.HAND, done=done, initially=stands.done)


def mark_of(name: str) -> Mark:
    """The mark of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in tuple(Mark):
        raise UsageError(f"the checklist has no {name}; it has {', '.join(Mark)}")
    return Mark(name)


def _shown(ctx: Context, enrolment: Enrolment, number: int) -> dict[Mark, Sequence[str]]:
    first, last = enrolment.span(number)
    belonging = Belonging(ctx, enrolment.plan, first, last)
    runs = [run for run in attempts.between(ctx.store, first, last) if belonging.attempt(run)]
    taught = _in_a_line(lesson.of_week(ctx, number, enrolment))
    return {
        Mark.EXPERIMENT: _tried(ctx, belonging),
        Mark.IMPROVEMENT: _rises(runs),
        Mark.LESSON: [taught] if taught else [],
        Mark.ARTEFACT: _artefacts(ctx, enrolment, number),
    }


def _said(ctx: Context, enrolment: Enrolment, number: int) -> dict[Mark, bool]:
    """What the learner's hand said of the marks."""
    addresses = {checklist.address(number, mark): mark for mark in Mark}
    return {addresses[name]: tick.done for name, tick in ticks.of(ctx.store, enrolment.plan, addresses).items()}


def _artefacts(ctx: Context, enrolment: Enrolment, number: int) -> tuple[str, ...]:
    """The links kept of a week, and its deliverable where the week itself was ticked."""
    links = {
        one.value: f"{one.kind.label}: {one.text or one.value}"
        for one in kept.of_week(ctx.store, enrolment.plan, number)
        if one.kind is not EvidenceKind.COMMIT
    }
    week = laid.week_of(ctx, enrolment.plan, number)
    done = [f"Shipped: {week.deliverable or week.title}"] if marking.is_shipped(ctx, enrolment.plan, week) else []
    return (*links.values(), *done)


def _in_a_line(text: str) -> str:
    if not text:
        return ""
    from studytui.domain.markdown_text import one_line  # Today comes this way, mostly with nothing to put in a line

    return one_line(text)


def _tried(ctx: Context, belonging: Belonging) -> tuple[str, ...]:
    """The experiments that can be run again: all of their runs are over, and the seeds are on record."""
    if not records.between(ctx.store, belonging.first, belonging.last):
        return ()
    from studytui.study import experiments

    return tuple(
        f"{one.record.title}, {several(len(one.seeds), 'seed')}"
        for one in reversed(experiments.listed(ctx, belonging.first, belonging.last))
        if one.seeds and not one.missing and belonging.day(one.record.about)
    )


def _rises(runs: Sequence[Attempt]) -> tuple[str, ...]:
    """The exercises whose score rose, as `softmax: 1 → 4 of 4`: improvements that were measured."""
    found: dict[str, list[Attempt]] = {}
    for run in runs:
        found.setdefault(run.exercise, []).append(run)
    return tuple(
        f"{name}: {tries[0].score} → {best.score} of {best.max_score}"
        for name, tries in found.items()
        if (best := max(tries, key=lambda run: run.score)).score > tries[0].score
    )
