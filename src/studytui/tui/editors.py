"""The learner's own editor: in a split beside the app inside tmux, elsewhere in its place until it closes."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, SuspendNotSupported

from studytui.study import editor

if TYPE_CHECKING:
    from studytui.study.context import Context

BESIDE_FROM = 160
"""From this many columns on the editor stands beside the app, below that under it."""


def open_editor(app: App[Any], ctx: "Context", path: Path, environ: Mapping[str, str] | None = None) -> str:
    """Open `path`; the result is the sentence that says what happened, empty if nothing need be said.

    Raises:
        MissingError: no editor is set, or it is not installed.
    """
    environ = os.environ if environ is None else environ
    words = editor.command(ctx, path, environ)
    if environ.get("TMUX"):
        side = "-h" if app.size.width >= BESIDE_FROM else "-v"
        code = editor.run(("tmux", "split-window", side, "-c", str(path.parent), shlex.join(words)))
        return "Saving in the editor grades here at once." if code == 0 else "tmux has no room for a split."
    failure: OSError | None = None
    code = 0
    try:
        with app.suspend():
            # Nothing may be raised in here: suspend() gives the terminal back only on a normal way out.
            try:
                code = editor.run(words)
            except OSError as error:
                failure = error
    except SuspendNotSupported:
        return f"This terminal cannot be lent to an editor; open {path} yourself."
    if failure is not None:
        return f"{words[0]} did not start: {failure.strerror}."
    return "" if code == 0 else f"{words[0]} ended with exit code {code}."
