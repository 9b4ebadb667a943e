"""Exercise folders: `exercise.yaml` and the texts beside it. Programs are read as bytes, never executed or parsed."""

import re
from pathlib import Path

from studytui.content.equivalents import read_equivalents
from studytui.content.fields import Fields
from studytui.content.forbid import rules_of
from studytui.content.nearest import suggestion
from studytui.content.sources import MAX_EXERCISE_BYTES, Problems, decode, read_bytes
from studytui.content.yaml_reader import read_yaml
from studytui.domain.exercise import Backend, Exercise, ExerciseFiles, ExerciseKind, Limits, Mistake
from studytui.errors import ContentError, Problem

SCHEMA = "1"
FACTS = "exercise.yaml"
TEXTS = ("prompt.md", "notes.md", "starter.py", "reference.py", "checks.py")
LOOSE = "folder"
"""The pack of an exercise that was named by its path and lies in no pack."""

EXERCISE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SERVES = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*:[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*")
_DOCSTRING = re.compile(r'\A(?:[ \t]*(?:#[^\n]*)?\n)*[rR]?("""|\'\'\')(.*?)\1', re.DOTALL)
_CHECK = re.compile(r"^@check\b.*?^def[ ]+(\w+)", re.MULTILINE | re.DOTALL)
_CAUGHT = "caught by:"


def load_exercise(folder: Path, pack: str = LOOSE) -> Exercise:
    """The exercise of a folder, with all its files looked at.

    Raises:
        ContentError: with every problem of every file of the folder.
    """
    exercise, found = read_facts(folder, pack)
    if exercise is not None:
        _, more = read_files(exercise)
        found += more
    if found or exercise is None:
        raise ContentError(found)
    return exercise


def load_files(exercise: Exercise) -> ExerciseFiles:
    """Every file of an exercise, as the grader needs them.

    Raises:
        ContentError: a file is missing or cannot be used; with every problem found.
    """
    files, found = read_files(exercise)
    if found or files is None:
        raise ContentError(found)
    return files


def read_facts(folder: Path, pack: str) -> tuple[Exercise | None, list[Problem]]:
    """What `exercise.yaml` says, and what is wrong with it; the exercise is None when anything is."""
    path = folder / FACTS
    problems = Problems(str(path))
    if not EXERCISE_ID.fullmatch(folder.name) or len(folder.name) > 80:
        problems.add(0, "the folder's name is the exercise's id: lower-case letters, digits and single hyphens")
    root = read_yaml(path, problems, MAX_EXERCISE_BYTES)
    if root is None:
        return None, problems.listed()
    fields = Fields(root, problems, "the exercise")
    exercise = _exercise(fields, folder, pack)
    fields.close()
    return (None if problems else exercise), problems.listed()


def _exercise(fields: Fields, folder: Path, pack: str) -> Exercise:
    if fields.text("schema", required=True) not in (SCHEMA, ""):
        fields.problems.add(
            fields.line_of("schema"), "this program reads `schema: 1`; write that, or update the program"
        )
    exports = _names(fields, "exports")
    if not exports:
        fields.problems.add(fields.line_of("exports"), "`exports` must name at least one function or class to build")
    return Exercise(
        id=folder.name,
        title=fields.text("title", required=True),
        track=fields.text("track", required=True),
        folder=folder,
        kind=fields.choice("kind", ExerciseKind, ExerciseKind.BUILD),
        difficulty=fields.whole("difficulty", 1, low=1, high=5, required=True),
        minutes=fields.whole("minutes", 60, low=1, high=600, required=True),
        backend=fields.choice("backend", Backend, Backend.NUMPY, required=True),
        exports=exports,
        core=_names(fields, "core"),
        forbid=rules_of(fields, "forbid"),
        allow=fields.texts("allow"),
        limits=_limits(fields.section("limits")),
        scratch=fields.flag("scratch"),
        prerequisites=_matching(fields, "prerequisites", EXERCISE_ID, "the id of an exercise, such as la-pca-svd"),
        serves=_matching(fields, "serves", _SERVES, "a plan and a unit, such as plan52-agentic-recsys:W1"),
        hints=fields.texts("hints"),
        pack=pack,
    )


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    return _matching(fields, key, _NAME, "a Python name, such as fit or KMeans.fit")


def _matching(fields: Fields, key: str, pattern: re.Pattern[str], want: str) -> tuple[str, ...]:
    texts = fields.texts(key)
    for text, node in zip(texts, fields.nodes(key), strict=True):
        if text and not pattern.fullmatch(text):
            fields.problems.add(node.line, f"each of `{key}` must be {want}")
    return texts


def _limits(fields: Fields | None) -> Limits:
    default = Limits()
    if fields is None:
        return default
    limits = Limits(
        check_seconds=fields.number("check_seconds", default.check_seconds, low=0.1, high=600),
        total_seconds=fields.number("total_seconds", default.total_seconds, low=0.1, high=3600),
        memory_mb=fields.whole("memory_mb", default.memory_mb, low=16, high=65_536),
        output_kb=fields.whole("output_kb", default.output_kb, low=1, high=65_536),
    )
    fields.close()
    return limits


def read_files(exercise: Exercise) -> tuple[ExerciseFiles | None, list[Problem]]:
    """Every file of an exercise and what is wrong with them; None when one that is needed is missing."""
    found: list[Problem] = []
    texts = {name: _bytes(exercise.folder / name, found) for name in TEXTS}
    probes = exercise.folder / "probes.py"
    probe_bytes = _bytes(probes, found) if probes.exists() else None
    mistakes = _mistakes(exercise.folder / "mistakes", texts["checks.py"], found)
    equivalents, odd = read_equivalents(exercise.folder)
    found += odd
    if found:
        return None, found
    files = ExerciseFiles(
        exercise=exercise,
        prompt=texts["prompt.md"].decode(),
        notes=texts["notes.md"].decode(),
        starter=texts["starter.py"],
        reference=texts["reference.py"],
        checks=texts["checks.py"],
        probes=probe_bytes,
        mistakes=mistakes,
        equivalents=equivalents,
    )
    return files, []


def read_part(path: Path) -> str:
    """One text file of an exercise.

    Raises:
        ContentError: it is missing or no text.
    """
    found: list[Problem] = []
    data = _bytes(path, found)
    if found:
        raise ContentError(found)
    return data.decode()


def _bytes(path: Path, found: list[Problem]) -> bytes:
    """The UTF-8 bytes of a file; what is wrong with them joins `found`."""
    problems = Problems(str(path))
    data = read_bytes(path, MAX_EXERCISE_BYTES, problems)
    text = None if data is None else decode(data, problems)
    if text is not None and not text.strip():
        problems.add(0, "the file is empty; write it")
    found += problems.listed()
    return (text or "").encode()


def _mistakes(folder: Path, checks: bytes, found: list[Problem]) -> tuple[Mistake, ...]:
    ids = tuple(_CHECK.findall(checks.decode()))
    if checks and not ids:
        found.append(
            Problem(str(folder.parent / "checks.py"), "no check stands here; decorate a function with `@check`")
        )
    paths = sorted(folder.glob("*.py")) if folder.is_dir() else []
    if not paths:
        found.append(Problem(str(folder), "there is no known mistake; add at least one `mistakes/<name>.py`"))
    return tuple(mistake for path in paths if (mistake := _mistake(path, ids, found)) is not None)


def _mistake(path: Path, ids: tuple[str, ...], found: list[Problem]) -> Mistake | None:
    source = _bytes(path, found)
    if not source:
        return None
    docstring = _DOCSTRING.match(source.decode())
    lines = [line.strip() for line in docstring[2].strip().splitlines()] if docstring else []
    if len(lines) < 2 or not lines[-1].lower().startswith(_CAUGHT):
        what = (
            "must begin with a docstring whose first line says what is wrong and whose last is `caught by: <check id>`"
        )
        found.append(Problem(f"{path}:1", f"a mistake {what}"))
        return None
    caught_by = lines[-1][len(_CAUGHT) :].strip().rstrip(".")
    if ids and caught_by not in ids:
        near = suggestion(caught_by, ids) or f"; its checks are {', '.join(ids)}"
        found.append(
            Problem(f"{path}:{_last_line(source, docstring)}", f"`caught by:` names no check of checks.py{near}")
        )
    return Mistake(path.stem, lines[0], caught_by, source)


def _last_line(source: bytes, docstring: re.Match[str] | None) -> int:
    end = docstring.end() if docstring else 0
    return source.decode().count("\n", 0, end) + 1
