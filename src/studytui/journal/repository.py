"""The journal's git repository: where it is, what stands in the way of a commit, and making one of just those files.

Everything else in it stays as it is: what was staged stays staged, what was changed stays changed. Git makes the commit
itself (`git commit --only`), so hooks, signing and locks work as they do by hand, and a kill leaves what git leaves.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from studytui.errors import DataError, StudyError, UsageError
from studytui.frozen import dataclass
from studytui.journal import git

COMMIT_SECONDS = 120.0
PUSH_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository by its top folder; `inner` is where git keeps its own files, `branch` is empty when detached."""

    root: Path
    inner: Path
    branch: str


@dataclass(frozen=True, slots=True)
class Committed:
    """A commit that was made: its short name, the branch, and the files relative to the repository."""

    sha: str
    branch: str
    files: tuple[str, ...]


def find(folder: Path) -> Repository | None:
    """The repository that a folder lies in, be the folder there already or not; None if it lies in none.

    Raises:
        UsageError: it is one without files: a bare one, or git's own folder.
        DataError: there is one that git does not trust.
    """
    there = folder
    while not there.is_dir():
        there = there.parent
    said = git.read(there, "rev-parse", "--show-toplevel", "--absolute-git-dir")
    if not said.ok:
        if "dubious ownership" in said.err:
            raise DataError(f"git does not trust the repository of {folder}, which belongs to another user")
        if "must be run in a work tree" in said.err:
            raise UsageError(
                f"{folder} lies in a bare repository, which has no files to commit; `git clone` it and write into that"
            )
        return None
    root, inner, *_ = said.out.splitlines()
    head = git.read(there, "symbolic-ref", "--quiet", "--short", "HEAD")
    return Repository(Path(root), Path(inner), head.out.strip() if head.ok else "")


def create(folder: Path) -> Repository:
    """Make a repository of a folder, which is made too where it is not there.

    Raises:
        UsageError: the folder is kept by another repository already.
        DataError: git cannot make one.
    """
    outer = find(folder)
    if outer is not None:
        if outer.root == folder.resolve():
            return outer
        if git.read(outer.root, "ls-files", "--", str(folder.resolve())).out.strip():
            raise UsageError(f"{folder} is kept by the repository {outer.root} already; commit there, without --init")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(f"{folder} cannot be made ({error.strerror})") from error
    said = git.run(folder, "init", "--quiet")
    made = find(folder) if said.ok else None
    if made is None:
        raise DataError(f"no repository could be made in {folder} ({said.reason})")
    return made


def check_ready(repository: Repository, files: Sequence[Path]) -> None:
    """Raise a UsageError that names what stands in the way of a commit, and the way out."""
    root = repository.root
    for name, work in _UNDER_WAY.items():
        if (repository.inner / name).exists():
            raise UsageError(f"{work} is under way in {root}; finish or abort it, then commit again")
    if not repository.branch:
        raise UsageError(f"{root} is on no branch (its HEAD is detached); `git switch` to one, then commit again")
    _check_unlocked(repository)
    for file in files:
        if not file.resolve().is_relative_to(root.resolve()):
            where = f"leads to {file.resolve()}, which lies" if file.is_symlink() else "lies"
            raise UsageError(f"{file} {where} outside of {root}, so it cannot be committed there; put the file into it")
    ignored = git.read(root, "check-ignore", "--", *map(str, files), literal=False).out.splitlines()
    if ignored:
        raise UsageError(f"{root} ignores {_name(root, Path(ignored[0]))}; take it out of .gitignore to commit it")


def commit(repository: Repository, files: Sequence[Path], message: str) -> Committed | None:
    """Commit those files as they are now, and nothing else; None where there is nothing new in them.

    Raises:
        UsageError: something stands in the way: see `check_ready`; or git does not know who commits.
        DataError: git could not commit; nothing of ours stays staged.
    """
    check_ready(repository, files)
    root, names = repository.root, [str(file.resolve()) for file in files]
    asked = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
    changed = [entry for entry in _must(git.read(root, *asked, "--", *names), root).out.split("\0") if entry]
    if not changed:
        return None
    new = [str(root / entry[3:]) for entry in changed if entry.startswith("??")]
    try:
        if new:
            _must(git.run(root, "add", "--intent-to-add", "--", *new), root)
        words = ("-c", "user.useConfigOnly=true", "commit", "--quiet", "--only", "-m", message, "--", *names)
        _must(git.run(root, *words, seconds=COMMIT_SECONDS), root)
    except BaseException:
        _forget(root, new)
        raise
    sha = git.read(root, "rev-parse", "--short", "HEAD").out.strip()
    return Committed(sha, repository.branch, tuple(entry[3:] for entry in changed))


