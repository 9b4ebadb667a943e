"""Proving exercises and plans: the one named, a folder of them, or all there are."""

import asyncio
from pathlib import Path

import pytest

from studytui.config import Config
from studytui.content.library import Library
from studytui.errors import Problem, UsageError
from studytui.frozen import replace
from studytui.paths import find
from studytui.study.context import Context
from studytui.study.verification import VerifyReport, verify

FACTS = """\
schema: 1
title: Twice a number
track: basics
kind: build
difficulty: 1
minutes: 5
backend: python
exports: [twice]
hints:
  - Which operation makes two of one?
  - Add the number to itself.
  - Return `x + x`.
"""
PARTS = {
    "prompt.md": "Write `twice(x)`.\n",
    "notes.md": "Adding is enough.\n",
    "starter.py": 'def twice(x):\n    """Twice x."""\n    raise NotImplementedError\n',
    "reference.py": "def twice(x):\n    return x + x\n",
    "checks.py": (
        "import reference\nfrom studytui.checks import check, equal\n\n"
        '@check("Twice a whole number")\ndef whole(learner, rng):\n    equal(learner.twice(3), reference.twice(3))\n\n'
        '@check("Twice a negative")\ndef negative(learner, rng):\n    equal(learner.twice(-3), reference.twice(-3))\n'
    ),
    "mistakes/squares.py": '"""Squares instead.\n\ncaught by: whole\n"""\n\n\ndef twice(x):\n    return x * x\n',
    "mistakes/loses_sign.py": (
        '"""Loses the sign.\n\ncaught by: negative\n"""\n\n\ndef twice(x):\n    return abs(x) * 2\n'
    ),
}


def write_exercise(folder: Path, **changed: str) -> Path:
    """A whole exercise on disk, some of its parts changed."""
    for name, text in {"exercise.yaml": FACTS, **PARTS, **changed}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def real(tmp_path: Path) -> Context:
    """A study whose library is made of files: one exercise, no plan."""
    paths = find({"STUDYTUI_HOME": str(tmp_path / "home")})
    write_exercise(tmp_path / "pack" / "basics" / "twice")
    (tmp_path / "plans").mkdir()
    library = Library([tmp_path / "plans"], [("pack", tmp_path / "pack")], paths.cache_dir)
    return Context(paths, Config(), lambda: pytest.fail("a proof asks for no time"), library=library)


def prove(ctx: Context, *refs: str) -> VerifyReport:
    """Verify with two seeds."""
    return asyncio.run(verify(ctx, refs, (0, 1)))


def test_an_exercise_that_holds_has_no_problem(real: Context) -> None:
    """Its checks and mistakes are counted, each mistake caught by the check it names."""
    report = prove(real, "twice")
    assert replace(report, proofs=()) == VerifyReport(1, 2, 2, 2, 2, 0, ())


def test_a_proof_says_what_caught_which_mistake(real: Context) -> None:
    """Every check that fails a mistake is told, and the one that the mistake names."""
    (proof,) = prove(real, "twice").proofs
    assert proof.check_ids == ("whole", "negative")
    assert {catch.mistake: (catch.named, catch.failed) for catch in proof.catches} == {
        "loses_sign": ("negative", ("negative",)),
        "squares": ("whole", ("whole", "negative")),
    }


def test_marks_that_disagree_with_core_are_a_problem(real: Context, tmp_path: Path) -> None:
    """A marked function that `core` does not name is told for the reference's file."""
    marked = "def twice(x):\n    # core: begin\n    return x + x\n    # core: end\n"
    write_exercise(tmp_path / "elsewhere" / "twice", **{"reference.py": marked})
    (problem,) = prove(real, str(tmp_path / "elsewhere" / "twice")).problems
    assert problem.where.endswith("reference.py")
    assert "stand in twice" in problem.what


def test_everything_is_proved_when_nothing_is_named(real: Context, tmp_path: Path) -> None:
    """What cannot be read is told beside the proof of what can, and so are broken plans."""
    write_exercise(tmp_path / "pack" / "basics" / "broken", **{"exercise.yaml": "title: 1e-5\n"})
    (tmp_path / "plans" / "mine.yaml").write_text("schema: nonsense\n")
    report = prove(real)
    assert (report.exercises, report.checks, report.caught_as_named, report.plans) == (1, 2, 2, 1)
    told = {Path(problem.where.split(":")[0]).parts[-2:] for problem in report.problems}
    assert told == {("broken", "exercise.yaml"), ("plans", "mine.yaml")}


def test_a_folder_stands_for_the_exercises_below_it(real: Context, tmp_path: Path) -> None:
    """Each is proved once, however often it is named; a broken one is a problem of its own."""
    stray = tmp_path / "elsewhere"
    write_exercise(
        stray / "thrice",
        **{"mistakes/right.py": '"""Is right.\n\ncaught by: whole\n"""\n\n\ndef twice(x):\n    return 2 * x\n'},
    )
    write_exercise(stray / "broken", **{"exercise.yaml": "title: 1e-5\n"})
    report = prove(real, str(stray), str(stray / "thrice"))
    assert (report.exercises, report.mistakes, report.caught, report.caught_as_named) == (1, 3, 2, 2)
    places = [problem.where for problem in report.problems]
    assert str(stray / "thrice" / "mistakes" / "right.py") in places
    assert any(str(stray / "broken" / "exercise.yaml") in place for place in places)


def test_a_part_that_is_missing_is_a_problem(real: Context, tmp_path: Path) -> None:
    """The proof goes on with the others."""
    write_exercise(tmp_path / "pack" / "basics" / "half")
    (tmp_path / "pack" / "basics" / "half" / "checks.py").unlink()
    report = prove(real)
    assert report.checks == 2
    assert any("checks.py" in str(problem) for problem in report.problems)


def test_a_plan_is_proved_by_id_or_file(real: Context, tmp_path: Path) -> None:
    """A broken one's problems carry file and line, and no exercise is graded for it."""
    file = tmp_path / "plans" / "mine.yaml"
    file.write_text("schema: studytui.curriculum/1\nid: mine\nno: 1\n")
    report = prove(real, str(file))
    assert (report.exercises, report.plans) == (0, 1)
    assert any(problem.where.startswith(f"{file}:") for problem in report.problems)


@pytest.mark.parametrize("name", ["nonsense", "empty"])
def test_what_is_nothing_is_refused(real: Context, tmp_path: Path, name: str) -> None:
    """An unknown id, and a folder without exercises."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        prove(real, name if name == "nonsense" else str(tmp_path / name))


def test_every_problem_is_told_once(real: Context, tmp_path: Path) -> None:
    """A plan named twice has its problems listed once."""
    file = tmp_path / "plans" / "mine.yaml"
    file.write_text("schema: nonsense\n")
    problems: tuple[Problem, ...] = prove(real, str(file), str(file)).problems
    assert len(set(problems)) == len(problems) > 0
