"""A small study on a fixed Wednesday evening: its own plan and exercises, a clock that stands, a pretended grader."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from textual.pilot import Pilot

from studytui.domain.exercise import Backend, ExerciseFiles
from studytui.domain.report import (
    CheckBegan,
    CheckDone,
    CheckMeta,
    CheckResult,
    GradeEvent,
    Listed,
    Report,
    SandboxLevel,
    SandboxReport,
    Verdict,
)
from studytui.tui.app import StudyApp
from studytui.tui.widgets.status_line import StatusLine

SMALL = Path(__file__).parent / "small"
START = date(2026, 3, 2)
WEDNESDAY = datetime(2026, 3, 11, 18, 2, tzinfo=UTC)

EXERCISES = {
    "tr-softmax": ("transformers", "Softmax over the last axis", "numpy"),
    "la-norm": ("linear-algebra", "Norms of a vector", "python"),
    "la-dot": ("linear-algebra", "Dot product without a loop", "numpy"),
}
STARTER = '''def solve(x):
    """Softmax of x over the last axis.

    x: (..., n), any real dtype. Returns float64 of the same shape.
    """
    raise NotImplementedError
'''
PROGRAMS = {
    "starter.py": STARTER,
    "reference.py": "def solve(x):\n    # core: begin\n    return shares(x)\n    # core: end\n",
    "checks.py": 'from studytui.checks import check\n\n\n@check("Rows sum to one")\ndef rows(learner, rng): ...\n',
    "notes.md": "Numerator and denominator share the factor.\n",
    "mistakes/no_shift.py": '"""Forgets the shift.\n\ncaught by: rows\n"""\n',
}

PASSED = CheckResult("rows", "Rows sum to one", 1, 1, True, "", Verdict.ACCEPTED, None, 1.5)
FAILED = CheckResult(
    "stable",
    "No overflow for large scores",
    0,
    3,
    False,
    "smallest failing input: x = [[1000.0, 0.0]]  shape (1, 2) float64\n"
    "expected  [[1.0, 0.0]]\n"
    "got       [[nan, 0.0]]\n"
    "first difference at [0, 0]; largest absolute error nan",
    Verdict.WRONG_ANSWER,
    "exponentiates before it subtracts",
    2.5,
    4,
)
ALSO_FAILED = CheckResult(
    "ints", "Integers come out as floats", 0, 1, False, "dtype int64, wanted float64", Verdict.WRONG_ANSWER, None, 0.5
)
LAST = CheckResult("unchanged", "The input is not modified", 1, 1, True, "", Verdict.ACCEPTED, None, 0.5)
STRONG = SandboxReport(SandboxLevel.STRONG, ("rlimits", "landlock", "seccomp"))


def report(*checks: CheckResult, exercise: str = "tr-softmax", **changes: Any) -> Report:
    """A report over those checks."""
    first = next((check for check in checks if not check.passed), None)
    facts: dict[str, Any] = {
        "exercise": exercise,
        "verdict": first.verdict if first else Verdict.ACCEPTED,
        "score": sum(check.points for check in checks),
        "max_score": sum(check.max_points for check in checks),
        "seed": 4711,
        "elapsed_ms": 12.0,
        "from_scratch": True,
        "sandbox": STRONG,
        "checks": checks,
        "output": "",
    }
    return Report(**{**facts, **changes})


RED = report(PASSED, FAILED, ALSO_FAILED, LAST)
GREEN = report(PASSED, LAST)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


class FakeEngine:
    """Stands in for the grader: returns the report it was given, and holds a run until `gate` opens."""

    def __init__(self) -> None:
        self.answer = RED
        self.graded: list[bytes] = []
        self.warmed: list[Backend] = []
        self.cancelled = 0
        self.closed = False
        self.gate: asyncio.Event | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.closed = True

    async def warm(self, backend: Backend) -> SandboxReport:
        """Remember what was asked for."""
        self.warmed.append(backend)
        return STRONG

    async def grade(
        self,
        files: ExerciseFiles,
        source: bytes,
        *,
        on_event: Callable[[GradeEvent], None] | None = None,
        **_: object,
    ) -> Report:
        """Tell each check and return the report."""
        tell = on_event or (lambda _event: None)
        self.graded.append(source)
        checks = self.answer.checks
        tell(Listed(tuple(CheckMeta(check.id, check.title, check.max_points) for check in checks)))
        for number, check in enumerate(checks):
            tell(CheckBegan(check.id, 10.0))
            if number == 1 and self.gate is not None:
                try:
                    await self.gate.wait()
                except asyncio.CancelledError:
                    self.cancelled += 1
                    raise
            tell(CheckDone(check))
        return report(*checks, exercise=files.exercise.id)


def write_pack(root: Path) -> Path:
    """Write the three exercises."""
    for name, (track, title, backend) in EXERCISES.items():
        folder = root / track / name
        (folder / "mistakes").mkdir(parents=True)
        facts = (SMALL / "exercise.yaml").read_text(encoding="utf-8")
        facts = facts.replace("TITLE", title).replace("TRACK", track).replace("BACKEND", backend)
        (folder / "exercise.yaml").write_text(facts, encoding="utf-8")
        (folder / "prompt.md").write_text((SMALL / "prompt.md").read_text(encoding="utf-8"), encoding="utf-8")
        for file, text in PROGRAMS.items():
            (folder / file).write_text(text, encoding="utf-8")
    return root


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until workers that end are over and the screen is painted."""
    await pilot.pause()
    running = [worker for worker in pilot.app.workers if worker.group in {"grade", "warm"} and not worker.is_finished]
    if running:
        await pilot.app.workers.wait_for_complete(running)
    await pilot.pause()


async def until(pilot: Pilot[Any], holds: Callable[[], bool], *, tries: int = 250) -> None:
    """Wait for something that another task or a timer brings about; fails when it never does."""
    for _ in range(tries):
        await pilot.pause(0.02)
        if holds():
            return
    raise AssertionError("what was waited for never came")


def shown(app: StudyApp) -> str:
    """The text on the screen, line by line."""
    screen = app.screen
    strips = screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def footer(app: StudyApp) -> str:
    """What the footer says, on one line."""
    line = app.screen.query_one(StatusLine).region
    return " ".join(" ".join(shown(app).splitlines()[line.y : line.bottom]).split())
