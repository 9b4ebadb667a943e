"""Where the shipped exercises lie, and their files as modules and trees."""

import ast
import sys
from pathlib import Path
from types import ModuleType

EXERCISES = Path(__file__).parents[2] / "exercises"
ALTERNATIVES = Path(__file__).parent / "alternatives"
FOLDERS = sorted(path.parent for path in EXERCISES.glob("*/*/exercise.yaml"))


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
