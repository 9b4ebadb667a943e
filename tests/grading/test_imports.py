"""What the processes of the sandbox have loaded: a rule of the house, read off the processes' own modules."""

import subprocess
import sys

KEPT_OUT = {"textual", "rich", "click", "yaml", "sqlite3", "sqlite_utils"}
ROOMS_KEPT_OUT = {"store", "content", "study", "tui", "cli", "journal", "paths", "config"}

LOADED = """
import sys
from studytui.grading import checker, learner, rehearsal, zygote
zygote.import_libraries(sys.argv[1])
rehearsal.rehearse()
print(*sorted(sys.modules))
"""


def loaded(library: str) -> set[str]:
    """Every module that checker, learner and zygote have loaded once they are ready for a run."""
    done = subprocess.run(
        [sys.executable, "-s", "-P", "-c", LOADED, library], capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stdout.split())


def test_children_load_nothing_of_the_program_but_the_grader() -> None:
    """Neither screens, database, YAML nor command line: none of it can be reached from graded code."""
    names = loaded("numpy")
    assert "studytui.grading.learner" in names
    assert not KEPT_OUT & {name.split(".")[0] for name in names}
    rooms = {name.split(".")[1] for name in names if name.startswith("studytui.")}
    assert not ROOMS_KEPT_OUT & rooms
    assert rooms <= {"checks", "domain", "errors", "frozen", "grading"}
