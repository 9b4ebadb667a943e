"""The folder of a new exercise."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from studytui.content.exercise_reader import load_exercise
from studytui.domain.exercise import Backend

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home


@pytest.mark.parametrize("backend", list(Backend))
def test_the_folder_is_whole(backend: Backend, home: Home, tmp_path: Path) -> None:
    """The reader accepts it as it is, and every program in it is Python."""
    folder = tmp_path / "my-idea"
    told = home.say("new", "exercise", "my-idea", "--to", str(tmp_path), "--track", "mine", "--backend", backend.value)
    assert f"studytui verify {folder}" in told
    exercise = load_exercise(folder)
    assert (exercise.track, exercise.backend, exercise.exports) == ("mine", backend, ("my_idea",))
    for file in folder.rglob("*.py"):
        ast.parse(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["My-Idea", "a_b", "-a", "../a", ""])
def test_a_bad_id_is_refused(name: str, home: Home) -> None:
    """An id has lower-case letters, digits and single hyphens."""
    assert "id" in home.sentence("new", "exercise", "--", name, code=2)


def test_nothing_is_overwritten(home: Home, tmp_path: Path) -> None:
    """A folder that exists is left as it is."""
    (tmp_path / "mine").mkdir()
    assert "left as it is" in home.sentence("new", "exercise", "mine", "--to", str(tmp_path), code=2)


def test_an_id_that_is_no_name_gets_one(home: Home, tmp_path: Path) -> None:
    """An id that begins with a digit still exports a Python name."""
    home.say("new", "exercise", "2sum", "--to", str(tmp_path))
    assert load_exercise(tmp_path / "2sum").exports == ("solve_2sum",)


WRITTEN = {
    "exercise.yaml": """\
schema: 1
title: Clip to the unit interval
track: mine
kind: build
difficulty: 1
minutes: 30
backend: numpy
exports: [clip_unit]
core: [clip_unit]
forbid: [numpy.clip]
hints: [Two bounds., Which comes first does not matter., Take the larger of x and 0 and the smaller of that and 1.]
""",
    "reference.py": """\
import numpy as np


def clip_unit(x):
    # core: begin
    return np.minimum(np.maximum(np.asarray(x, dtype=np.float64), 0), 1)
    # core: end
""",
    "checks.py": """\
import numpy as np
import reference
from studytui.checks import check, close


@check("Values between 0 and 1 stay", points=1)
def inside_stays(learner, rng):
    x = rng.uniform(size=int(rng.integers(2, 9)))
    close(learner.clip_unit(x), x)


@check("Values outside go to the nearer bound", points=1)
def outside_goes_to_bound(learner, rng):
    x = rng.normal(size=50) * 3
    close(learner.clip_unit(x), reference.clip_unit(x))


@check("Lists of integers are numbers too", points=1)
def integers(learner, rng):
    close(learner.clip_unit([-2, 0, 1, 5]), np.array([0.0, 0.0, 1.0, 1.0]))
""",
    "mistakes/first_guess.py": '''\
"""Has a lower bound only.

caught by: outside_goes_to_bound
"""

import numpy as np


def clip_unit(x):
    return np.maximum(np.asarray(x, dtype=np.float64), 0)
''',
}


def test_from_the_skeleton_to_a_proved_exercise(home: Home, tmp_path: Path) -> None:
    """The author's whole way: new, fill in, verify with its table, and mutants that leave one slip to think about."""
    home.say("new", "exercise", "clip-unit", "--to", str(tmp_path), "--track", "mine")
    folder = tmp_path / "clip-unit"
    assert home.run("verify", str(folder)).exit_code == 1
    for name, text in WRITTEN.items():
        (folder / name).write_text(text, encoding="utf-8")
    told = home.say("verify", str(folder))
    assert "clip-unit: 3 checks, 1 mistakes" in told
    assert told.endswith("1 caught, 1 by the check they name; 0 plans\nNo problem found.\n")
    mutants = home.run("verify", "--mutate", str(folder))
    assert "np.minimum(np.maximum(np.asarray(x), 0), 1)" in mutants.stdout, "a dtype that no check asks for"
    (folder / "checks.py").write_text(
        WRITTEN["checks.py"].replace(
            "    close(learner.clip_unit([-2", "    got = learner.clip_unit([0, 1])\n"
            "    expect(np.asarray(got).dtype == np.float64, \"the result is float64\", got=got)\n"
            "    close(learner.clip_unit([-2"
        ).replace("check, close", "check, close, expect"),
        encoding="utf-8",
    )  # fmt: skip
    assert home.run("verify", "--mutate", str(folder)).exit_code == 0
