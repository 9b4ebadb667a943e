"""Where things are kept."""

import os
from dataclasses import fields
from pathlib import Path

import platformdirs
import pytest

from studytui import paths
from studytui.errors import UsageError
from studytui.paths import expanded


def test_studytui_home_holds_everything(tmp_path: Path) -> None:
    """Every directory lies below it, and finding them creates none."""
    found = paths.find({"STUDYTUI_HOME": str(tmp_path / "home")})
    places = [getattr(found, item.name) for item in fields(found)]
    derived = [
        found.config_file,
        found.database,
        found.backups,
        found.solutions,
        found.journal,
        found.packs,
        found.kept,
    ]
    assert all(place.is_relative_to(tmp_path / "home") for place in [*places, *derived])
    assert len(set(places)) == len(places)
    assert not (tmp_path / "home").exists()


def test_a_relative_or_tilde_home_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The data does not move when the working directory does."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/somebody")
    assert paths.find({"STUDYTUI_HOME": "here"}).data_dir == tmp_path / "here" / "data"
    assert paths.find({"STUDYTUI_HOME": "~/study"}).data_dir == Path("/home/somebody/study/data")


@pytest.mark.parametrize("own", [{}, {"STUDYTUI_HOME": ""}, {"XDG_DATA_HOME": "/data"}, {"XDG_CONFIG_HOME": " "}])
def test_without_it_the_platform_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own: dict[str, str]) -> None:
    """The directories are those that platformdirs names, and the workspace is a visible folder at home."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "STUDYTUI_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": str(tmp_path), **own}.items():
        monkeypatch.setenv(name, value)
    found = paths.find(os.environ)
    dirs = platformdirs.PlatformDirs("studytui")
    wanted = dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path
    assert (found.config_dir, found.data_dir, found.state_dir, found.cache_dir) == wanted
    assert found.workspace == tmp_path / "studytui"


def test_the_built_in_content_is_found() -> None:
    """Plans and exercises are there, in the repository as in the wheel."""
    found = paths.find({"STUDYTUI_HOME": "/nowhere"})
    assert list(found.builtin_plans.glob("*.yaml"))
    assert list(found.builtin_exercises.glob("*/*/exercise.yaml"))


def test_the_packaged_content_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Inside an installed package the content lies beside the modules; else at the repository's top."""
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "src" / "studytui")
    found = paths.find({"STUDYTUI_HOME": "/nowhere"})
    assert found.builtin_plans == tmp_path / "curriculum"
    (tmp_path / "src" / "studytui" / "_builtin" / "curriculum").mkdir(parents=True)
    assert found.builtin_plans == tmp_path / "src" / "studytui" / "_builtin" / "curriculum"
    assert found.builtin_exercises == tmp_path / "exercises"


def test_the_home_of_nobody() -> None:
    """A tilde with a name that the system does not know is one sentence."""
    with pytest.raises(UsageError, match="~nobody-of-that-name/x names the home of a user not known here"):
        expanded("~nobody-of-that-name/x")
