"""Commits of the journal, by a real git: only the files of ours, and one sentence for whatever stands in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journal.repositories import apart, committed, git, repository

from studytui.errors import DataError, MissingError, StudyError, UsageError
from studytui.journal import repository as journal


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit and a note that is not in it yet."""
    apart(monkeypatch, tmp_path / "nobody")
    folder = repository(tmp_path / "journal")
    committed(folder, "other.md", "other")
    (folder / "Week_01.md").write_text("first\n", encoding="utf-8")
    return folder


def found(folder: Path) -> journal.Repository:
    """The repository there."""
    made = journal.find(folder)
    assert made is not None
    return made


def commit(folder: Path, *names: str) -> journal.Committed | None:
    """Commit the note, or those files."""
    return journal.commit(found(folder), [folder / name for name in names or ("Week_01.md",)], "Week 01")


def test_only_the_named_files_are_committed(root: Path) -> None:
    """What is staged stays staged, what is changed or new stays so; the same again commits nothing."""
    (root / "staged.md").write_text("staged\n", encoding="utf-8")
    git(root, "add", "staged.md")
    (root / "other.md").write_text("changed\n", encoding="utf-8")
    (root / "new.md").write_text("new\n", encoding="utf-8")
    done = commit(root)
    assert done is not None
    assert (done.branch, done.files) == ("main", ("Week_01.md",))
    assert git(root, "status", "--porcelain") == " M other.md\nA  staged.md\n?? new.md\n"
    assert git(root, "show", "--name-only", "--format=%s", "HEAD").split() == ["Week", "01", "Week_01.md"]
    assert commit(root) is None
    assert git(root, "rev-list", "--count", "HEAD").strip() == "2"


