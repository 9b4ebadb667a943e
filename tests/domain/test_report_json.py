"""A report as JSON, there and back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.report import CheckResult, Report, SandboxLevel, SandboxReport, Verdict
from studytui.domain.report_json import report_from_json, report_json

TEXT = st.text(max_size=20)
WHOLE = st.integers(0, 2**63 - 1)
MS = st.floats(0, 1e9)
LINE = st.none() | st.integers(1, 10**6)
CHECKS = st.builds(
    CheckResult, TEXT, TEXT, WHOLE, WHOLE, st.booleans(), TEXT, st.sampled_from(Verdict), st.none() | TEXT, MS, LINE
)
SANDBOX = st.builds(SandboxReport, st.sampled_from(SandboxLevel), st.lists(TEXT, max_size=3).map(tuple))
REPORTS = st.builds(
    Report,
    exercise=TEXT,
    verdict=st.sampled_from(Verdict),
    score=WHOLE,
    max_score=WHOLE,
    seed=WHOLE,
    elapsed_ms=MS,
    from_scratch=st.booleans(),
    sandbox=SANDBOX,
    checks=st.lists(CHECKS, max_size=3).map(tuple),
    output=TEXT,
    message=TEXT,
    line=LINE,
)


@given(report=REPORTS)
def test_a_report_survives_json(report: Report) -> None:
    """What is written as JSON text reads back as the same report, whatever it holds."""
    assert report_from_json(json.loads(json.dumps(report_json(report)))) == report


@given(report=REPORTS)
def test_the_fields_are_those_of_the_command_line(report: Report) -> None:
    """The tree has what `grade --json` promises."""
    tree = report_json(report)
    assert {"exercise", "verdict", "score", "max_score", "seed", "elapsed_ms", "from_scratch", "output"} <= set(tree)
    assert set(tree["sandbox"]) == {"level", "layers"}
    promised = {"id", "title", "points", "max_points", "passed", "message", "mistake", "elapsed_ms"}
    assert all(promised <= set(check) for check in tree["checks"])
