"""Reading what was committed elsewhere, without running anything of that place."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.journal.repositories import apart, committed, git, repository

from studytui.errors import UsageError
from studytui.journal.commits import own_commits, root_of, standing

SINCE = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of the learner's, on a host that has pages."""
    apart(monkeypatch, tmp_path / "nobody")
    folder = repository(tmp_path / "tool")
    git(folder, "remote", "add", "origin", "https://learner:token-42@git.example.org/learner/tool.git")
    return folder


def test_own_commits_since_then_on_any_branch(root: Path) -> None:
    """Those of others and those before are left out; an amended one keeps its time; pages hold no token."""
    assert own_commits(root, SINCE) == ()
    committed(root, "a", "before", at="2026-11-22T18:00:00+00:00")
    committed(root, "b", "of another", by="other@example.org")
    git(root, "switch", "--quiet", "-c", "topic")
    committed(root, "c", "on a branch")
    git(root, "commit", "--quiet", "--amend", "-m", "amended\x1b[31m")
    sha = git(root, "rev-parse", "HEAD").strip()
    git(root, "switch", "--quiet", "main")
    (found,) = own_commits(root, SINCE)
    assert (found.subject, found.value) == ("amended [31m", f"tool@{sha[:10]}")
    assert found.at == datetime(2026, 11, 25, 18, 10, tzinfo=UTC)
    assert found.link == f"https://git.example.org/learner/tool/commit/{sha}"


def test_nothing_of_a_linked_repository_is_run(root: Path, tmp_path: Path) -> None:
    """Hooks, monitors, pagers, signers and filters that its settings name stay idle."""
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    committed(root, "a", "signed")
    git(root, "config", "log.showSignature", "true")
    for name in ("core.fsmonitor", "gpg.program", "core.pager", "core.sshCommand", "diff.external", "core.editor"):
        git(root, "config", name, str(trap))
    (root / ".git" / "hooks" / "post-index-change").symlink_to(trap)
    assert root_of(root) == root
    assert len(own_commits(root, SINCE)) == 1
    assert not (tmp_path / "sprung").exists()


def test_what_is_no_repository_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing folder, a plain one, and one that has gone since."""
    apart(monkeypatch, tmp_path / "nobody")
    with pytest.raises(UsageError, match="there is no folder"):
        root_of(tmp_path / "no")
    with pytest.raises(UsageError, match="no git repository"):
        root_of(tmp_path)
    with pytest.raises(UsageError, match="is gone"):
        own_commits(tmp_path / "no", SINCE)


def test_a_broken_repository_says_so(root: Path) -> None:
    """One without its HEAD, be it in another repository or not, is told, and nothing of the outer one is read."""
    repository(root.parent)
    committed(root.parent, "outer", "outer")
    (root / ".git" / "HEAD").unlink()
    with pytest.raises(UsageError, match=r"git finds no repository in .*tool any more; `git status` there"):
        own_commits(root, SINCE)
    (root.parent / ".git" / "HEAD").unlink()
    with pytest.raises(UsageError, match=r"git finds no repository in .*tool any more; `git status` there"):
        own_commits(root, SINCE)


def test_a_script_stands_on_a_commit(root: Path, tmp_path: Path) -> None:
    """Other untracked files do not matter; a change does, and so does a script that git does not know."""
    committed(root, "train.py", "first")
    script, other = root / "train.py", root / "other.py"
    commit, dirty = standing(script, tmp_path)
    assert (commit, dirty) == (git(root, "rev-parse", "HEAD").strip(), False)
    other.write_text("2", encoding="utf-8")
    assert standing(script, tmp_path) == (commit, False)
    assert standing(other, tmp_path) == (commit, True)
    script.write_text("3", encoding="utf-8")
    assert standing(script, tmp_path) == (commit, True)


def test_a_script_elsewhere_has_the_commit_of_the_workspace(root: Path, tmp_path: Path) -> None:
    """It is not in it, hence dirty; without any repository there is no commit."""
    committed(root, "train.py", "first")
    commit, dirty = standing(tmp_path / "train.py", root)
    assert (commit, dirty) == (git(root, "rev-parse", "HEAD").strip(), True)
    assert standing(tmp_path / "train.py", tmp_path) == ("", False)


def test_without_git_a_script_stands_on_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run is worth more than its commit."""
    committed(root, "train.py", "first")
    monkeypatch.setenv("PATH", "/nowhere")
    assert standing(root / "train.py", root) == ("", False)
