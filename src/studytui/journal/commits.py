"""What was committed in a repository of the learner's, and on which commit a script of theirs stands."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from studytui.domain.evidence import Commit
from studytui.domain.links import web_page
from studytui.errors import StudyError, UsageError
from studytui.journal import git

MOST = 20_000
_FORMAT = "%H%x1f%at%x1f%ae%x1f%s%x1e"


def root_of(folder: Path) -> Path:
    """The top folder of the repository that a folder lies in.

    Raises:
        UsageError: it lies in none.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    said = git.read(folder, "rev-parse", "--show-toplevel")
    if said.ok and said.out.strip():
        return Path(said.out.strip())
    if "dubious ownership" in said.err:
        raise UsageError(f"git does not trust {folder}, which belongs to another user; see `git help safe.directory`")
    raise UsageError(f"{folder} lies in no git repository with files of its own; make one there with `git init`")


def check(root: Path) -> None:
    """See that a linked repository is still there, and one in git's eyes.

    Raises:
        UsageError: the repository is gone or broken.
    """
    if not root.is_dir():
        raise UsageError(f"the repository {root} is gone; `studytui project unlink {root}` forgets it")
    said = git.read(root, "rev-parse", "--show-toplevel")
    if not said.ok or Path(said.out.removesuffix("\n")).resolve() != root.resolve():
        raise UsageError(
            f"git finds no repository in {root} any more; `git status` there says why, "
            f"`studytui project unlink {root}` forgets it"
        )


def own_commits(root: Path, since: datetime) -> tuple[Commit, ...]:
    """The learner's own commits on any branch, written since then, oldest first; those that only merge are left out.

    A commit's time is when it was written: amending or rebasing does not move it. Where the repository says who the
    learner is, other people's commits are left out.

    Raises:
        UsageError: the repository is gone or broken.
    """
    check(root)
    told = (since - timedelta(days=1)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    said = git.read(
        root, "log", "--branches", "HEAD", "--no-merges", "--no-show-signature", "--no-color", "--no-notes",
        f"--since={told}", f"--max-count={MOST}", f"--format={_FORMAT}",
    )  # fmt: skip
    if not said.ok:
        if git.read(root, "rev-parse", "--verify", "--quiet", "HEAD").ok:
            raise UsageError(f"the log of {root} cannot be read ({said.reason}); look at it with `git log`")
        return ()  # nothing was committed yet
    mine = git.read(root, "config", "user.email").out.strip().casefold()
    page = web_page(git.read(root, "config", "--get", "remote.origin.url").out)
    found = []
    for record in said.out.split("\x1e"):
        sha, at, email, subject = (record.strip("\n").split("\x1f", 3) + [""] * 4)[:4]
        if not sha or (mine and email.casefold() != mine):
            continue
        written = datetime.fromtimestamp(int(at), UTC)
        if written >= since:
            link = f"{page}/commit/{sha}" if page else ""
            found.append(Commit(root.name, sha, _printable(subject), written, link))
    return tuple(sorted(found, key=lambda commit: (commit.at, commit.sha)))


def standing(script: Path, otherwise: Path) -> tuple[str, bool]:
    """The commit of the repository that a script lies in, else of the one of `otherwise`, and whether it was dirty.

    Dirty means that a file under version control was changed, or that the script itself is not under it. Without git,
    a repository or a commit: empty, and not dirty.
    """
    for folder in (script.parent, otherwise):
        commit = _answer(folder, "rev-parse", "--verify", "--quiet", "HEAD")
        if commit:
            changed = _answer(folder, "status", "--porcelain", "--untracked-files=no")
            known = _answer(folder, "ls-files", "--", str(script)) if folder == script.parent else ""
            return commit, bool(changed) or changed is None or not known
    return "", False


def _answer(folder: Path, *words: str) -> str | None:
    """What git says; None where it fails or is not there: a run without its commit is worth more than none."""
    try:
        said = git.read(folder, *words)
    except StudyError:
        return None
    return said.out.strip() if said.ok else None


def _printable(subject: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in subject).split())
