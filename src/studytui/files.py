"""Writing files so that a crash leaves the old one or the new one, never half of either; reading no more than fits."""

import os
import tempfile
from pathlib import Path

from studytui.errors import DataError

SOURCE_BYTES = 2_000_000
"""More than any source that is graded: a megabyte is too much, and is told as such."""


def read_source(path: Path) -> bytes:
    """A source to grade, cut off where it is too long for that anyway: a device has no end.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(SOURCE_BYTES)


def read_text(path: Path) -> str | None:
    """A text that the learner may have edited, its line ends as they are; None where there is no such file.

    Raises:
        DataError: it is not UTF-8, or cannot be read.
    """
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise DataError(f"{path} is not UTF-8 text; move it away or save it as UTF-8, then try again") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}); mend that and try again") from error


def write_atomic(path: Path, data: str | bytes) -> None:
    """Write by temporary file and rename, keeping the mode of a file that is there.

    Raises:
        DataError: the folder cannot be written or the disk is full.
    """
    payload = data.encode() if isinstance(data, str) else data
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.resolve()
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror}); free the folder or choose another") from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(payload)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise DataError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error