def test_the_first_commit_of_a_new_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder becomes a repository once, and takes its first commit beside a file staged by hand."""
    apart(monkeypatch, tmp_path / "nobody")
    folder = tmp_path / "deep" / "journal"
    assert journal.find(folder) is None
    made = journal.create(folder)
    assert journal.create(folder) == made
    git(folder, "config", "user.name", "Learner")
    git(folder, "config", "user.email", "learner@example.org")
    for name in ("Week_01.md", "mine.md"):
        (folder / name).write_text("x", encoding="utf-8")
    git(folder, "add", "mine.md")
    assert not journal.is_tracked(made, folder / "Week_01.md")
    assert commit(folder) is not None
    assert journal.is_tracked(made, folder / "Week_01.md")
    assert git(folder, "status", "--porcelain") == "A  mine.md\n"


def conflict(root: Path) -> None:
    """Begin a merge that cannot be finished."""
    git(root, "switch", "--quiet", "-c", "side")
    committed(root, "other.md", "side")
    git(root, "switch", "--quiet", "main")
    committed(root, "other.md", "main")
    with pytest.raises(AssertionError):
        git(root, "merge", "side")


def rebase(root: Path) -> None:
    """Begin a rebase that cannot be finished."""
    git(root, "switch", "--quiet", "-c", "side")
    committed(root, "other.md", "side")
    git(root, "switch", "--quiet", "main")
    committed(root, "other.md", "main")
    with pytest.raises(AssertionError):
        git(root, "rebase", "side")


def detach(root: Path) -> None:
    """Leave every branch."""
    git(root, "checkout", "--quiet", "--detach")


def lock(root: Path) -> None:
    """Leave what a killed git leaves."""
    (root / ".git" / "index.lock").write_text("", encoding="utf-8")


def lock_branch(root: Path) -> None:
    """Leave what a git killed later leaves."""
    (root / ".git" / "refs" / "heads" / "main.lock").write_text("", encoding="utf-8")


def ignore(root: Path) -> None:
    """Let the repository ignore the notes."""
    (root / ".gitignore").write_text("Week_*\n", encoding="utf-8")


def forget_who(root: Path) -> None:
    """Let git know nobody."""
    git(root, "config", "--unset", "user.email")


def refuse(root: Path) -> None:
    """A hook that refuses every commit."""
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho first\necho spelling >&2\necho second\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)


def fill(root: Path) -> None:
    """A hook that says what git says where the disk is full."""
    refuse(root)
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.write_text('#!/bin/sh\necho "fatal: sha1 file write error. Out of diskspace" >&2\nexit 1\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (conflict, "a merge is under way"),
        (rebase, "a rebase is under way"),
        (detach, "on no branch"),
        (lock, r"index\.lock is there"),
        (lock_branch, r"main\.lock is there"),
        (ignore, r"ignores Week_01\.md"),
        (forget_who, "git does not know who you are"),
        (refuse, "its pre-commit hook refused: first; spelling; second; put that right"),
        (fill, "the disk is full"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_stands_in_the_way_is_one_sentence(root: Path, trouble: Callable[[Path], None], sentence: str) -> None:
    """Nothing is committed, nothing of ours stays staged, and the sentence says what to do."""
    trouble(root)
    head, status = git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain")
    with pytest.raises(StudyError, match=sentence) as told:
        commit(root)
    assert "\n" not in str(told.value)
    assert (git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain")) == (head, status)
    assert (root / "Week_01.md").read_text(encoding="utf-8") == "first\n"


def test_a_file_of_elsewhere_is_not_committed(root: Path, tmp_path: Path) -> None:
    """A note outside of the repository is refused."""
    (tmp_path / "far.md").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="lies outside"):
        journal.commit(found(root), [tmp_path / "far.md"], "Week 01")
    (root / "Week_02.md").symlink_to(tmp_path / "far.md")
    assert not journal.is_tracked(found(root), root / "Week_02.md")
    with pytest.raises(UsageError, match=r"Week_02\.md leads to .*far\.md, which lies outside"):
        commit(root, "Week_02.md")


def test_no_repository_is_made_over_anothers_files(root: Path) -> None:
    """A folder whose files another repository keeps does not become one of its own; an untouched one does."""
    (root / "sub").mkdir()
    committed(root, "sub/kept.md", "kept")
    with pytest.raises(UsageError, match="is kept by the repository"):
        journal.create(root / "sub")
    assert journal.create(root / "apart").root == (root / "apart").resolve()


def test_a_bare_repository_takes_no_notes(root: Path, tmp_path: Path) -> None:
    """It has no files to commit, and none is made inside of it."""
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "bare.git")
    for asked in (journal.find, journal.create):
        with pytest.raises(UsageError, match="bare repository, which has no files to commit"):
            asked(tmp_path / "bare.git" / "notes")
    assert not (tmp_path / "bare.git" / "notes").exists()


def test_without_git_it_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, the sentence names it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingError, match="git is not installed"):
        journal.find(root)


def test_a_git_that_hangs_is_stopped(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook that never ends is ended with what it started, and nothing is committed."""
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\necho $$ > {root}/.git/hook-is\nexec sleep 600\n", encoding="utf-8")
    hook.chmod(0o755)
    monkeypatch.setattr(journal, "COMMIT_SECONDS", 0.5)
    with pytest.raises(DataError, match="did not finish"):
        commit(root)
    assert not (Path("/proc") / (root / ".git" / "hook-is").read_text(encoding="utf-8").strip() / "cwd").exists()
    assert git(root, "rev-list", "--count", "HEAD").strip() == "1"


def test_pushing_follows_the_upstream_or_says_why_not(root: Path, tmp_path: Path) -> None:
    """Without an upstream, pushed, and diverged: each is told; nothing is ever forced."""
    with pytest.raises(UsageError, match="follows no remote branch"):
        journal.push(found(root))
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "far.git")
    git(root, "remote", "add", "origin", str(tmp_path / "far.git"))
    git(root, "push", "--quiet", "-u", "origin", "main")
    assert commit(root) is not None
    assert journal.upstream(found(root)) == ("origin/main", 1, 0)
    journal.push(found(root))
    assert journal.upstream(found(root)) == ("origin/main", 0, 0)
    git(tmp_path, "clone", "--quiet", str(tmp_path / "far.git"), "twin")
    git(tmp_path / "twin", "config", "user.name", "Twin")
    committed(tmp_path / "twin", "twin.md", "twin", by="twin@example.org")
    git(tmp_path / "twin", "push", "--quiet")
    committed(root, "mine.md", "mine")
    with pytest.raises(UsageError, match="the remote has commits"):
        journal.push(found(root))
    (tmp_path / "far.git").rename(tmp_path / "lost.git")
    with pytest.raises(DataError, match=r"far\.git' does not appear to be a git repository; .*`git remote -v` in"):
        journal.push(found(root))
