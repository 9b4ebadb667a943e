"""The exercises that ship with the program, whatever they are: a new folder joins every test by existing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.exercises.shared import ALTERNATIVES, FOLDERS

from studytui.content.exercise_reader import load_exercise, load_files
from studytui.domain.exercise import ExerciseFiles
from studytui.grading.engine import Engine


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of `folder` once per exercise, a test of `alternative` once per other right answer."""
    if "folder" in metafunc.fixturenames:
        metafunc.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
    if "alternative" in metafunc.fixturenames:
        paths = sorted(ALTERNATIVES.glob("*/*.py"))
        metafunc.parametrize("alternative", paths, ids=[f"{path.parent.name}-{path.stem}" for path in paths])


@pytest.fixture
def files(folder: Path) -> ExerciseFiles:
    """Everything in one exercise folder."""
    return load_files(load_exercise(folder))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine() -> AsyncIterator[Engine]:
    """An engine whose helper processes serve all tests of a module."""
    async with Engine() as shared:
        yield shared
