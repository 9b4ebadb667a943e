"""Real git repositories for tests, apart from whatever git the machine is set up with."""

import os
import subprocess
from pathlib import Path

import pytest


def git(folder: Path, *words: str) -> str:
    """Run git there; it must succeed."""
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def apart(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Let git know nobody and nothing of the machine's settings."""
    home.mkdir(exist_ok=True)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2027-01-01T00:00:00+00:00")  # later than any time a commit was written
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(home.parent))


def repository(folder: Path, *, known: bool = True) -> Path:
    """A new repository on `main`; unless `known` is False, it knows who commits."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    (folder / ".git" / "hooks").mkdir()
    if known:
        with (folder / ".git" / "config").open("a", encoding="utf-8") as config:
            config.write("[user]\n\tname = Learner\n\temail = learner@example.org\n")
    return folder


def committed(folder: Path, name: str, text: str, *, at: str = "2026-11-25T18:10:00+00:00", by: str = "") -> str:
    """Commit a file there at that time; returns the commit's name."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "--", name)
    who = ["-c", f"user.email={by}"] if by else []
    git(folder, *who, "commit", "--quiet", "-m", text, f"--date={at}")
    return git(folder, "rev-parse", "HEAD").strip()
