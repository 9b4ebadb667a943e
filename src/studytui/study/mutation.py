"""How good a grader is: mutants of the reference, run through the engine as anybody's submission would be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studytui.domain.report import Verdict
from studytui.errors import Problem
from studytui.frozen import dataclass, replace
from studytui.mutation.mutants import Mutant, difference, mutants
from studytui.study.equivalence import CALLS, Reproduction

if TYPE_CHECKING:
    from studytui.domain.exercise import Equivalent, ExerciseFiles
    from studytui.grading.engine import Engine

SEEDS = (0, 1, 2, 3, 4)
MOST_MARKED = 0.1
"""The share of an exercise's mutants that may be marked equivalent."""

_TIMES_REFERENCE = 10
_LEAST_SECONDS = 2.0
_HANGS = frozenset({Verdict.TIME_LIMIT})


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that was accepted, on every seed or on the first ones: where it lies and the lines that differ."""

    inside: str
    number: int
    line: str
    becomes: str
    diff: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """What became of an exercise's mutants.

    `killed` failed a check; of these `by_limit` ran into the limit on time, and `late` passed on the first seed and
    failed on a later one. `equivalent` are those that the author marked and that were found to be so.
    """

    exercise: str
    mutants: int
    killed: int
    by_limit: int
    late: tuple[Survivor, ...]
    equivalent: tuple[Equivalent, ...]
    survivors: tuple[Survivor, ...]
    problems: tuple[Problem, ...]


async def mutate(engine: Engine, files: ExerciseFiles) -> Mutation:
    """Run every mutant of an exercise's reference until a check catches it, and prove the marks of its author.

    Raises:
        MissingError: the exercise needs a library that is not installed.
    """
    from studytui.grading.lanes import side_by_side

    where = str(files.exercise.folder / "reference.py")
    try:
        made = mutants(files.reference)
    except SyntaxError as error:
        return Mutation(files.exercise.id, 0, 0, 0, (), (), (), (Problem(f"{where}:{error.lineno}", str(error.msg)),))
    await engine.warm(files.exercise.backend)
    brief = await _with_short_limits(engine, files)
    if brief is None:
        told = Problem(where, "the reference is not accepted, so its mutants say nothing; mend it first")
        return Mutation(files.exercise.id, len(made), 0, 0, (), (), (), (told,))
    fates = await side_by_side(partial(_fate, engine, brief, mutant) for mutant in made)
    alive = [mutant for mutant, fate in zip(made, fates, strict=True) if fate is None]
    marks = {_address(mark.inside, mark.line, mark.becomes): mark for mark in files.equivalents}
    problems = _problems_of_marks(files, made, alive)
    reproduction = Reproduction(engine, files)
    held = []
    survivors = []
    for mutant in alive:
        mark = marks.get(_address(mutant.inside, mutant.line, mutant.becomes))
        said = await reproduction.differs(mutant.source) if mark is not None else None
        if mark is not None and not said:
            held.append(mark)
            continue
        if mark is not None:
            problems.append(_at(files, mark, f"the mutant does not reproduce the reference: {said}"))
        survivors.append(_told(files, mutant))
    return Mutation(
        exercise=files.exercise.id,
        mutants=len(made),
        killed=len(made) - len(alive),
        by_limit=sum(fate is not None and fate[1] in _HANGS for fate in fates),
        late=tuple(_told(files, m) for m, fate in zip(made, fates, strict=True) if fate and fate[0] != SEEDS[0]),
        equivalent=tuple(held),
        survivors=tuple(survivors),
        problems=tuple(problems),
    )


async def _with_short_limits(engine: Engine, files: ExerciseFiles) -> ExerciseFiles | None:
    """The exercise with a limit on the whole run that ends what hangs; None if its own reference is not accepted."""
    runs = [await engine.grade(files, files.reference, seed=seed, diagnose=False) for seed in SEEDS]
    if not all(run.accepted for run in runs):
        return None
    seconds = max(_LEAST_SECONDS, _TIMES_REFERENCE * max(run.elapsed_ms for run in runs) / 1000)
    limits = replace(files.exercise.limits, total_seconds=min(seconds, files.exercise.limits.total_seconds))
    return replace(files, exercise=replace(files.exercise, limits=limits))


async def _fate(engine: Engine, files: ExerciseFiles, mutant: Mutant) -> tuple[int, Verdict] | None:
    """The seed on which a check first caught a mutant, and how; None if none does."""
    for seed in SEEDS:
        report = await engine.grade(files, mutant.source, seed=seed, diagnose=False, until_failure=True)
        if not report.accepted:
            return seed, report.verdict
    return None


def _told(files: ExerciseFiles, mutant: Mutant) -> Survivor:
    return Survivor(mutant.inside, mutant.number, mutant.line, mutant.becomes, difference(files.reference, mutant))


def _problems_of_marks(files: ExerciseFiles, made: tuple[Mutant, ...], alive: list[Mutant]) -> list[Problem]:
    known = {_address(mutant.inside, mutant.line, mutant.becomes) for mutant in made}
    living = {_address(mutant.inside, mutant.line, mutant.becomes) for mutant in alive}
    problems = []
    for mark in files.equivalents:
        address = _address(mark.inside, mark.line, mark.becomes)
        if address not in known:
            problems.append(_at(files, mark, "this marks no mutant of the reference; copy `in`, `line` and `becomes`"))
        elif address not in living:
            problems.append(_at(files, mark, "a check catches this mutant, so it is not equivalent; remove the mark"))
    if len(files.equivalents) > MOST_MARKED * len(made):
        told = f"{len(files.equivalents)} of {len(made)} mutants are marked equivalent; at most a tenth may be"
        problems.append(Problem(str(files.exercise.folder / "equivalent.yaml"), told))
    return problems


def _at(files: ExerciseFiles, mark: Equivalent, what: str) -> Problem:
    return Problem(f"{files.exercise.folder / 'equivalent.yaml'}:{mark.number}", what)


def _address(inside: str, line: str, becomes: str) -> tuple[str, ...]:
    """What a mark and a mutant have in common, however their blanks are laid out."""
    return inside, " ".join(line.split()), " ".join(becomes.split())


__all__ = ["CALLS", "Mutation", "Survivor", "mutate"]
