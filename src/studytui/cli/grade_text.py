"""A graded run as text, as `file:line: message` lines and as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studytui.domain.report import CheckDone, Listed, SandboxLevel, Verdict

if TYPE_CHECKING:
    from studytui.domain.report import CheckResult, GradeEvent, Report, SandboxReport


def event_line(event: GradeEvent) -> str | None:
    """What to print as soon as it is known; None for events that say nothing yet.

    A source that does not compile is one line in the end, not a line a check.
    """
    if isinstance(event, Listed):
        points = sum(check.max_points for check in event.checks)
        return f"{len(event.checks)} checks, {points} points"
    if isinstance(event, CheckDone) and event.result.verdict is not Verdict.COMPILE_ERROR:
        return check_line(event.result)
    return None


def check_line(check: CheckResult) -> str:
    """`ok    2/2  title`, one line a check."""
    mark = "ok" if check.passed else "FAIL"
    return f"{mark:<5}{check.points}/{check.max_points}  {check.title}"


def quickfix_lines(report: Report, path: Path) -> list[str]:
    """`file:line: message` for all that went wrong; what a message says further is indented below."""
    shown = _near(path)
    lines = stopped_lines(report, path)
    for check in report.checks:
        said_already = bool(report.message) and check.message.endswith(report.message)
        if not check.passed and check.message and not said_already:
            text = f"{check.verdict.value}: {check.title}: {check.message}"
            lines += _place(shown, check.line, text)
            if check.mistake:
                lines.append(f"    your output equals a known mistake: {check.mistake}")
    return lines


def stopped_lines(report: Report, path: Path) -> list[str]:
    """What stopped the run as a whole (a syntax error, a forbidden call), as `file:line: message`."""
    if not report.message:
        return []
    message = report.message.removeprefix(f"line {report.line}: ")  # the place before it has the line already
    return _place(_near(path), report.line, f"{report.verdict.value}: {message}")


def summary(report: Report) -> str:
    """The verdict in a line, with the seed that replays it."""
    took = f"{report.elapsed_ms:.0f} ms"
    return f"{report.verdict.value}  {report.score}/{report.max_score} points  seed {report.seed}  {took}"


def output_lines(report: Report) -> list[str]:
    """What the learner's code printed, set apart."""
    return ["printed:", *(f"  | {line}" for line in report.output.splitlines())] if report.output.strip() else []


def sandbox_line(sandbox: SandboxReport) -> str | None:
    """Named only when it is not the strongest."""
    if sandbox.level is SandboxLevel.STRONG:
        return None
    held = ", ".join(sandbox.layers) or "no layer"
    return f"sandbox {sandbox.level.value} ({held}); `studytui doctor` says why"


def shape(report: Report) -> dict[str, object]:
    """The report in JSON."""
    return {
        "exercise": report.exercise,
        "verdict": report.verdict.value,
        "score": report.score,
        "max_score": report.max_score,
        "seed": report.seed,
        "elapsed_ms": round(report.elapsed_ms, 3),
        "from_scratch": report.from_scratch,
        "sandbox": {"level": report.sandbox.level.value, "layers": list(report.sandbox.layers)},
        "checks": [_check_shape(check) for check in report.checks],
        "output": report.output,
    }


def _check_shape(check: CheckResult) -> dict[str, object]:
    return {
        "id": check.id,
        "title": check.title,
        "points": check.points,
        "max_points": check.max_points,
        "passed": check.passed,
        "message": check.message,
        "mistake": check.mistake,
        "elapsed_ms": round(check.elapsed_ms, 3),
    }


def _place(shown: str, line: int | None, text: str) -> list[str]:
    first, *rest = text.splitlines() or [""]
    return [f"{shown}:{line or 1}: {first}", *(f"    {more}" for more in rest)]


def _near(path: Path) -> str:
    """The path from here where the file lies below, so that editors and people read less."""
    here = Path.cwd()
    whole = path.absolute()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)
