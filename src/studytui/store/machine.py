"""The name of this machine in every row it writes, so that histories of two machines can be merged."""

import os
from pathlib import Path

from studytui.errors import DataError
from studytui.store.database import new_id


def machine_id(path: Path) -> str:
    """The id kept in that file, drawn on first use; two windows that start at once agree on one.

    Raises:
        DataError: the file can be neither read nor made.
    """
    try:
        return _read(path) or _draw(path)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not an id"
        raise DataError(
            f"{path} cannot be read or made ({reason}); make its folder writable, or set STUDYTUI_HOME to another one."
        ) from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _draw(path: Path) -> str:
    """Write a whole file under a name of its own and link it into place, so that no half-written id is ever read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}-{new_id()}")
    temporary.write_text(new_id() + "\n", encoding="ascii")
    try:
        os.link(temporary, path)
    except FileExistsError:
        if not _read(path):  # left empty by a full disk
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return _read(path)
