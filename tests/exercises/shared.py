"""Where the shipped exercises lie, and their files as modules and trees."""

import ast
import sys
from pathlib import Path
from types import ModuleType

EXERCISES = Path(__file__).parents[2] / "exercises"
ALTERNATIVES = Path(__file__).parent / "alternatives"
FOLDERS = sorted(path.parent for path in EXERCISES.glob("*/*/exercise.yaml"))
CORE_BEGINS, CORE_ENDS = "# core: begin", "# core: end"


def reference_of(exercise: str) -> ModuleType:
    """The reference of an exercise as a module, under a name of its own."""
    path = next(folder for folder in FOLDERS if folder.name == exercise) / "reference.py"
    module = ModuleType(f"reference_of_{exercise}".replace("-", "_"))
    sys.modules[module.__name__] = module
    exec(compile(path.read_bytes(), path, "exec"), module.__dict__)  # noqa: S102 - our own content
    return module


def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_bytes(), path)


def definitions(tree: ast.Module) -> dict[str, ast.stmt]:
    """Functions, classes and their methods by dotted name."""
    found: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found[node.name] = node
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{inner.name}": inner for inner in node.body if isinstance(inner, ast.FunctionDef)}
    return found


def imported(tree: ast.Module) -> set[str]:
    """The dotted names of all modules that a file imports from."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def cores(source: str) -> list[tuple[int, int]]:
    """First and last line, counted from 1, of every part between the marks of a core; the marks not included."""
    spans, begin = [], 0
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() == CORE_BEGINS:
            assert not begin, f"line {number}: a core begins within a core"
            begin = number
        elif line.strip() == CORE_ENDS:
            assert begin, f"line {number}: a core ends that never began"
            spans.append((begin + 1, number - 1))
            begin = 0
    assert not begin, f"line {begin}: a core begins and never ends"
    return spans


def without_cores(source: str) -> str:
    """The source with each core cut out: what a review gives."""
    lines = source.splitlines()
    for first, last in reversed(cores(source)):
        mark = lines[first - 2]
        lines[first - 2 : last + 1] = [mark[: len(mark) - len(mark.lstrip())] + "raise NotImplementedError"]
    return "\n".join(lines) + "\n"
