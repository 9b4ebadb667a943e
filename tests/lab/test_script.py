"""A script is run, read, capped and ended."""

import os
import select
import signal
import sys
from pathlib import Path

import pytest

from studytui.domain.experiment import RunState
from studytui.errors import UsageError
from studytui.lab import kept, script
from studytui.lab.metrics_file import UNREAD
from studytui.lab.processes import born
from studytui.lab.script import Ending, Order, run

NOTHING = "printed no metric, as acc=0.9 or a line of JSON"
NEVER = lambda: False  # noqa: E731  # one word for "nobody wants it to end"


def order(folder: Path, *command: str, timeout: float | None = None, memory: int | None = None) -> Order:
    """An order for that command."""
    variables = {"STUDYTUI_METRICS": str(folder / "metrics"), "STUDYTUI_SEED": "7"}
    return Order(command, folder, variables, folder / "output", folder / "metrics", timeout, memory)


def shell(folder: Path, line: str, *, timeout: float | None = None, ask_after: int = 0) -> tuple[Ending, int]:
    """Run a line of shell, asked to end after so many looks if at all; the ending and the process."""
    pids: list[int] = []
    looks = iter(range(10_000))
    stop = (lambda: next(looks) >= ask_after) if ask_after else NEVER
    return run(order(folder, "/bin/sh", "-c", line, timeout=timeout), stop=stop, began=pids.append), pids[0]


def test_what_a_script_prints_becomes_metrics(tmp_path: Path) -> None:
    """From standard output and the metrics file; both outputs are kept; the workspace is where it runs."""
    line = "echo loss=3; echo loss: 1; echo err=5 >&2; pwd; printf 'given='$STUDYTUI_SEED; "
    ending, _ = shell(tmp_path, line + """echo '{"acc": 0.5, "bad": NaN}' > $STUDYTUI_METRICS""")
    assert (ending.state, ending.exit_code, ending.note, ending.stopped) == (RunState.DONE, 0, "", False)
    assert {name: str(value) for name, value in ending.metrics.last.items()} == {
        "loss": "1.0",
        "given": "7.0",
        "acc": "0.5",
        "bad": "nan",
    }
    assert ending.metrics.series["loss"].values == (3.0, 1.0)
    printed = (tmp_path / "output").read_text(encoding="utf-8")
    assert "err=5" in printed
    assert str(tmp_path) in printed
    assert not (tmp_path / "metrics").exists()


def test_a_metrics_file_by_lines(tmp_path: Path) -> None:
    """Lines as a script prints them, of which the last ones count."""
    ending, _ = shell(tmp_path, "printf 'loss=2\\nloss=1\\n' > $STUDYTUI_METRICS")
    assert ending.metrics.last == {"loss": 1.0}
    assert ending.metrics.series["loss"].values == (2.0, 1.0)


