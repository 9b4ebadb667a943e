"""The arrows of docs/architecture.md, read off the imports themselves."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "studytui"

# What each room may import from the program; any room may import itself, and `frozen`, which imports nothing.
ARROWS = {
    "frozen": set(),
    "domain": set(),
    "errors": set(),
    "files": {"errors"},
    "paths": {"errors"},
    "config": {"errors", "paths", "files"},
    "content": {"domain", "errors", "files"},
    "store": {"domain", "errors", "files"},
    "checks": {"grading"},
    "grading": {"domain", "errors", "checks"},
    "journal": {"domain", "errors", "files"},
    "mutation": set(),
    "lab": {"domain", "errors", "files"},
    "study": {
        "domain",
        "errors",
        "files",
        "paths",
        "config",
        "content",
        "store",
        "grading",
        "journal",
        "mutation",
        "lab",
    },
    "tui": {"domain", "errors", "study"},
    "cli": {"domain", "errors", "files", "paths", "config", "study", "grading", "content", "store", "journal", "tui"},
}


def imports(path: Path) -> set[str]:
    """Every module a file imports, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names if node.module == "studytui"}
    return found


def rooms_of(modules: set[str]) -> set[str]:
    """The rooms of the program among those modules."""
    parts = [module.split(".") for module in modules if module.startswith("studytui.")]
    return {part[1] for part in parts if part[1] != "__version__"}


def sources() -> list[Path]:
    """Every source file of the program that belongs to a room."""
    return [path for path in sorted(SRC.rglob("*.py")) if path.name != "__main__.py" and path.parent.name != "_builtin"]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(SRC)))
def test_arrows_run_one_way(path: Path) -> None:
    """A file imports only the rooms that its own room may know."""
    relative = path.relative_to(SRC)
    room = relative.parts[0].removesuffix(".py")
    if room == "__init__":
        assert not rooms_of(imports(path))
        return
    assert rooms_of(imports(path)) <= ARROWS[room] | {room, "frozen"}


@pytest.mark.parametrize("path", sorted((SRC / "domain").glob("*.py")), ids=lambda path: path.name)
def test_domain_is_pure(path: Path) -> None:
    """The domain imports nothing from outside the standard library, and neither files, processes nor a clock."""
    outside = {module.split(".")[0] for module in imports(path)} - {"studytui"}
    assert outside <= sys.stdlib_module_names
    assert not outside & {"os", "io", "sqlite3", "subprocess", "time", "asyncio", "random"}
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & {"now", "utcnow", "today"}


def test_sources_hold_no_assert_of_input() -> None:
    """No source file outside the author's API rests on `assert`, which `python -O` removes."""
    held = [
        str(path.relative_to(SRC))
        for path in sources()
        if any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    assert held == []


@pytest.mark.parametrize(
    ("module", "kept_out"),
    [
        ("studytui.cli.main", {"textual", "fsrs", "numpy", "torch", "sqlite_utils", "yaml"}),
        ("studytui.tui.app", {"fsrs", "numpy", "torch", "sqlite_utils", "yaml"}),
        ("studytui.study.today", {"fsrs", "click", "textual", "numpy", "sqlite_utils", "yaml"}),
        ("studytui.grading.engine", {"numpy", "torch", "textual", "yaml", "sqlite3"}),
    ],
)
def test_heavy_libraries_stay_off_the_way_in(module: str, kept_out: set[str]) -> None:
    """Importing the way in of a face of the program loads none of the libraries that would slow its first frame."""
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert not kept_out & set(run.stdout.split())
