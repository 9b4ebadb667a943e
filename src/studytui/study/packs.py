"""Packs of exercises from elsewhere: added, listed, removed, and graded only where that is safe or agreed to."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.content.exercise_reader import LOOSE, load_exercise
from studytui.content.pack_copy import copy_pack
from studytui.content.packs import BUILTIN, FACTS, exercise_folders, pack_roots
from studytui.domain.exercise import Backend
from studytui.domain.report import SandboxLevel
from studytui.errors import ContentError, DataError, Problem, UsageError
from studytui.frozen import dataclass
from studytui.paths import expanded
from studytui.study import consent

if TYPE_CHECKING:
    from studytui.domain.exercise import Exercise
    from studytui.grading.engine import Engine
    from studytui.study.context import Context

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_TAKEN = frozenset({BUILTIN, LOOSE})


@dataclass(frozen=True, slots=True)
class Pack:
    """An installed pack: its name, its folder, how many exercises it has, and whether consent was given for it."""

    name: str
    folder: Path
    exercises: int
    consented: bool


async def add(ctx: Context, engine: Engine, source: Path, *, name: str = "", agreed: bool = False) -> Pack:
    """Install a copy of somebody else's pack.

    Args:
        ctx: the study.
        engine: tries the sandbox.
        source: a folder with exercises in `<track>/<id>/`.
        name: what to call it; its folder's name if left out.
        agreed: the learner consents to grade it without a STRONG sandbox; remembered for this pack as it is now.

    Raises:
        UsageError: it is no pack, its name or an id is taken, or neither sandbox nor consent allows it.
        ContentError: it holds what no pack may hold, or does not load; with every problem found.
        DataError: the packs' folder cannot be written.
    """
    source = expanded(source)
    name = name or source.resolve().name
    target = _place_for(ctx, source, name)
    level = (await engine.warm(Backend.NUMPY)).level
    if level is not SandboxLevel.STRONG and not agreed:
        raise UsageError(consent.refused(f"the pack {name}", level, "add it with --consent"))
    try:
        ctx.paths.packs.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".adding-", dir=ctx.paths.packs))
    except OSError as error:
        raise DataError(f"{ctx.paths.packs}: cannot be written ({error.strerror}); see `studytui paths`") from error
    try:
        copy_pack(source, staging)
        count = _prove(ctx, staging, source)
        staging.chmod(0o755)
        staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if agreed:
        consent.give(ctx, name)
    return Pack(name, target, count, agreed)


def installed(ctx: Context) -> tuple[Pack, ...]:
    """Every installed pack, by name."""
    return tuple(
        Pack(name, folder, sum(1 for _ in exercise_folders(folder)), consent.given(ctx, name))
        for name, folder in pack_roots(ctx.paths.builtin_exercises, ctx.paths.packs)
        if name != BUILTIN
    )


def remove(ctx: Context, name: str) -> None:
    """Take a pack away, and the consent given for it. Solutions and attempts stay.

    Raises:
        UsageError: there is no such pack.
        DataError: it cannot be removed.
    """
    folder = _find(ctx, name).folder
    consent.withdraw(ctx, name)
    try:
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
    except OSError as error:
        raise DataError(f"{error.filename}: cannot be removed ({error.strerror}); check its permissions") from error


def agree(ctx: Context, name: str, *, withdraw: bool = False) -> None:
    """Consent to grade an installed pack without a STRONG sandbox, or take that back.

    Raises:
        UsageError: there is no such pack.
    """
    _find(ctx, name)
    if withdraw:
        consent.withdraw(ctx, name)
    else:
        consent.give(ctx, name)


async def admit(ctx: Context, engine: Engine, exercise: Exercise, *, agreed: bool = False) -> None:
    """Let an exercise be graded, or refuse: others' code needs a STRONG sandbox, or consent.

    Args:
        ctx: the study.
        engine: tries the sandbox.
        exercise: what is to be graded.
        agreed: consent for this run.

    Raises:
        UsageError: it may not be graded here.
        MissingError: its backend is not installed.
    """
    if exercise.pack == BUILTIN or agreed:
        return
    level = (await engine.warm(exercise.backend)).level
    if level is SandboxLevel.STRONG or (exercise.pack != LOOSE and consent.given(ctx, exercise.pack)):
        return
    if exercise.pack == LOOSE:
        raise UsageError(consent.refused(f"{exercise.folder}, which is in no pack,", level, "say --consent"))
    way = f"`studytui pack consent {exercise.pack}`"
    raise UsageError(consent.refused(f"the pack {exercise.pack}", level, way))


def _find(ctx: Context, name: str) -> Pack:
    packs = {pack.name: pack for pack in installed(ctx)}
    if name not in packs:
        known = f"installed are {', '.join(packs)}" if packs else "none is installed"
        raise UsageError(f"there is no pack `{name}`; {known}")
    return packs[name]


def _place_for(ctx: Context, source: Path, name: str) -> Path:
    if not source.is_dir():
        raise UsageError(f"there is no folder {source}; a pack is a folder with exercises in <track>/<id>/")
    if (source / FACTS).is_file():
        raise UsageError(f"{source} is one exercise, which is graded by its path; a pack holds <track>/<id>/ folders")
    if not _NAME.fullmatch(name) or len(name) > 60 or name in _TAKEN:
        raise UsageError(f"a pack cannot be called {name!r}; choose --name with lower-case letters, digits and hyphens")
    target = ctx.paths.packs / name
    if os.path.lexists(target):
        raise UsageError(f"a pack {name} is installed already; `studytui pack remove {name}` first, or choose --name")
    if target.resolve().is_relative_to(source.resolve()):
        raise UsageError(f"{source} holds the folder that packs are kept in; name the pack's own folder")
    return target


def _prove(ctx: Context, staging: Path, source: Path) -> int:
    """How many exercises a copied pack has; all of them load, and their ids are free."""
    taken = {exercise.id: exercise.pack for exercise in ctx.library.exercises()}
    problems: list[Problem] = []
    count = 0
    for folder, _ in exercise_folders(staging):
        count += 1
        try:
            exercise = load_exercise(folder)
        except ContentError as error:
            problems += error.problems
            continue
        if exercise.track != folder.parent.name:
            problems.append(
                Problem(str(folder), f"its track is {exercise.track}, but it lies in {folder.parent.name}/")
            )
        if exercise.id in taken:
            problems.append(Problem(str(folder), f"the id {exercise.id} is in use already ({taken[exercise.id]})"))
        taken[exercise.id] = "this pack"
    if problems:
        raise ContentError([Problem(each.where.replace(str(staging), str(source)), each.what) for each in problems])
    if not count:
        raise UsageError(f"there is no exercise in {source}; a pack is a folder with exercises in <track>/<id>/")
    return count
