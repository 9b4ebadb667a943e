"""The learner's own editor: which program it is and how it is started."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.errors import MissingError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studytui.study.context import Context


def name(ctx: Context, environ: Mapping[str, str] | None = None) -> str:
    """The editor's command line: the configured one, else $VISUAL, else $EDITOR; empty if there is none."""
    environ = os.environ if environ is None else environ
    return (ctx.config.editor or environ.get("VISUAL", "") or environ.get("EDITOR", "")).strip()


def command(ctx: Context, path: Path, environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The argument vector that opens `path`.

    Raises:
        MissingError: no editor is set, or the program is not installed.
        UsageError: its command line cannot be read.
    """
    wanted = name(ctx, environ)
    if not wanted:
        raise MissingError(f"no editor is set; put one in $VISUAL or $EDITOR, or open {path} yourself")
    try:
        words = shlex.split(wanted)
    except ValueError as error:
        raise UsageError(f"the editor's command {wanted!r} cannot be read ({error}); mend $VISUAL or $EDITOR") from None
    if shutil.which(words[0]) is None:
        raise MissingError(f"the editor {words[0]!r} is not installed; set $VISUAL or $EDITOR, or open {path} yourself")
    return (*words, str(path))


def run(words: Sequence[str]) -> int:
    """Run the editor in this terminal and wait for it; the result is its exit code."""
    return subprocess.run(words, check=False).returncode  # noqa: S603 - the learner's own command
