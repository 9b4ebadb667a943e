"""The commit a script stands on."""

import os
import subprocess
from pathlib import Path

_SECONDS = 20


def commit_of(script: Path, otherwise: Path) -> tuple[str, bool]:
    """The commit of the repository the script lies in, else of the workspace's, and whether it was dirty.

    Dirty means that a file under version control was changed, or that the script itself is not under it. Without git,
    a repository or a commit: empty, and not dirty.
    """
    for folder in (script.parent, otherwise):
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
        if commit:
            changed = _git(folder, "status", "--porcelain", "--untracked-files=no")
            known = _git(folder, "ls-files", "--", str(script)) if folder == script.parent else ""
            return commit, bool(changed) or changed is None or not known
    return "", False


def _git(folder: Path, *words: str) -> str | None:
    """What git says; None where it fails, takes too long or is not there."""
    try:
        found = subprocess.run(  # noqa: S603  # git itself, and words from above
            ["git", "-C", str(folder), *words],  # noqa: S607  # the learner's git, wherever it is
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
            errors="replace",
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found.stdout.strip() if found.returncode == 0 else None
