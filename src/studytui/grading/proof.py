"""The proof that an exercise grades what it says: right answers pass, the starter and every known mistake do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from studytui.domain.exercise import ExerciseFiles, Mistake
from studytui.domain.report import Report, Verdict
from studytui.errors import Problem
from studytui.grading.engine import Engine
from studytui.grading.lanes import side_by_side


@dataclass(frozen=True, slots=True)
class Catch:
    """A known mistake: the check it names, and every check that failed it on the first seed, in their order."""

    mistake: str
    named: str
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What grading an exercise's own files came to, over every seed.

    `caught` counts the mistakes that were never accepted, `caught_as_named` those that failed the check they name.
    """

    exercise: str
    checks: int
    mistakes: int
    caught: int
    caught_as_named: int
    problems: tuple[Problem, ...]
    check_ids: tuple[str, ...] = ()
    catches: tuple[Catch, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


async def prove(engine: Engine, files: ExerciseFiles, seeds: Sequence[int] = (0,)) -> Proof:
    """Grade the reference, the starter and every mistake with every seed.

    The reference runs in full on every seed and the starter up to its first failure. A mistake runs in full on the
    first seed; on the others the check it names alone tells whether it is caught.

    Raises:
        MissingError: the exercise needs a library that is not installed.
    """
    folder = files.exercise.folder
    await engine.warm(files.exercise.backend)
    right = await side_by_side(partial(_right, engine, files, seed) for seed in seeds)
    begun = await side_by_side(partial(_begun, engine, files, seed) for seed in seeds)
    problems: list[Problem] = []
    for seed, report in zip(seeds, right, strict=True):
        if not report.accepted:
            problems.append(_say(folder / "reference.py", seed, f"the reference is not accepted: {_why(report)}"))
    for seed, report in zip(seeds, begun, strict=True):
        if report.accepted:
            problems.append(_say(folder / "starter.py", seed, "the starter is accepted"))
        if report.verdict in (Verdict.INTERNAL_ERROR, Verdict.COMPILE_ERROR):
            problems.append(_say(folder / "starter.py", seed, f"the starter is not graded: {_why(report)}"))
    met = await side_by_side(partial(_meet, engine, files, mistake, seeds) for mistake in files.mistakes)
    return Proof(
        exercise=files.exercise.id,
        checks=max((len(report.checks) for report in right), default=0),
        mistakes=len(files.mistakes),
        caught=sum(each.never_accepted for each in met),
        caught_as_named=sum(not each.problems for each in met),
        problems=(*problems, *(each.problems[0] for each in met if each.problems)),
        check_ids=max((tuple(check.id for check in report.checks) for report in right), key=len, default=()),
        catches=tuple(each.catch for each in met),
    )


@dataclass(frozen=True, slots=True)
class _Met:
    """How a mistake was met over all seeds."""

    catch: Catch
    never_accepted: bool
    problems: tuple[Problem, ...]


async def _right(engine: Engine, files: ExerciseFiles, seed: int) -> Report:
    return await engine.grade(files, files.reference, seed=seed, filename="reference.py", diagnose=False)


async def _begun(engine: Engine, files: ExerciseFiles, seed: int) -> Report:
    return await engine.grade(
        files, files.starter, seed=seed, filename="starter.py", diagnose=False, until_failure=True
    )


async def _meet(engine: Engine, files: ExerciseFiles, mistake: Mistake, seeds: Sequence[int]) -> _Met:
    where = files.exercise.folder / "mistakes" / f"{mistake.name}.py"
    reports: list[Report] = []
    problems: list[Problem] = []
    for seed in seeds:
        shortly = bool(reports) and not problems
        report = await _grade(engine, files, mistake, seed, mistake.caught_by if shortly else None)
        if shortly and report.accepted:
            report = await _grade(engine, files, mistake, seed, None)
        reports.append(report)
        if said := _missed(report, mistake.caught_by):
            problems.append(_say(where, seed, said))
    failed = tuple(each.id for each in reports[0].checks if not each.passed) if reports else ()
    catch = Catch(mistake.name, mistake.caught_by, failed)
    return _Met(catch, not any(report.accepted for report in reports), tuple(problems))


async def _grade(engine: Engine, files: ExerciseFiles, mistake: Mistake, seed: int, only: str | None) -> Report:
    return await engine.grade(files, mistake.source, seed=seed, diagnose=False, only=only)


def _missed(report: Report, check: str) -> str:
    """What is wrong with the way a mistake was met; empty if the check it names caught it."""
    result = next((each for each in report.checks if each.id == check), None)
    if report.accepted:
        return "the mistake is accepted"
    if report.verdict is Verdict.INTERNAL_ERROR:
        return f"the mistake is not graded: {_why(report)}"
    if result is None:
        return f"the mistake names `{check}`, which is no check of this exercise"
    if result.passed:
        failed = ", ".join(each.id for each in report.checks if not each.passed)
        return f"the mistake passes `{check}`, which should catch it (caught by {failed})"
    return "" if result.verdict is not Verdict.COMPILE_ERROR else f"the mistake is not Python: {_why(report)}"


def _why(report: Report) -> str:
    failed = report.first_failed
    return " ".join((report.message or (f"{failed.id}: {failed.message}" if failed else "")).split())[:400]


def _say(where: object, seed: int, what: str) -> Problem:
    return Problem(str(where), f"{what} (seed {seed})")
