"""Mutants of an exercise's reference, through the real grader."""

import asyncio
from pathlib import Path

import pytest
from tests.study.test_verification import PARTS, real, write_exercise

from studytui.errors import UsageError
from studytui.study.context import Context
from studytui.study.mutating import mutate_wanted
from studytui.study.mutation import Mutation
from studytui.study.quality import read_rows

__all__ = ["real"]

SOFT = """\
import reference
from studytui.checks import check, close

@check("Twice a number")
def whole(learner, rng):
    for x in rng.uniform(1, 2, size=50):
        close(learner.twice(float(x)), reference.twice(float(x)), rtol=0.4)

@check("Twice a negative")
def negative(learner, rng):
    for x in rng.uniform(1, 2, size=50):
        close(learner.twice(-float(x)), reference.twice(-float(x)), rtol=0.4)
"""
SOMETIMES = """\
import reference
from studytui.checks import check, close

@check("Twice a number, which is zero on the first seed")
def whole(learner, rng):
    x = float(rng.integers(-1, 2))
    close(learner.twice(x), reference.twice(x))

@check("Twice another one, so too")
def negative(learner, rng):
    x = float(rng.integers(-1, 2))
    close(learner.twice(x), reference.twice(x))
"""
SLOW = "def twice(x):\n    y = 0\n    while y < 2:\n        y += 1\n    return x * y\n"
MARK = """\
equivalent:
  - in: twice
    line: return x + x
    becomes: {becomes}
    reason: Somebody believed that this does not matter.
"""


def run(ctx: Context, *refs: str, page: Path | None = None) -> tuple[Mutation, list[str]]:
    """The outcome for one exercise, and every problem as text."""
    (found,), problems = asyncio.run(mutate_wanted(ctx, refs, page=page))
    return found, [str(problem) for problem in problems]


def test_a_sharp_grader_leaves_no_survivor(real: Context) -> None:
    """Adding as subtracting and as the number alone: both are caught, and nothing else is to be told."""
    found, problems = run(real, "twice")
    assert (found.mutants, found.killed, found.survivors, problems) == (2, 2, (), [])


def test_what_only_a_later_seed_catches_is_named(real: Context, tmp_path: Path) -> None:
    """Both slips of x + x give its answer for zero: killed, but by luck."""
    found, _ = run(real, str(write_exercise(tmp_path / "sometimes", **{"checks.py": SOMETIMES})))
    assert (found.killed, found.survivors) == (2, ())
    assert {each.becomes for each in found.late} == {"return x - x", "return x"}


def test_survivors_are_told_with_their_diff(real: Context, tmp_path: Path) -> None:
    """A tolerance too wide lets 2.5 x pass for 2 x; the diff has both lines."""
    changed = {"checks.py": SOFT, "reference.py": "def twice(x):\n    return 2.0 * x + 0.5\n"}
    found, problems = run(real, str(write_exercise(tmp_path / "soft", **changed)))
    assert problems == []
    assert "return 2.0 * x" in {each.becomes for each in found.survivors}
    dropped = next(each for each in found.survivors if each.becomes == "return 2.0 * x")
    assert (dropped.inside, dropped.number) == ("twice", 2)
    assert dropped.diff == "-    return 2.0 * x + 0.5\n+    return 2.0 * x"


@pytest.mark.proof
def test_a_mutant_that_hangs_is_ended_and_counted(real: Context, tmp_path: Path) -> None:
    """A loop whose step is gone ends by the short limit, well before the exercise's own."""
    found, _ = run(real, str(write_exercise(tmp_path / "slow", **{"reference.py": SLOW})))
    assert found.by_limit >= 1


def test_a_mark_that_does_not_hold_is_a_problem(real: Context, tmp_path: Path) -> None:
    """A marked mutant that a check catches, and a mark of no mutant; each with file and line, beside the cap."""
    folder = write_exercise(tmp_path / "marked", **{"equivalent.yaml": MARK.format(becomes="return x - x")})
    _, (caught, cap) = run(real, str(folder))
    assert "equivalent.yaml:2: a check catches this mutant" in caught
    assert "1 of 2 mutants are marked" in cap
    (folder / "equivalent.yaml").write_text(MARK.format(becomes="return x * 3"))
    assert "marks no mutant" in run(real, str(folder))[1][0]


