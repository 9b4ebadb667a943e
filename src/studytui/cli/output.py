"""Everything the commands print goes through here.

Text from exercises, plans and the learner's own code may hold control characters; none of them reaches the terminal. A
reader that went away (`studytui list | head -1`) is no error: the command finishes its work and keeps its exit code.
"""

import json
import os
import sys
from collections.abc import Mapping
from typing import TextIO

SCHEMA = 1

_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


def plain(text: str) -> str:
    """The text without control characters other than newline and tab."""
    return text.translate(_CONTROLS)


def say(text: str = "") -> None:
    """Print a line of the answer to standard output."""
    _write(sys.stdout, plain(text) + "\n")


def complain(text: str) -> None:
    """Print a line for the person to standard error: what is wrong, or what goes on."""
    _write(sys.stderr, plain(text) + "\n")


def say_json(shape: Mapping[str, object]) -> None:
    """Print one JSON object, which carries `schema`, and nothing else, to standard output."""
    text = json.dumps({"schema": SCHEMA, **shape}, indent=2, allow_nan=False)
    _write(sys.stdout, text + "\n")


def reader_is_gone() -> bool:
    """Whether standard output was a pipe that has since been closed at the other end."""
    return sys.stdout in _deaf


_deaf: list[TextIO] = []


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None or stream in _deaf:  # None: closed before the program began
        return
    try:
        stream.write(_encodable(stream, text))
        stream.flush()
    except BrokenPipeError:
        _deaf.append(stream)
        _redirect_to_nowhere(stream)


def _encodable(stream: TextIO, text: str) -> str:
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _redirect_to_nowhere(stream: TextIO) -> None:
    """Keep the interpreter's last flush from failing on the closed pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
