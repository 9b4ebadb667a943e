"""Proofs from the shell, with the real grader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home


def test_json_has_its_shape(home: Home) -> None:
    """The whole object of an exercise that holds."""
    assert json.loads(home.say("verify", "py-twice", "--json")) == {
        "schema": 1,
        "exercises": 1,
        "checks": 2,
        "mistakes": 1,
        "caught": 1,
        "caught_as_named": 1,
        "plans": 0,
        "problems": [],
    }


def test_everything_is_proved_if_nothing_is_named(home: Home) -> None:
    """Without a name all exercises and plans are looked at."""
    assert home.say("verify").splitlines() == [
        "1 exercises, 2 checks, 1 mistakes: 1 caught, 1 by the check they name; 1 plans",
        "No problem found.",
    ]


def test_a_mistake_caught_by_another_check_is_a_problem(home: Home) -> None:
    """A mistake that a check other than the named one catches ends with 1 and names its file."""
    file = home.exercise / "mistakes" / "adds_three.py"
    text = file.read_text(encoding="utf-8").replace("return x + 3", "return 3 * x")
    file.write_text(text, encoding="utf-8")
    result = home.run("verify", str(home.exercise), "--json")
    shape = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (shape["caught"], shape["caught_as_named"]) == (1, 0)
    assert "adds_three" in shape["problems"][0]["where"]


def test_a_new_exercise_says_what_is_missing(home: Home, tmp_path: Path) -> None:
    """A fresh skeleton does not hold: its reference is not written; filled in, it does."""
    home.say("new", "exercise", "my-idea", "--to", str(tmp_path), "--backend", "python")
    folder = tmp_path / "my-idea"
    result = home.run("verify", str(folder))
    assert result.exit_code == 1
    assert "reference.py" in result.stdout
    core = "    # core: begin\n    return [value + 1 for value in x]\n    # core: end\n"
    (folder / "reference.py").write_text(f"def my_idea(x):\n{core}", encoding="utf-8")
    assert home.say("verify", str(folder)).endswith("No problem found.\n")


def test_a_named_exercise_gets_a_table(home: Home) -> None:
    """A row for each check, a column for each mistake, marked where it is caught, and what the letters stand for."""
    lines = home.say("verify", "py-twice").splitlines()
    assert lines[0] == "py-twice: 2 checks, 1 mistakes"
    rows = {line.split()[0]: line.split()[1:] for line in lines[2:4]}
    assert rows == {"doubles": ["."], "zero": ["X"]} or rows == {"doubles": ["x"], "zero": ["X"]}
    assert "  a  adds_three (names zero)" in lines


def test_mutants_of_a_reference(home: Home, tmp_path: Path) -> None:
    """The survivor is shown as a diff and ends with 1; a check that catches it ends with 0, and the page says so."""
    told = home.run("verify", "--mutate", "py-twice")
    assert told.exit_code == 0, told.stdout
    assert told.stdout.startswith("py-twice: ")
    checks = home.exercise / "checks.py"
    checks.write_text(checks.read_text(encoding="utf-8").replace("twice(3)", "twice(0)"), encoding="utf-8")
    weak = home.run("verify", "--mutate", "py-twice")
    assert weak.exit_code == 1
    assert "-    return 2 * x\n" in weak.stdout
    assert "+    return x\n" in weak.stdout
    page = tmp_path / "quality.md"
    shape = json.loads(home.run("verify", "--mutate", "--report", str(page), "--json").stdout)
    (only,) = shape["exercises"]
    assert only["id"] == "py-twice"
    assert only["mutants"] == only["killed"] + len(only["survivors"])
    assert f"| py-twice | {only['mutants']} |" in page.read_text(encoding="utf-8")


def test_a_report_is_of_mutants(home: Home, tmp_path: Path) -> None:
    """Without --mutate a page is refused rather than left unwritten."""
    assert "--mutate" in home.sentence("verify", "--report", str(tmp_path / "page.md"), code=2)


def test_what_is_neither_is_refused(home: Home, tmp_path: Path) -> None:
    """A name that is no exercise, plan, folder or plan file is one sentence; a broken plan file names its line."""
    home.sentence("verify", "nope", code=2)
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema: studytui.curriculum/1\nid: broken\nid: twice\n", encoding="utf-8")
    result = home.run("verify", str(broken))
    assert result.exit_code == 1
    assert f"{broken}:3: " in result.stdout
