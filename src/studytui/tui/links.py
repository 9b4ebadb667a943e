"""Opening a link, or over ssh copying it, since no browser stands at the other end."""

import os
from collections.abc import Mapping
from typing import Any

from textual.app import App


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is at the other end of an ssh connection."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def open_link(app: App[Any], link: str, environ: Mapping[str, str] | None = None) -> str:
    """Open `link` in the browser, or copy it (OSC 52) over ssh; the result is the sentence that says so."""
    if not link:
        return "This line has no link."
    if is_remote(os.environ if environ is None else environ):
        app.copy_to_clipboard(link)
        return f"Copied {link}"
    app.open_url(link)
    return f"Opened {link}"
