"""A verdict from the shell, with the real grader."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from studytui.cli import grade_text
from studytui.domain.report import CheckResult, Report, SandboxLevel, SandboxReport, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home

CHECK = {"id", "title", "points", "max_points", "passed", "message", "mistake", "elapsed_ms"}
STRONG = SandboxReport(SandboxLevel.STRONG, ("rlimits", "landlock", "seccomp"))


def report(*checks: CheckResult, message: str = "", line: int | None = None) -> Report:
    """A report of those checks."""
    verdicts = [check.verdict for check in checks if not check.passed]
    verdict = Verdict.COMPILE_ERROR if message else (verdicts or [Verdict.ACCEPTED])[0]
    points = sum(check.points for check in checks), sum(check.max_points for check in checks)
    return Report("py-twice", verdict, *points, 7, 12.3456, True, STRONG, checks, "", message, line)


PASSED = CheckResult("one", "One", 1, 1, True, "", Verdict.ACCEPTED, None, 0.5)
FAILED = CheckResult("two", "Two", 0, 2, False, "wrong\nexpected 2", Verdict.WRONG_ANSWER, "adds", 0.51234, 4)


def test_json_has_its_shape() -> None:
    """The whole object of a report with a check passed and one failed."""
    assert grade_text.shape(report(PASSED, FAILED)) == {
        "exercise": "py-twice",
        "verdict": "wrong_answer",
        "score": 1,
        "max_score": 3,
        "seed": 7,
        "elapsed_ms": 12.346,
        "from_scratch": True,
        "sandbox": {"level": "STRONG", "layers": ["rlimits", "landlock", "seccomp"]},
        "checks": [
            {
                "id": "one",
                "title": "One",
                "points": 1,
                "max_points": 1,
                "passed": True,
                "message": "",
                "mistake": None,
                "elapsed_ms": 0.5,
            },
            {
                "id": "two",
                "title": "Two",
                "points": 0,
                "max_points": 2,
                "passed": False,
                "message": "wrong\nexpected 2",
                "mistake": "adds",
                "elapsed_ms": 0.512,
            },
        ],
        "output": "",
    }


def test_quickfix_lines_name_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each failure is one `file:line: message`, relative to here; what it says further is indented."""
    monkeypatch.chdir(tmp_path)
    assert grade_text.quickfix_lines(report(PASSED, FAILED), tmp_path / "sub" / "a.py") == [
        "sub/a.py:4: wrong_answer: Two: wrong",
        "    expected 2",
        "    your output equals a known mistake: adds",
    ]
    not_run = replace(FAILED, verdict=Verdict.COMPILE_ERROR, message="not run: '(' was never closed")
    broken = report(not_run, message="'(' was never closed", line=3)
    assert grade_text.quickfix_lines(broken, tmp_path / "a.py") == ["a.py:3: compile_error: '(' was never closed"]


def test_weak_sandbox_is_named() -> None:
    """Only a sandbox that is not STRONG is spoken of."""
    assert grade_text.sandbox_line(STRONG) is None
    weak = grade_text.sandbox_line(SandboxReport(SandboxLevel.LIMITED, ("rlimits",)))
    assert weak == "sandbox LIMITED (rlimits); `studytui doctor` says why"


def test_accepted_ends_with_0_and_ticks(studying: Home) -> None:
    """The learner's own file is graded, remembered, and its task ticked."""
    studying.solution(studying.right)
    lines = studying.say("grade", "py-twice").splitlines()
    assert lines[:3] == ["2 checks, 3 points", "ok   2/2  Doubles a number", "ok   1/1  Doubles zero"]
    assert re.match(r"accepted  3/3 points  seed \d+  \d+ ms", lines[3])
    assert "ticked W1/do-wed" in lines
    today = json.loads(studying.say("today", "--json"))
    assert today["tasks"][0]["done"] is True
    assert today["exercises"] == [{"id": "py-twice", "title": "Twice a number", "state": "accepted", "best": 3}]
    assert "Addition is enough." in studying.say("show", "py-twice", "--notes")


def test_wrong_ends_with_1(home: Home) -> None:
    """A wrong answer streams its checks, names the place and ends with exit code 1."""
    path = home.solution(home.wrong)
    result = home.run("grade", "py-twice")
    assert result.exit_code == 1
    assert "FAIL 0/2  Doubles a number" in result.stdout
    assert re.search(rf"^{re.escape(str(path))}:\d+: wrong_answer: Doubles a number: ", result.stdout, re.MULTILINE)
    assert "wrong_answer  1/3 points" in result.stdout


def test_a_run_is_replayed_by_its_seed(home: Home) -> None:
    """`--json` prints one object alone, and `--seed` is taken over."""
    path = home.solution(home.right)
    result = home.run("grade", str(home.exercise), str(path), "--seed", "5", "--json")
    shape = json.loads(result.stdout)
    assert (result.exit_code, shape["schema"], shape["seed"], shape["verdict"]) == (0, 1, 5, "accepted")
    assert {frozenset(check) for check in shape["checks"]} == {frozenset(CHECK)}


def test_a_syntax_error_is_one_line_and_no_attempt(home: Home) -> None:
    """A file that does not compile ends with 1, is named with its line, and leaves no attempt behind."""
    path = home.solution("def twice(x:\n    return x\n")
    lines = home.run("grade", "py-twice").stdout.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith(f"{path}:1: compile_error: ")
    result = home.run("grade", "py-twice", "--json")
    assert (result.exit_code, json.loads(result.stdout)["verdict"]) == (1, "compile_error")
    assert re.search(rf"^{re.escape(str(path))}:1: compile_error: ", result.stderr, re.MULTILINE)
    assert json.loads(home.say("list", "--json"))["exercises"][0]["attempts"] == 0


def test_what_cannot_be_graded(home: Home) -> None:
    """An unknown exercise, a file that is not there, and no solution yet are each one sentence."""
    assert "studytui list" in home.sentence("grade", "nope", code=2)
    assert "no file" in home.sentence("grade", "py-twice", "/nope.py", code=2)
    assert "studytui edit" in home.sentence("grade", "py-twice", code=2)
    assert "--seed" in home.sentence("grade", "py-twice", "--seed", "-1", code=2)
