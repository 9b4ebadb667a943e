"""The proof that an exercise grades what it says: right answers pass, the starter and every known mistake do not."""

from collections.abc import Sequence
from dataclasses import dataclass

from studytui.domain.exercise import ExerciseFiles
from studytui.domain.report import Report, Verdict
from studytui.errors import Problem
from studytui.grading.engine import Engine


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

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


async def prove(engine: Engine, files: ExerciseFiles, seeds: Sequence[int] = (0,)) -> Proof:
    """Grade the reference, the starter and every mistake with every seed.

    Raises:
        MissingError: the exercise needs a library that is not installed.
    """
    folder = files.exercise.folder
    problems: list[Problem] = []
    checks = 0
    for seed in seeds:
        right = await engine.grade(files, files.reference, seed=seed, filename="reference.py", diagnose=False)
        checks = max(checks, len(right.checks))
        if not right.accepted:
            problems.append(_say(folder / "reference.py", seed, f"the reference is not accepted: {_why(right)}"))
        begun = await engine.grade(files, files.starter, seed=seed, filename="starter.py", diagnose=False)
        if begun.accepted:
            problems.append(_say(folder / "starter.py", seed, "the starter is accepted"))
        if begun.verdict in (Verdict.INTERNAL_ERROR, Verdict.COMPILE_ERROR):
            problems.append(_say(folder / "starter.py", seed, f"the starter is not graded: {_why(begun)}"))
    caught = named = 0
    for mistake in files.mistakes:
        where = folder / "mistakes" / f"{mistake.name}.py"
        reports = [await engine.grade(files, mistake.source, seed=seed, diagnose=False) for seed in seeds]
        found = [
            _say(where, seed, said)
            for seed, report in zip(seeds, reports, strict=True)
            if (said := _missed(report, mistake.caught_by))
        ]
        problems.extend(found[:1])
        caught += not any(report.accepted for report in reports)
        named += not found
    return Proof(files.exercise.id, checks, len(files.mistakes), caught, named, tuple(problems))


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
