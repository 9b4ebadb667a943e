"""Running git: bounded, without questions, apart from the terminal, and its troubles as sentences."""

import os
import re
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from studytui.errors import DataError, MissingError
from studytui.frozen import dataclass

SECONDS = 20.0
HARMLESS = (
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"),
    *("-c", "core.pager=cat", "-c", "protocol.allow=never", "-c", "core.quotePath=false"),
)
"""Before a command that only reads: nothing that the repository's settings name is run."""


FIRST_LINES = 3
_ADVICE = re.compile(r"\s*$|hint:|Please make sure you have the correct|and the repository exists")
_MARK = re.compile(r"^(fatal|error): ")


@dataclass(frozen=True, slots=True)
class Said:
    """What git answered."""

    code: int
    out: str
    err: str

    @property
    def ok(self) -> bool:
        """Whether it did as it was told."""
        return self.code == 0

    @property
    def reason(self) -> str:
        """What it complained of, on one line: the first lines of both its outputs, without its advice."""
        said = (
            line
            for text in (self.out, self.err)
            for line in [line.strip() for line in text.splitlines() if not _ADVICE.match(line)][:FIRST_LINES]
        )
        return "; ".join(_MARK.sub("", line).rstrip(".") for line in said) or f"exit code {self.code}"


def read(folder: Path, *words: str, literal: bool = True) -> Said:
    """Ask a repository something; nothing in it is changed, and no program of its own is run.

    `literal` takes paths to the letter, which a few commands cannot be told to do.

    Raises:
        MissingError: git is not installed.
        DataError: it does not answer.
    """
    asked = {"GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": str(int(literal))}
    return run(folder, *HARMLESS, *words, environ=asked)


def run(folder: Path, *words: str, seconds: float = SECONDS, environ: Mapping[str, str] | None = None) -> Said:
    """Run a git command in a folder, as a group of processes of its own: ctrl+c in the terminal does not cut it short.

    Raises as `read` does.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  # the words are this program's own
            ["git", "-C", str(folder), *words],  # noqa: S607  # the git that the learner's PATH names
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environ() | dict(environ or {}),
            start_new_session=True,
        )
    except FileNotFoundError:
        raise MissingError("git is not installed, or not on PATH; install it, or go on without --commit") from None
    except OSError as error:
        raise DataError(f"git cannot be started ({error.strerror}); see that it works in your shell") from error
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise DataError(
            f"git did not finish within {seconds:g} seconds in {folder} and was stopped; try it there by hand"
        ) from None
    except BaseException:
        _end(process)
        raise
    return Said(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End git and what it started."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=5)
    except ProcessLookupError:
        process.communicate()
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _environ() -> dict[str, str]:
    """The environment without what points git elsewhere, and with answers to what it might ask."""
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return kept | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_EDITOR": "true",
        "GIT_PAGER": "cat",
    }


_ELSEWHERE = frozenset(
    (
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
        *("GIT_PREFIX", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_EXTERNAL_DIFF"),
    )
)
