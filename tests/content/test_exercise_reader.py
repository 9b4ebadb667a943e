"""Exercise folders: what is read, and every problem by its file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studytui.content.exercise_reader import load_exercise, load_files
from studytui.domain.exercise import Backend, ExerciseKind, Limits
from studytui.errors import ContentError

NewExercise = Callable[..., Path]


def refused(folder: Path) -> list[str]:
    """The problems of a folder, with places relative to it."""
    with pytest.raises(ContentError) as caught:
        load_exercise(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_every_key_reaches_its_field(tmp_path: Path, new_exercise: NewExercise) -> None:
    """An exercise.yaml that uses all keys is read without loss."""
    folder = new_exercise(tmp_path)
    path = folder / "exercise.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("kind: build", "kind: fix")
        + "core: [Twice.fit]\nallow: [math.fsum]\nscratch: true\nprerequisites: [py-once]\nserves: [plan:W1]\n"
        + "limits: {check_seconds: 2.5, total_seconds: 20, memory_mb: 128, output_kb: 64}\n"
        + "forbid: [numpy.dot, 'sklearn.*', {syntax: for, in: twice}, 'syntax: while', {name: sum, in: A.b}]\n",
        encoding="utf-8",
    )
    exercise = load_exercise(folder, "mine")
    assert (exercise.id, exercise.kind, exercise.backend, exercise.pack) == (
        "py-twice",
        ExerciseKind.FIX,
        Backend.PYTHON,
        "mine",
    )
    assert exercise.limits == Limits(2.5, 20, 128, 64)
    assert exercise.forbid == ("numpy.dot", "sklearn.*", "syntax: for in: twice", "syntax: while", "sum in: A.b")
    assert (exercise.core, exercise.allow, exercise.scratch) == (("Twice.fit",), ("math.fsum",), True)
    assert (exercise.prerequisites, exercise.serves, len(exercise.hints)) == (("py-once",), ("plan:W1",), 3)


def test_files_come_as_bytes_with_their_mistakes(tmp_path: Path, new_exercise: NewExercise) -> None:
    """Programs are handed over as they lie on disk, mistakes with what their docstring says."""
    folder = new_exercise(tmp_path)
    files = load_files(load_exercise(folder))
    assert files.reference == (folder / "reference.py").read_bytes()
    assert files.probes is None
    assert files.prompt.startswith("# Twice")
    (mistake,) = files.mistakes
    assert (mistake.name, mistake.what, mistake.caught_by) == ("adds_one", "Adds one instead.", "doubles")


def test_probes_are_read_where_they_are(tmp_path: Path, new_exercise: NewExercise) -> None:
    """A probes.py comes along as bytes."""
    folder = new_exercise(tmp_path)
    (folder / "probes.py").write_text("# none\n", encoding="utf-8")
    assert load_files(load_exercise(folder)).probes == b"# none\n"


@pytest.mark.parametrize(
    ("old", "new", "want"),
    [
        ("backend: python", "backend: jax", "exercise.yaml:7: `backend` of the exercise is `jax`, but must be one of"),
        ("backend: python\n", "", "exercise.yaml:1: the exercise lacks `backend`; add it"),
        ("difficulty: 1", "difficulty: 6", "exercise.yaml:5: `difficulty` of the exercise must be a whole number"),
        ("difficulty: 1", "dificulty: 1", "exercise.yaml:5: the exercise has an unknown key `dificulty`; did you mean"),
        ("schema: 1", "schema: 2", "exercise.yaml:1: this program reads `schema: 1`"),
        ("exports: [twice]", "exports: []", "exercise.yaml:8: `exports` must name at least one"),
        ("exports: [twice]", "exports: [2x]", "exercise.yaml:8: each of `exports` must be a Python name"),
        (
            "exports: [twice]",
            "exports: [a]\nforbid: [a b]",
            "exercise.yaml:9: rule 1 of `forbid` must be a dotted name",
        ),
        (
            "exports: [twice]",
            "exports: [a]\nforbid: [numpy.dot, 'warnings.*']",
            "exercise.yaml:9: rule 2 of `forbid` must not forbid `warnings`: Python itself calls it",
        ),
        (
            "exports: [twice]",
            "exports: [a]\nforbid:\n  - {name: builtins.sorted, in: a}",
            "exercise.yaml:10: rule 1 of `forbid` must not forbid `builtins`: the grader itself",
        ),
        ("exports: [twice]", "exports: [a]\nforbid: [{in: a}]", "exercise.yaml:9: rule 1 of `forbid` needs `name` or"),
        (
            "exports: [twice]",
            "exports: [a]\nserves: [W1]",
            "exercise.yaml:9: each of `serves` must be a plan and a unit",
        ),
        ("minutes: 30", "minutes: 30\nlimits: {memory_mb: 1}", "exercise.yaml:7: `memory_mb` of `limits` must be"),
        ("minutes: 30", "minutes: 30\nlimits: {check_seconds: 1e-5}", "exercise.yaml:7: `1e-5` is read as text"),
    ],
)
def test_wrong_facts_tell_their_line(tmp_path: Path, new_exercise: NewExercise, old: str, new: str, want: str) -> None:
    """Each wrong fact is told with its line."""
    folder = new_exercise(tmp_path)
    path = folder / "exercise.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(problem.startswith(want) for problem in refused(folder)), refused(folder)


@pytest.mark.parametrize("name", ["exercise.yaml", "prompt.md", "notes.md", "starter.py", "reference.py", "checks.py"])
def test_a_missing_file_is_named(tmp_path: Path, new_exercise: NewExercise, name: str) -> None:
    """Each file that is not there is a problem of its own."""
    folder = new_exercise(tmp_path)
    (folder / name).unlink()
    assert f"{name}: there is no such file; check the path" in refused(folder)


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("def twice(x):\n    return x\n", "mistakes/adds_one.py:1: a mistake must begin with a docstring"),
        ('"""Only what is wrong."""\n', "mistakes/adds_one.py:1: a mistake must begin with a docstring"),
        (
            '"""Wrong.\n\ncaught by: double\n"""\n',
            "mistakes/adds_one.py:4: `caught by:` names no check of checks.py; did",
        ),
        ("", "mistakes/adds_one.py: the file is empty"),
    ],
)
def test_a_mistake_must_say_what_catches_it(tmp_path: Path, new_exercise: NewExercise, source: str, want: str) -> None:
    """A mistake without a docstring, or one that names no check, is a problem."""
    folder = new_exercise(tmp_path)
    (folder / "mistakes" / "adds_one.py").write_text(source, encoding="utf-8")
    assert any(problem.startswith(want) for problem in refused(folder)), refused(folder)


def test_the_docstring_is_read_without_running_the_file(tmp_path: Path, new_exercise: NewExercise) -> None:
    """A mistake whose code would stop the program, or is no Python at all, is read as text."""
    folder = new_exercise(tmp_path)
    text = '# comment\n\n"""Loops.\n\nBadly.\ncaught by: doubles\n"""\nraise SystemExit\n((((\n'
    (folder / "mistakes" / "adds_one.py").write_text(text, encoding="utf-8")
    (mistake,) = load_files(load_exercise(folder)).mistakes
    assert (mistake.what, mistake.caught_by) == ("Loops.", "doubles")


def test_checks_and_mistakes_must_be_there(tmp_path: Path, new_exercise: NewExercise) -> None:
    """An exercise without checks or known mistakes proves nothing, and says so."""
    folder = new_exercise(tmp_path)
    (folder / "checks.py").write_text("x = 1\n", encoding="utf-8")
    (folder / "mistakes" / "adds_one.py").unlink()
    found = refused(folder)
    assert any("checks.py: no check stands here" in problem for problem in found)
    assert any(problem.startswith("mistakes: there is no known mistake") for problem in found)


def test_a_folder_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A folder without exercise.yaml, with a name that is no id, is two problems and no crash."""
    folder = tmp_path / "Not An Id"
    folder.mkdir()
    found = refused(folder)
    assert len(found) == 2
    assert "the folder's name is the exercise's id" in found[0] + found[1]
