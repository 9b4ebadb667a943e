"""A report as JSON: what `grade --json` prints and what the store keeps, written and read in one place."""

from typing import Any

from studytui.domain.report import CheckResult, Report, SandboxLevel, SandboxReport, Verdict

SCHEMA = "studytui.report/1"


def report_json(report: Report) -> dict[str, Any]:
    """A report as a tree of plain values."""
    return {
        "schema": SCHEMA,
        "exercise": report.exercise,
        "verdict": report.verdict.value,
        "score": report.score,
        "max_score": report.max_score,
        "seed": report.seed,
        "elapsed_ms": report.elapsed_ms,
        "from_scratch": report.from_scratch,
        "message": report.message,
        "line": report.line,
        "sandbox": {"level": report.sandbox.level.value, "layers": list(report.sandbox.layers)},
        "checks": [_check_json(check) for check in report.checks],
        "output": report.output,
    }


def report_from_json(tree: dict[str, Any]) -> Report:
    """The report that `report_json` wrote.

    Raises:
        KeyError, ValueError: the tree is not such a report.
    """
    sandbox = SandboxReport(SandboxLevel(tree["sandbox"]["level"]), tuple(tree["sandbox"]["layers"]))
    return Report(
        exercise=tree["exercise"],
        verdict=Verdict(tree["verdict"]),
        score=tree["score"],
        max_score=tree["max_score"],
        seed=tree["seed"],
        elapsed_ms=tree["elapsed_ms"],
        from_scratch=tree["from_scratch"],
        sandbox=sandbox,
        checks=tuple(_check(check) for check in tree["checks"]),
        output=tree["output"],
        message=tree["message"],
        line=tree["line"],
    )


def _check_json(check: CheckResult) -> dict[str, Any]:
    return {
        "id": check.id,
        "title": check.title,
        "points": check.points,
        "max_points": check.max_points,
        "passed": check.passed,
        "verdict": check.verdict.value,
        "message": check.message,
        "mistake": check.mistake,
        "line": check.line,
        "elapsed_ms": check.elapsed_ms,
    }


def _check(tree: dict[str, Any]) -> CheckResult:
    return CheckResult(
        id=tree["id"],
        title=tree["title"],
        points=tree["points"],
        max_points=tree["max_points"],
        passed=tree["passed"],
        message=tree["message"],
        verdict=Verdict(tree["verdict"]),
        mistake=tree["mistake"],
        elapsed_ms=tree["elapsed_ms"],
        line=tree["line"],
    )
