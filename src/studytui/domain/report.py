"""The outcome of a graded run."""

from enum import StrEnum

from studytui.frozen import dataclass


class Verdict(StrEnum):
    """What a run came to; only ACCEPTED is a pass."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    NOT_FROM_SCRATCH = "not_from_scratch"
    COMPILE_ERROR = "compile_error"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    INTERNAL_ERROR = "internal_error"


class SandboxLevel(StrEnum):
    """How much of the sandbox this machine was found, by trial, to enforce."""

    STRONG = "STRONG"
    LIMITED = "LIMITED"
    RESOURCE_ONLY = "RESOURCE-ONLY"


@dataclass(frozen=True, slots=True)
class SandboxReport:
    """The level and the names of the layers that held when tried."""

    level: SandboxLevel
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckMeta:
    """A check before it has run."""

    id: str
    title: str
    max_points: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One graded property; `message` is empty when it passed, `line` is the learner's line at fault if known."""

    id: str
    title: str
    points: int
    max_points: int
    passed: bool
    message: str
    verdict: Verdict
    mistake: str | None
    elapsed_ms: float
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A graded run: the verdict is that of the first check not passed, points are summed over all checks.

    `message` says what stopped the run as a whole (a syntax error, a forbidden call); `line` is where.
    `output` is what the learner's code printed, capped and free of escape sequences: show it as plain text.
    """

    exercise: str
    verdict: Verdict
    score: int
    max_score: int
    seed: int
    elapsed_ms: float
    from_scratch: bool
    sandbox: SandboxReport
    checks: tuple[CheckResult, ...]
    output: str
    message: str = ""
    line: int | None = None

    @property
    def accepted(self) -> bool:
        """Whether the run is a pass."""
        return self.verdict is Verdict.ACCEPTED

    @property
    def first_failed(self) -> CheckResult | None:
        """The check whose verdict is the run's."""
        return next((check for check in self.checks if not check.passed), None)


@dataclass(frozen=True, slots=True)
class Listed:
    """Event: the exercise's checks are known, in the order they will run."""

    checks: tuple[CheckMeta, ...]


@dataclass(frozen=True, slots=True)
class CheckBegan:
    """Event: a check begins; `limit_seconds` is what it may take."""

    id: str
    limit_seconds: float


@dataclass(frozen=True, slots=True)
class CheckDone:
    """Event: a check has its result."""

    result: CheckResult


GradeEvent = Listed | CheckBegan | CheckDone