def test_a_metrics_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Beside what was printed, and where nothing was."""
    ending, _ = shell(tmp_path, "echo loss=1; printf '{\"acc\": 0.' > $STUDYTUI_METRICS")
    assert (ending.state, ending.metrics.last, ending.note) == (RunState.DONE, {"loss": 1.0}, UNREAD)
    ending, _ = shell(tmp_path, "printf '\\377\\0\\1' > $STUDYTUI_METRICS")
    assert ending.note == f"{NOTHING}; {UNREAD}"


def gone(pid: int) -> bool:
    """Whether the process ends, given a moment: the kernel is not done when a kill returns."""
    for _ in range(500):
        if not born(pid):
            return True
        select.select([], [], [], 0.01)
    return False


@pytest.mark.parametrize(
    ("line", "note"),
    [("exit 3", "exit code 3"), ("kill -9 $$", "killed by SIGKILL"), ("echo nothing", NOTHING)],
)
def test_how_it_ended_is_told(tmp_path: Path, line: str, note: str) -> None:
    """Its exit code, its signal, or that there is nothing to read."""
    ending, _ = shell(tmp_path, line)
    assert ending.note == note
    assert (ending.state is RunState.DONE) is (note == NOTHING)


def test_a_text_without_an_interpreter_says_the_way_out(tmp_path: Path) -> None:
    """The file is there and executable, so the sentence is about its first line."""
    path = tmp_path / "train"
    path.write_text("echo acc=1\n", encoding="utf-8")
    path.chmod(0o755)
    with pytest.raises(UsageError, match="such as #!/bin/sh"):
        run(order(tmp_path, str(path)), stop=NEVER, began=lambda _: None)


def test_a_script_that_will_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Out of time, deaf to SIGTERM, with a child of its own: the whole group is gone, and what it said is kept."""
    monkeypatch.setattr(script, "GRACE", 0.1)
    line = "trap '' TERM; echo loss=4; sleep 1000 & echo child=$!; while :; do sleep 0.05; done"
    ending, pid = shell(tmp_path, line, timeout=0.2)
    assert (ending.state, ending.note) == (RunState.TIMED_OUT, "ran out of time")
    assert ending.metrics.last["loss"] == 4.0
    assert gone(pid)
    assert gone(int(ending.metrics.last["child"]))


def test_asked_to_end_it_ends(tmp_path: Path) -> None:
    """At the first look; it counts as not run."""
    ending, pid = shell(tmp_path, "exec sleep 1000", ask_after=1)
    assert ending.stopped
    assert ending.exit_code == -signal.SIGTERM
    assert gone(pid)


def test_what_it_leaves_behind_ends_with_it(tmp_path: Path) -> None:
    """A background process that holds the output open neither delays the end nor lives on."""
    ending, _ = shell(tmp_path, "sleep 1000 & echo child=$!")
    assert ending.seconds < 5
    assert gone(int(ending.metrics.last["child"]))


def test_a_flood_of_output_costs_little(tmp_path: Path) -> None:
    """Of eight megabytes, one line of them without end, the first and the last are kept; the last metric counts."""
    flood = "import sys\nw = sys.stdout.write\nw('first=1\\n' + 'x' * 4_000_000 + '\\n')\n"
    flood += "for n in range(40):\n w('y' * 99_980 + '\\n')\nw('last=2\\n')"
    ending = run(order(tmp_path, sys.executable, "-S", "-c", flood), stop=NEVER, began=lambda _: None)
    assert ending.metrics.last == {"first": 1.0, "last": 2.0}
    printed = (tmp_path / "output").read_bytes()
    assert len(printed) < kept.HEAD + kept.TAIL + 100
    assert printed.startswith(b"first=1\n")
    assert printed.endswith(b"last=2\n")
    assert b"bytes left out" in printed


def test_memory_is_limited_where_asked(tmp_path: Path) -> None:
    """A script that takes more than it may fails by itself."""
    command = (sys.executable, "-S", "-c", "x = bytearray(300_000_000); print('acc=1')")
    ending = run(order(tmp_path, *command, memory=200_000_000), stop=NEVER, began=lambda _: None)
    assert ending.state is RunState.FAILED
    assert "MemoryError" in (tmp_path / "output").read_text(encoding="utf-8")
    assert run(order(tmp_path, *command), stop=NEVER, began=lambda _: None).state is RunState.DONE


def test_what_cannot_be_started_says_so(tmp_path: Path) -> None:
    """A sentence that names it."""
    with pytest.raises(UsageError, match="nowhere cannot be started"):
        run(order(tmp_path, str(tmp_path / "nowhere")), stop=NEVER, began=lambda _: None)


def test_it_has_no_terminal_and_its_own_group(tmp_path: Path) -> None:
    """Standard input is empty, and ctrl+c in some terminal does not reach it."""
    ending, pid = shell(tmp_path, "read x && echo got=1; echo group=$(ps -o pgid= -p $$)")
    assert ending.metrics.last == {"group": float(pid)}
    assert pid != os.getpgrp()
