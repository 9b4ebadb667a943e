"""What the processes that run strangers' code are made of."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import studytui

GRADING = Path(studytui.__file__).parent / "grading"
LEARNER_SIDE = ("child", "cost", "foreign", "learner", "modules", "responder", "scratch", "stubs", "trouble", "values", "wire", "zygote")  # fmt: skip # noqa: E501 - one list
TELLING = {"expected", "want", "ref", "reference", "y"}


def test_children_import_nothing_of_the_program() -> None:
    """What a zygote loads before it forks holds neither screens, store, YAML, command line nor content."""
    code = (
        "import sys\nfrom studytui.grading import zygote, checker, learner, rehearsal\n"
        "print(*(name for name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = run.stdout.split()
    assert not {"textual", "rich", "yaml", "click", "sqlite3", "sqlite_utils", "fsrs"} & set(loaded)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("studytui.")}
    assert rooms <= {"checks", "domain", "errors", "frozen", "grading"}


def test_namespaces_come_before_numpy() -> None:
    """Loading the zygote loads no library that might start a thread before its namespaces are made."""
    code = "import sys\nfrom studytui.grading import zygote\nprint(*({'numpy', 'torch'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.split() == []


@pytest.mark.parametrize("name", LEARNER_SIDE)
def test_no_local_invites_peeking(name: str) -> None:
    """No function beneath a submission's frames has a local that sounds like an answer."""
    tree = ast.parse((GRADING / f"{name}.py").read_text(encoding="utf-8"))
    locals_ = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    locals_ |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    assert not locals_ & TELLING
