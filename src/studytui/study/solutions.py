"""The learner's solution files: made once from the starter, never written over an outside edit."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.errors import DataError
from studytui.files import write_atomic
from studytui.frozen import dataclass
from studytui.store import attempts

if TYPE_CHECKING:
    from studytui.domain.exercise import Exercise
    from studytui.study.context import Context


class EditedOutside(DataError):  # noqa: N818  # it names what happened, as its siblings do
    """The file was changed by another program since it was read; `path` and `text` are what stands there now."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(f"{path} was edited elsewhere since it was opened; reload it, or keep your version")
        self.path = path
        self.text = text


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looked like when it was read or written."""

    mtime_ns: int
    size: int
    sha: str


@dataclass(frozen=True, slots=True)
class Solution:
    """A solution file as it was read."""

    path: Path
    text: str
    stamp: Stamp


class FileState(StrEnum):
    """What happened to a file since its stamp was taken."""

    SAME = "same"
    EDITED = "edited"
    DELETED = "deleted"


def solution_path(ctx: Context, exercise_id: str) -> Path:
    """The learner's file for an exercise, made if there is none: from the starter, or from what another machine has.

    Raises:
        UsageError: there is no such exercise.
        DataError: the workspace cannot be written.
    """
    exercise = ctx.library.exercise(exercise_id)
    path = solution_location(ctx, exercise)
    if not path.exists():
        write_atomic(path, (_from_elsewhere(ctx, exercise) or ctx.library.starter(exercise)).encode())
    return path


def _from_elsewhere(ctx: Context, exercise: Exercise) -> str:
    """The source graded last, where that was done on another machine; a file deleted on this one begins anew."""
    newest = attempts.last(ctx.store, exercise.id)
    if newest is None or newest.machine == ctx.store.machine:
        return ""
    return attempts.detail(ctx.store, newest).source


def solution_location(ctx: Context, exercise: Exercise) -> Path:
    """Where the learner's file for an exercise lies, whether it is there or not; its name can be imported."""
    return ctx.paths.solutions / exercise.track / file_name(exercise)


def file_name(exercise: Exercise) -> str:
    """What a file of the learner's for an exercise is called."""
    return f"{exercise.id.replace('-', '_')}.py"


def read_solution(ctx: Context, exercise_id: str) -> Solution:
    """The learner's file, with the stamp that `write_file` wants back.

    Raises:
        DataError: the file cannot be read, or is not UTF-8.
    """
    return read_file(solution_path(ctx, exercise_id))


def _is_there(path: Path) -> bool:
    """Whether there is such a file; one in a folder that cannot be searched is told of by what writes it."""
    try:
        return path.exists()
    except OSError:
        return False


def write_file(ctx: Context, path: Path, text: str, stamp: Stamp, *, overwrite: bool = False) -> Stamp:
    """Write one of the learner's files by temporary file and rename; one deleted meanwhile is made again.

    Args:
        ctx: the study.
        path: the file.
        text: what the file is to hold.
        stamp: the file's stamp when `text` was last the same as the file.
        overwrite: keep this text although the file was edited outside; that version is put aside in `paths.kept`.

    Returns:
        The new stamp.

    Raises:
        EditedOutside: the file is not what it was, and `overwrite` is off.
        DataError: the file cannot be written.
    """
    if _is_there(path):
        standing = read_file(path)
        if standing.stamp.sha == _sha(text.encode()):
            return standing.stamp
        if standing.stamp.sha != stamp.sha:
            if not overwrite:
                raise EditedOutside(path, standing.text)
            write_atomic(ctx.paths.kept / f"{path.stem}-{standing.stamp.sha[:12]}.py", standing.text.encode())
    write_atomic(path, text.encode())
    return read_file(path).stamp


def file_state(path: Path, stamp: Stamp) -> FileState:
    """Whether a file is still what it was at that stamp; cheap enough to ask every second."""
    try:
        facts = path.stat()
        if (facts.st_mtime_ns, facts.st_size) == (stamp.mtime_ns, stamp.size):
            return FileState.SAME
        return FileState.SAME if _sha(path.read_bytes()) == stamp.sha else FileState.EDITED
    except FileNotFoundError:
        return FileState.DELETED
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}); check its permissions") from error


def read_file(path: Path) -> Solution:
    """One of the learner's files, with its stamp.

    Raises:
        DataError: it cannot be read, or is not UTF-8.
    """
    try:
        facts = path.stat()
        source = path.read_bytes()
        text = source.decode()
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}); check its permissions") from error
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise DataError(f"{path}:{line}: not UTF-8 text; save it as UTF-8 in your editor") from error
    return Solution(path, text, Stamp(facts.st_mtime_ns, facts.st_size, _sha(source)))


def _sha(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()
