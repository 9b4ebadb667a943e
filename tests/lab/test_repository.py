"""The commit a script stands on."""

import subprocess
from pathlib import Path

import pytest

from studytui.lab.repository import commit_of


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit of one script."""
    for name, value in {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "train.py").write_text("1", encoding="utf-8")
    who = ["-c", "user.name=n", "-c", "user.email=e"]
    for words in (["init", "-q"], ["add", "train.py"], [*who, "commit", "-q", "-m", "m"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


def test_commit_and_what_is_not_in_it(repository: Path, tmp_path: Path) -> None:
    """Other untracked files do not matter; a change does, and so does a script that git does not know."""
    script = repository / "train.py"
    commit, dirty = commit_of(script, tmp_path)
    assert len(commit) == 40
    assert not dirty
    other = repository / "other.py"
    other.write_text("2", encoding="utf-8")
    assert commit_of(script, tmp_path) == (commit, False)
    assert commit_of(other, tmp_path) == (commit, True)
    script.write_text("3", encoding="utf-8")
    assert commit_of(script, tmp_path) == (commit, True)


def test_a_script_elsewhere_has_the_commit_of_the_workspace(repository: Path, tmp_path: Path) -> None:
    """It is not in it, hence dirty; without any repository there is no commit."""
    commit, dirty = commit_of(tmp_path / "train.py", repository)
    assert len(commit) == 40
    assert dirty
    assert commit_of(tmp_path / "train.py", tmp_path) == ("", False)
