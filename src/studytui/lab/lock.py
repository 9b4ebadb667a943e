"""A lock that a program holds while it lives: the kernel lets go of it however the program ends."""

import fcntl
import os
import time
from pathlib import Path

from studytui.errors import DataError

_TRIES, _BETWEEN = 5, 0.02


def take(path: Path) -> int | None:
    """Take the lock for this process, to be held until the descriptor is closed; None if another one has it.

    A question whether it is held shares the lock for a moment, hence the patience.

    Raises:
        DataError: the file cannot be made.
    """
    descriptor = _open(path)
    for _ in range(_TRIES):
        if _locked(descriptor, path):
            return descriptor
        time.sleep(_BETWEEN)
    os.close(descriptor)
    return None


def is_held(path: Path) -> bool:
    """Whether some living program has it; those who ask share it, so that none takes another for its holder."""
    if not path.exists():
        return False
    descriptor = _open(path)
    try:
        return not _locked(descriptor, path, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DataError(f"{path} cannot be made ({error.strerror}); make its folder writable") from error


def _locked(descriptor: int, path: Path, how: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise DataError(f"{path} cannot be locked ({error.strerror}); set STUDYTUI_HOME to a local disk") from error
    return True
