"""Prove exercises and plans: what `verify` reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studytui.errors import ContentError, Problem, UsageError
from studytui.frozen import dataclass
from studytui.paths import expanded
from studytui.study import packs
from studytui.study.engine import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studytui.domain.exercise import Exercise
    from studytui.grading.proof import Proof
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How many exercises, checks, mistakes and plans were looked at, how many mistakes were caught, what is wrong."""

    exercises: int
    checks: int
    mistakes: int
    caught: int
    caught_as_named: int
    plans: int
    problems: tuple[Problem, ...]
    proofs: tuple[Proof, ...] = ()


class Wanted:
    """What is to be proved, and what already turned out wrong while it was looked for."""

    def __init__(self) -> None:
        self.exercises: dict[str, Exercise] = {}
        self.plans: dict[str, Path] = {}
        self.problems: list[Problem] = []


async def verify(ctx: Context, refs: Sequence[str], seeds: Sequence[int], *, agreed: bool = False) -> VerifyReport:
    """Prove the exercises and plans named by id or path; all there are when none is named.

    A path is an exercise's folder, a folder with exercises below it, or a plan's YAML file. `agreed` is consent to run
    exercises of somebody else's without a STRONG sandbox.

    Raises:
        UsageError: something named is none of these, or is somebody else's and needs consent.
        MissingError: an exercise needs a library that is not installed.
    """
    wanted = wanted_by(ctx, refs)
    proofs = await _prove(ctx, wanted, seeds, agreed=agreed)
    for exercise in wanted.exercises.values():
        wanted.problems += ctx.library.problems_of_exercise(exercise)
    for path in wanted.plans.values():
        wanted.problems += ctx.library.problems_of_plan(path)
    problems = [*wanted.problems, *(problem for proof in proofs for problem in proof.problems)]
    return VerifyReport(
        exercises=len(wanted.exercises),
        checks=sum(proof.checks for proof in proofs),
        mistakes=sum(proof.mistakes for proof in proofs),
        caught=sum(proof.caught for proof in proofs),
        caught_as_named=sum(proof.caught_as_named for proof in proofs),
        plans=len(wanted.plans),
        problems=tuple(dict.fromkeys(problems)),
        proofs=tuple(proofs),
    )


def wanted_by(ctx: Context, refs: Sequence[str]) -> Wanted:
    """The exercises and plans named by id or path; all there are when none is named.

    Raises:
        UsageError: something named is none of these.
    """
    return _everything(ctx) if not refs else _named(ctx, refs)


def _everything(ctx: Context) -> Wanted:
    wanted = Wanted()
    wanted.problems += ctx.library.problems()
    wanted.exercises = {str(exercise.folder): exercise for exercise in ctx.library.exercises()}
    wanted.plans = ctx.library.plan_files()
    return wanted


def _named(ctx: Context, refs: Iterable[str]) -> Wanted:
    wanted = Wanted()
    for ref in refs:
        path = expanded(ref)
        if path.is_file() and path.suffix in {".yaml", ".yml"} and path.name != "exercise.yaml":
            wanted.plans[str(path.resolve())] = path
        elif path.is_dir() and not (path / "exercise.yaml").is_file():
            _take_folder(ctx, path, wanted)
        elif ref in ctx.library.plan_files():
            wanted.plans[ref] = ctx.library.plan_path(ref)
        else:
            _take_exercise(ctx, ref, wanted)
    return wanted


def _take_folder(ctx: Context, folder: Path, wanted: Wanted) -> None:
    """Every exercise below a folder."""
    found = sorted(facts.parent for facts in folder.rglob("exercise.yaml"))
    if not found:
        raise UsageError(f"there is no exercise in {folder}; name a folder that holds an exercise.yaml")
    for exercise in found:
        _take_exercise(ctx, str(exercise.resolve()), wanted)


def _take_exercise(ctx: Context, ref: str, wanted: Wanted) -> None:
    try:
        exercise = ctx.library.exercise(ref)
    except ContentError as error:
        wanted.problems += error.problems
        return
    wanted.exercises[str(exercise.folder)] = exercise


async def _prove(ctx: Context, wanted: Wanted, seeds: Sequence[int], *, agreed: bool) -> list[Proof]:
    if not wanted.exercises:
        return []
    from studytui.grading.proof import prove

    proofs = []
    async with open_engine() as engine:
        for exercise in wanted.exercises.values():
            try:
                files = ctx.library.files(exercise)
            except ContentError as error:
                wanted.problems += error.problems
                continue
            await packs.admit(ctx, engine, exercise, agreed=agreed)
            proofs.append(await prove(engine, files, seeds))
    return proofs
