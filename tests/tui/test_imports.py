"""Who imports whom among the screens."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import studytui.tui

ROOM = Path(studytui.tui.__file__).parent


def imports(file: Path) -> set[str]:
    """The modules of the screens that a file imports, for types or late in a function too."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    lines = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {
        f"{line.module}.{alias.name}" if line.module == "studytui.tui" else line.module
        for line in lines
        if line.module is not None and line.module.startswith("studytui.tui")
        for alias in line.names
    }


def test_no_module_imports_itself_by_a_detour() -> None:
    """Screens know the app by its role, and what they are made of does not know them."""
    graph = {
        ".".join(("studytui", "tui", *file.relative_to(ROOM).with_suffix("").parts)): imports(file)
        for file in ROOM.rglob("*.py")
        if file.stem != "__init__"
    }
    assert len(graph) > 30
    order = list(TopologicalSorter(graph).static_order())
    assert (
        order.index("studytui.tui.roles") < order.index("studytui.tui.screens.base") < order.index("studytui.tui.app")
    )
