"""Which places are granted to children, on installs of every shape."""

import os
import sys
from pathlib import Path

import pytest

from studytui.grading.sandbox import libraries


def granted(**places: list[Path]) -> set[str]:
    """The paths of all grants."""
    return {grant.path for grant in libraries.grants(**places)}


def covers(paths: set[str], place: Path) -> bool:
    """Whether a grant lets `place` be read."""
    return any(str(place) == path or str(place).startswith(path + "/") for path in paths)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages with two packages, this program, and an editable install beside it."""
    folder = tmp_path / "lib" / "python3.11" / "site-packages"
    for name in ("numpy", "six_like", "studytui", "studytui-1.0.dist-info"):
        (folder / name).mkdir(parents=True)
    (folder / "single.py").touch()
    (folder / "editable.pth").write_text(str(tmp_path / "project" / "src"))
    (tmp_path / "project" / "src").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(folder), str(tmp_path / "project" / "src")])
    return folder


def test_packages_are_granted_one_by_one(site: Path) -> None:
    """Each package can be read; their folder, this program and source trees of editable installs cannot."""
    paths = granted()
    assert covers(paths, site / "numpy" / "core.py")
    assert covers(paths, site / "single.py")
    for private in (
        site,
        site / "studytui" / "paths.py",
        site / "studytui-1.0.dist-info" / "RECORD",
        site / "editable.pth",
    ):
        assert not covers(paths, private)
    assert not covers(paths, site.parents[2] / "project" / "src" / "secret.py")


def test_site_inside_the_standard_library(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the packages lie in the library's folder, that is granted piece by piece."""
    library = site.parent
    (library / "json").mkdir()
    (library / "os.py").touch()
    monkeypatch.setattr(os, "__file__", str(library / "os.py"))
    paths = granted()
    assert covers(paths, library / "json" / "decoder.py")
    assert covers(paths, library / "os.py")
    assert not covers(paths, library)
    assert not covers(paths, site / "studytui" / "paths.py")
    assert not covers(paths, tmp_path)


def test_environment_inside_a_private_folder(tmp_path: Path, site: Path) -> None:
    """Libraries of a venv that lies in a private folder can be read, and nothing else there."""
    paths = granted(forbidden=[tmp_path])
    assert covers(paths, site / "numpy" / "core.py")
    assert not covers(paths, tmp_path / "notes.md")


def test_link_into_a_private_folder(tmp_path: Path, site: Path) -> None:
    """A package that is a link into a private folder is not granted."""
    (tmp_path / "packs" / "thing").mkdir(parents=True)
    (site / "thing").symlink_to(tmp_path / "packs" / "thing")
    assert not covers(granted(forbidden=[tmp_path / "packs"]), tmp_path / "packs" / "thing" / "checks.py")


def test_private_folder_inside_a_readable_one(tmp_path: Path, site: Path) -> None:
    """A place that contains a private one is not granted, even when it is asked for."""
    del site
    (tmp_path / "data" / "packs").mkdir(parents=True)
    paths = granted(readable=[tmp_path / "data"], forbidden=[tmp_path / "data" / "packs"])
    assert not covers(paths, tmp_path / "data")


def test_this_very_install() -> None:
    """Here, too, the program cannot be read and the standard library can."""
    paths = granted()
    assert not covers(paths, Path(libraries.__file__))
    assert covers(paths, Path(os.__file__))
    assert not covers(paths, Path.home())