@pytest.mark.proof
def test_a_mark_must_reproduce_the_reference(real: Context, tmp_path: Path) -> None:
    """Of two marked survivors only the one whose answers are the reference's counts as equivalent."""
    reference = "def twice(x):\n    y = x + x if abs(x) > 0.5 else x + x + 1.0\n    return y + 0.25\n"
    marks = "equivalent:\n" + "".join(
        f'  - {{in: twice, line: "{line}", becomes: "{becomes}", reason: Draws lie between one and two.}}\n'
        for line, becomes in (
            ("y = x + x if abs(x) > 0.5 else x + x + 1.0", "y = x + x if abs(x) > 0.5 else x + x + 2.0"),
            ("return y + 0.25", "return y"),
        )
    )
    changed = {"checks.py": SOFT, "reference.py": reference, "equivalent.yaml": marks}
    found, problems = run(real, str(write_exercise(tmp_path / "marked", **changed)))
    assert [mark.becomes for mark in found.equivalent] == ["y = x + x if abs(x) > 0.5 else x + x + 2.0"]
    assert "return y" in {each.becomes for each in found.survivors}
    (differs,) = [problem for problem in problems if "does not reproduce" in problem]
    assert "equivalent.yaml:3: " in differs


def test_answers_left_to_chance_are_not_compared(real: Context, tmp_path: Path) -> None:
    """A check whose answers differ from run to run says nothing against a mark; the others still have to agree."""
    reference = (
        "import os\n\ndef coin():\n    return os.urandom(1)[0] % 2\n\n"
        "def twice(x):\n    y = abs(x) * 2.0\n    return y if x > 0 else -y\n"
    )
    mark = MARK.replace("line: return x + x", "line: return y if x > 0 else -y").format(
        becomes="return y if x >= 0 else -y"
    )
    coin = '\n@check("A coin")\ndef coin(learner, rng):\n    assert learner.coin() in (0, 1)\n'
    changed = {"checks.py": SOFT + coin, "reference.py": reference, "equivalent.yaml": mark}
    found, problems = run(real, str(write_exercise(tmp_path / "coin", **changed)))
    assert [problem for problem in problems if "does not reproduce" in problem] == []
    assert [held.becomes for held in found.equivalent] == ["return y if x >= 0 else -y"]


def test_a_broken_reference_says_so(real: Context, tmp_path: Path) -> None:
    """Without an accepted reference, or one that is Python, there is nothing to measure."""
    wrong = {"reference.py": PARTS["reference.py"].replace("x + x", "x + x if x > 0 else rng")}
    _, problems = run(real, str(write_exercise(tmp_path / "wrong", **wrong)))
    assert "the reference is not accepted" in problems[0]
    _, problems = run(real, str(write_exercise(tmp_path / "broken", **{"reference.py": "def twice(:\n"})))
    assert "reference.py:1: " in problems[0]


def test_the_page_is_kept_and_runs_only_what_changed(real: Context, tmp_path: Path) -> None:
    """A second run finds the row up to date; a changed check makes it stale."""
    page = tmp_path / "quality.md"
    run(real, page=page)
    (row,) = read_rows(page).values()
    assert (row.exercise, row.mutants, row.killed, row.survivors) == ("twice", 2, 2, 0)
    assert "| twice | 2 | 2 |" in page.read_text()
    assert "| **all** | 2 | 2 |" in page.read_text()
    assert asyncio.run(mutate_wanted(real, (), page=page)) == ((), ())
    checks = tmp_path / "pack" / "basics" / "twice" / "checks.py"
    checks.write_text(checks.read_text() + "\n# more\n")
    assert run(real, page=page)[0].killed == 2


def test_the_page_keeps_survivors_of_exercises_not_run(real: Context, tmp_path: Path) -> None:
    """What one run found stays on the page when the next run names another exercise."""
    page = tmp_path / "quality.md"
    changed = {"checks.py": SOFT, "reference.py": "def twice(x):\n    return 2.0 * x + 0.5\n"}
    write_exercise(tmp_path / "pack" / "basics" / "soft", **changed)
    run(real, "soft", page=page)
    lines = [line for line in page.read_text().splitlines() if line.startswith("soft, line")]
    assert lines
    run(real, "twice", page=page)
    assert [line for line in page.read_text().splitlines() if line.startswith("soft, line")] == lines
    assert set(read_rows(page)) == {"soft", "twice"}


def test_what_is_nothing_is_refused(real: Context) -> None:
    """An unknown name is one sentence."""
    with pytest.raises(UsageError):
        asyncio.run(mutate_wanted(real, ("nonsense",)))
