"""Every exercise keeps the standard of docs/writing-exercises.md, as far as it can be read off its files."""

import ast
import doctest
import re
from pathlib import Path

from tests.exercises.shared import (
    ALTERNATIVES,
    FOLDERS,
    definitions,
    imported,
    reference_of,
    tree_of,
)

from studytui.domain.core import cores, disagreement, without_cores
from studytui.domain.exercise import ExerciseFiles, ExerciseKind

WIDTH = 76
LATEX = re.compile(r"\$[^$\n]+\$|\\(?:frac|sum|mathbf|left|right|begin|sqrt|cdot)\b|\\[(\[]")
SECTIONS = ("## Why", "## Build", "## The mathematics in five lines", "## Example", "## Edge cases", "## Allowed")


def test_there_are_exercises() -> None:
    """The folder of exercises is found, so that the tests of each one are not empty."""
    assert len(FOLDERS) >= 6


def test_the_prompt_fits_the_screen(files: ExerciseFiles) -> None:
    """A prompt has every section in order, no line over 76 columns and no LaTeX."""
    lines = files.prompt.splitlines()
    assert [line for line in lines if len(line) > WIDTH] == []
    assert LATEX.findall(files.prompt) == []
    places = [next((n for n, line in enumerate(lines) if line.startswith(title)), -1) for title in SECTIONS]
    assert places == sorted(places)
    assert places[0] > 0


def test_the_refresher_has_five_lines(files: ExerciseFiles) -> None:
    """The mathematics is five lines of formulas."""
    after = files.prompt.split("## The mathematics in five lines\n", 1)[1].strip("\n")
    block = re.match(r"(?:    .*\n)+", after + "\n")
    assert block is not None
    assert len(block[0].splitlines()) == 5


def test_the_example_is_what_the_reference_computes(folder: Path, files: ExerciseFiles) -> None:
    """Every number of the worked example comes out of the reference."""
    session = files.prompt.replace("```python\n", "").replace("```\n", "\n")
    names = dict(vars(reference_of(folder.name)))
    example = doctest.DocTestParser().get_doctest(session, names, folder.name, None, 0)
    assert len(example.examples) >= 3
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(example, out=told.append)
    assert result.failed == 0, "".join(told)


def test_the_prompt_names_what_is_exported(files: ExerciseFiles) -> None:
    """Every name to be built stands in the prompt and in the starter."""
    tree = ast.parse(files.starter)
    for name in files.exercise.exports:
        assert name in files.prompt
        assert name in definitions(tree)


def test_the_starter_holds_signatures_only(files: ExerciseFiles) -> None:
    """A starter's functions have a docstring at most, and raise NotImplementedError; a program to fix is whole."""
    if files.exercise.kind is ExerciseKind.FIX:
        assert b"NotImplementedError" not in files.starter
        return
    for name, node in definitions(ast.parse(files.starter)).items():
        if isinstance(node, ast.FunctionDef):
            *above, last = node.body
            assert ast.unparse(last) == "raise NotImplementedError", name
            assert all(isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in above), name


def test_hints_minutes_and_mistakes(files: ExerciseFiles) -> None:
    """There are three hints, the last saying more than the first; half an hour to an hour of work; four mistakes."""
    nudge, _, nearly = files.exercise.hints
    assert 100 < len(nudge) < len(nearly)
    assert LATEX.findall(" ".join(files.exercise.hints)) == []
    assert 30 <= files.exercise.minutes <= 60
    assert len(files.mistakes) >= 4


def test_the_core_is_marked(files: ExerciseFiles) -> None:
    """Every name of `core` holds one marked part, every marked part lies in one, and the rest is still Python."""
    source = files.reference.decode()
    assert len(files.exercise.core) > 0
    assert disagreement(source, files.exercise.core) == ""
    rest = ast.parse(without_cores(source))
    assert ast.unparse(rest).count("raise NotImplementedError") == len(cores(source))


def test_notes_say_why_and_where_from(files: ExerciseFiles) -> None:
    """Notes explain, lead on, propose an experiment and name their source."""
    for title in ("## Why it works", "## What to look at next", "## Try on Thursday", "## Source"):
        assert len(files.notes.split(f"{title}\n", 1)[1].split("\n## ")[0].strip()) > 40, title
    assert LATEX.findall(files.notes) == []
    assert [line for line in files.notes.splitlines() if len(line) > 80] == []


def test_checks_and_probes_import_what_they_may(folder: Path) -> None:
    """Checks and probes use the author's API alone; probes know neither checks nor reference; nobody reads a clock."""
    for name in ("checks.py", "probes.py"):
        path = folder / name
        if not path.exists():
            continue
        modules = imported(tree_of(path))
        assert {each for each in modules if each.startswith("studytui")} <= {"studytui.checks"}
        assert not modules & {"time", "datetime", "random", "timeit"}
        assert not re.search(r"(?:np|numpy)\.random\.(?!Generator)|torch\.manual_seed|torch\.rand", path.read_text())
        if name == "probes.py":
            assert not modules & {"reference", "checks"}


def test_two_other_right_answers_are_kept(folder: Path) -> None:
    """Every exercise has at least two right answers in another style than the reference."""
    assert len(list((ALTERNATIVES / folder.name).glob("*.py"))) >= 2