def is_tracked(repository: Repository, file: Path) -> bool:
    """Whether a file was committed there before."""
    root, there = repository.root.resolve(), file.resolve()
    if not there.is_relative_to(root):
        return False
    return git.read(root, "cat-file", "-e", f"HEAD:{there.relative_to(root).as_posix()}").ok


def upstream(repository: Repository) -> tuple[str, int, int] | None:
    """The branch that this one follows, as far as is known here: its name, commits only here, commits only there."""
    name = git.read(repository.root, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    if not name.ok:
        return None
    counted = git.read(repository.root, "rev-list", "--left-right", "--count", "HEAD...@{upstream}")
    here, there = (int(number) for number in counted.out.split()) if counted.ok else (0, 0)
    return name.out.strip(), here, there


def push(repository: Repository) -> None:
    """Push the branch to the one it follows.

    Raises:
        UsageError: it follows none, or the other side has commits that are not here.
        DataError: git could not push.
    """
    if upstream(repository) is None:
        raise UsageError(f"{repository.branch} follows no remote branch; `git push -u origin {repository.branch}` once")
    said = git.run(repository.root, "push", "--quiet", seconds=PUSH_SECONDS)
    if said.ok:
        return
    if "rejected" in said.err or "fetch first" in said.err:
        raise UsageError(f"the remote has commits that {repository.branch} lacks; `git pull --rebase`, then `git push`")
    raise DataError(
        f"git could not push ({said.reason}); your commits stay here, `git remote -v` in {repository.root} shows where "
        "they were to go, and `git push` there tries again"
    )


_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg")
"""Those that can refuse a commit."""
_LOCK = re.compile(r"Unable to create '(.+\.lock)': File exists")
_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "BISECT_LOG": "a bisection",
}


def _check_unlocked(repository: Repository) -> None:
    lock = repository.inner / "index.lock"
    if lock.exists():
        raise UsageError(_locked(str(lock)))


def _locked(lock: str) -> str:
    return f"{lock} is there: another git is at work, or one was killed; if none runs, delete that file"


def _forget(root: Path, new: Sequence[str]) -> None:
    """Take back that git was told of new files."""
    if new:
        try:
            git.run(root, "rm", "--cached", "--quiet", "--ignore-unmatch", "--", *new)
        except StudyError:  # what stopped the commit is what the learner must hear of
            return


def _must(said: git.Said, root: Path) -> git.Said:
    """What git answered, or its trouble as one sentence."""
    if said.ok:
        return said
    text = said.err.casefold()
    if any(word in text for word in ("no space left", "out of diskspace", "disk quota")):
        raise DataError(f"the disk is full, so nothing was committed in {root}; make room and commit again")
    if lock := _LOCK.search(said.err):
        raise UsageError(_locked(lock[1]))
    if "tell me who you are" in text or "auto-detect" in text or "no email was given" in text or "empty ident" in text:
        raise UsageError(
            "git does not know who you are; `git config --global user.name NAME` and `git config --global user.email "
            "ADDRESS` tell it, then commit again"
        )
    hook = _refusing_hook(said, root)
    way = f"its {hook} hook refused" if hook else "git said"
    raise DataError(
        f"git could not commit in {root}, so nothing was; {way}: {said.reason}; put that right, then commit again"
    )


def _refusing_hook(said: git.Said, root: Path) -> str:
    """The hook that kept git from committing, as far as it can be known: then git itself complains of nothing."""
    if said.code != 1 or re.search(r"^(fatal|error): ", said.err, re.MULTILINE):
        return ""
    hooks = root / git.run(root, "rev-parse", "--git-path", "hooks").out.strip()
    return " or ".join(name for name in _HOOKS if os.access(hooks / name, os.X_OK))


def _name(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
