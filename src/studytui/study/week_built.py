"""What a week built: exercises with their path from red to green and a few lines of code, commits, links."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.domain.attempt import state_of
from studytui.domain.excerpt import excerpt
from studytui.domain.report import Verdict
from studytui.domain.week import BuiltNote, EvidenceNote
from studytui.store import attempts
from studytui.study import practice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytui.domain.attempt import Attempt
    from studytui.domain.evidence import Evidence
    from studytui.study.context import Context


def built(ctx: Context, runs: Iterable[Attempt], path: Path) -> tuple[BuiltNote, ...]:
    """One line for each exercise that was tried, in the order of the first try; links lead from the note at `path`."""
    found: dict[str, list[Attempt]] = {}
    for run in runs:
        found.setdefault(run.exercise, []).append(run)
    return tuple(_built(ctx, exercise, tries, path) for exercise, tries in found.items())


def shown(evidence: Iterable[Evidence]) -> tuple[EvidenceNote, ...]:
    """The commits and links of a week, each once, whatever they stand for."""
    once = {one.what: one for one in sorted(evidence, key=lambda one: bool(one.address), reverse=True)}
    ordered = sorted(once.values(), key=lambda one: (one.at, one.value))
    return tuple(EvidenceNote(one.kind, one.value, one.text, one.link) for one in ordered)


def _built(ctx: Context, exercise: str, runs: list[Attempt], path: Path) -> BuiltNote:
    known = next(iter(ctx.library.exercises_named((exercise,))), None)
    solution = practice.solution_location(ctx, known) if known else None
    elsewhere = any(run.machine != ctx.store.machine for run in runs)  # where the file may well lie
    there = solution is not None and (elsewhere or solution.is_file())
    link = os.path.relpath(solution, path.parent) if solution is not None and there else ""
    final = next((run for run in reversed(runs) if run.verdict is Verdict.ACCEPTED), None)
    code = excerpt(attempts.detail(ctx.store, final).source, known.exports if known else ()) if final else None
    return BuiltNote(
        exercise=exercise,
        title=known.title if known else exercise,
        state=state_of(run.verdict for run in runs),
        scores=tuple(run.score for run in runs),
        max_score=max(run.max_score for run in runs),
        link=Path(link).as_posix() if link else "",
        code=code.text if code else "",
    )
