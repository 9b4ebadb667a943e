"""The small study as fixtures."""

import os
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from tests.tui.small_study import SMALL, START, WEDNESDAY, Clock, FakeEngine, write_pack
from textual.widgets import Input, TextArea

from studytui.config import Config
from studytui.content.library import Library
from studytui.paths import find
from studytui.study import plans
from studytui.study.context import Context
from studytui.tui.app import StudyApp


@pytest.fixture(autouse=True)
def quiet_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's terminal reaches a picture, and no cursor blinks."""
    for name in list(os.environ):
        if (name.startswith("TEXTUAL") and "SNAPSHOT" not in name) or name in {
            "NO_COLOR",
            "COLORTERM",
            "FORCE_COLOR",
            "TMUX",
            "SSH_CONNECTION",
        }:
            monkeypatch.delenv(name)
    for field in (Input, TextArea):
        init = field.__init__

        def steady(self: Any, *args: Any, _init: Any = init, **kwargs: Any) -> None:
            _init(self, *args, **kwargs)
            self.cursor_blink = False

        monkeypatch.setattr(field, "__init__", steady)


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of three exercises in two tracks."""
    return write_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def clock() -> Clock:
    """Wednesday of the small plan's second week, 18:02."""
    return Clock(WEDNESDAY)


@pytest.fixture
def ctx(tmp_path: Path, clock: Clock, pack: Path) -> Iterator[Context]:
    """An empty study with the small plan at hand, none chosen."""
    paths = find({"STUDYTUI_HOME": str(tmp_path / "home")})
    library = Library([SMALL / "plans"], [("builtin", pack)], paths.cache_dir)
    context = Context(paths, Config(), clock, library=library, zone=UTC)
    yield context
    context.close()


@pytest.fixture
def engine() -> FakeEngine:
    """The grader that only says."""
    return FakeEngine()


@pytest.fixture
def app(ctx: Context, engine: FakeEngine) -> StudyApp:
    """The app in the second week of the small plan."""
    plans.use(ctx, "small", START)
    return StudyApp(ctx, open_engine=lambda: engine)  # type: ignore[arg-type, return-value]  # stands in for the grader
