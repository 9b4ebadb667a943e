"""An exercise: one thing to build from scratch, graded."""

from enum import StrEnum
from pathlib import Path

from studytui.frozen import dataclass


class Backend(StrEnum):
    """What a submission may be built on."""

    PYTHON = "python"
    NUMPY = "numpy"
    TORCH = "torch"


class ExerciseKind(StrEnum):
    """Build from a signature, fix a broken program, or write the tests that find the broken ones."""

    BUILD = "build"
    FIX = "fix"
    TESTS = "tests"


class ExerciseState(StrEnum):
    """How far the learner has come with an exercise."""

    NEW = "new"
    TRIED = "tried"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a run: seconds and MB (10**6 bytes) per check, seconds in all, bytes of output kept and allowed."""

    check_seconds: float = 10.0
    total_seconds: float = 60.0
    memory_mb: int = 512
    output_kb: int = 1024


@dataclass(frozen=True, slots=True)
class Exercise:
    """The facts of one exercise folder; texts and programs stay on disk until asked for."""

    id: str
    title: str
    track: str
    folder: Path
    kind: ExerciseKind
    difficulty: int
    minutes: int
    backend: Backend
    exports: tuple[str, ...]
    core: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    limits: Limits = Limits()
    scratch: bool = False
    prerequisites: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    pack: str = "builtin"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong solution: its name, what is wrong, the check that must catch it, and its source."""

    name: str
    what: str
    caught_by: str
    source: bytes


@dataclass(frozen=True, slots=True)
class Equivalent:
    """An author's word that a mutant of the reference is no mistake.

    `inside` is the function it lies in, `line` what the reference says there, `becomes` what the mutant says; where it
    stands in `equivalent.yaml` is `number`.
    """

    inside: str
    line: str
    becomes: str
    reason: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class ExerciseFiles:
    """Every file of an exercise as bytes: what the host sends to the children without reading it."""

    exercise: Exercise
    prompt: str
    notes: str
    starter: bytes
    reference: bytes
    checks: bytes
    probes: bytes | None
    mistakes: tuple[Mistake, ...]
    equivalents: tuple[Equivalent, ...] = ()
