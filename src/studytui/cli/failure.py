"""From an exception to one sentence and an exit code, the same for every command."""

import errno
import sqlite3
from collections.abc import Callable

from studytui.cli.output import complain
from studytui.errors import DataError, StudyError

OK, FELL_SHORT, USAGE, MISSING, DATA, INTERRUPTED = 0, 1, 2, 3, 4, 130


def guarded(work: Callable[[], int | None]) -> int:
    """Run the work; a foreseen failure becomes its sentence on standard error and its exit code."""
    try:
        return work() or OK
    except StudyError as error:
        complain(f"studytui: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        complain("")
        return INTERRUPTED
    except OSError as error:
        complain(f"studytui: {_about_files(error)}")
        return DATA
    except UnicodeEncodeError:
        complain("studytui: what was given is not text in UTF-8; write it again in a terminal whose locale is UTF-8")
        return USAGE
    except sqlite3.Error as error:
        complain(f"studytui: the database cannot be used ({error}); `studytui doctor` says more")
        return DATA


def _about_files(error: OSError) -> DataError:
    where = error.filename or "a file"
    why = (error.strerror or str(error)).lower()
    if error.errno == errno.ENOSPC:
        return DataError(f"{where}: the disk is full; make room and run the command again")
    return DataError(f"{where}: {why}; see `studytui paths` for where things are kept")
