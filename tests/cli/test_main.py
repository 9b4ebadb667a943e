"""How every command begins and ends: help, usage mistakes, exit codes, what is imported."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from studytui import __version__
from studytui.cli import failure
from studytui.cli.main import COMMANDS, program
from studytui.errors import DataError, MissingError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home

PYTHON = [sys.executable, "-m", "studytui"]


def test_help_names_every_command(home: Home) -> None:
    """`--help` lists every command with its line, and the version is the package's."""
    text = home.say("--help")
    for name, (_, line) in COMMANDS.items():
        assert name in text
        assert line in text
    assert home.say("--version") == f"studytui {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there(name: str, home: Home) -> None:
    """The table's module holds the command, under its name, with a help of its own."""
    module, _ = COMMANDS[name]
    command = getattr(importlib.import_module(f"studytui.cli.{module}"), f"{name}_command")
    assert isinstance(command, click.Command)
    assert command.name == name
    assert f"studytui {name}" in home.say(name, "--help")


def test_unknown_command_names_the_nearest(home: Home) -> None:
    """A slip of the finger is answered with the command that was meant."""
    assert "did you mean `studytui status`" in home.sentence("statu", code=2)
    assert "studytui --help" in home.sentence("xyzzy", code=2)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("today", "--date", "2026-13-01"), "2026-11-20"),
        (("log", "many", "--kind", "code"), "MINUTES"),
        (("log", "5"), "--kind"),
        (("grade",), "ID"),
        (("plan",), "list, pause"),
        (("plan", "nonsense"), "tick, use"),
        (("today", "--nonsense"), "--nonsense"),
        (("--nonsense",), "no such option '--nonsense'; see `studytui --help`"),
        (("plan", "--nonsense"), "see `studytui plan --help`"),
        (("show", "nonsense"), "nonsense"),
    ],
)
def test_usage_mistakes_are_one_sentence(words: tuple[str, ...], part: str, home: Home) -> None:
    """Bad input ends with exit code 2 and one sentence that names the way out."""
    assert part in home.sentence(*words, code=2)


@pytest.mark.parametrize("command", ["today", "start", "status", "stats", "export"])
def test_no_plan_says_how_to_choose_one(command: str, home: Home) -> None:
    """Commands that need a plan say the command that chooses one."""
    assert "studytui plan use plan52-agentic-recsys" in home.sentence(command, code=2)


def test_every_error_has_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind of failure ends in its own code with its sentence on standard error."""

    def fail(error: BaseException) -> int:
        def work() -> int:
            raise error

        return failure.guarded(work)

    assert fail(UsageError("a")) == 2
    assert fail(MissingError("b")) == 3
    assert fail(DataError("c")) == 4
    assert fail(PermissionError(13, "Permission denied", "/there")) == 4
    assert fail(OSError(28, "No space left on device", "/full")) == 4
    assert fail(KeyboardInterrupt()) == 130
    assert failure.guarded(lambda: None) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.removeprefix("studytui: ")[:6] for line in told.err.splitlines()[:4]] == ["a", "b", "c", "/there"]
    assert "disk is full" in told.err


@pytest.mark.usefixtures("home")
def test_app_needs_a_terminal() -> None:
    """Without a terminal the app says so and ends with exit code 2."""
    done = subprocess.run(PYTHON, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr


def test_newer_database_is_refused(studying: Home) -> None:
    """A database of a newer version is one sentence and exit code 4."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(studying.root / "data" / "studytui.db")) as database:
        database.execute("PRAGMA user_version = 999")
    assert "newer" in studying.sentence("status", code=4)


def test_broken_settings_name_file_and_line(home: Home) -> None:
    """A config file that is not TOML is named with its line."""
    file = home.root / "config" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("minutes = = 3\n", encoding="utf-8")
    assert f"{file}:1" in home.sentence("list", code=4)


@pytest.mark.usefixtures("studying")
@pytest.mark.parametrize("words", [["today"], ["status"], ["list"], ["paths"], ["plan", "list"], ["grade", "--help"]])
def test_commands_never_import_textual(words: list[str]) -> None:
    """No command other than the app loads textual."""
    code = (
        "import sys\nsys.argv = ['studytui', *sys.argv[1:]]\nimport studytui.__main__ as door\n"
        "try:\n    door.main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write(' '.join(sorted(name for name in sys.modules if name.partition('.')[0] in "
        "('textual', 'rich', 'numpy', 'torch', 'sqlite_utils'))))"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert done.stdout


def test_no_command_module_imports_textual() -> None:
    """Loading the modules of all commands together does not load textual either."""
    modules = sorted({f"studytui.cli.{module}" for module, _ in COMMANDS.values()})
    code = (
        f"import sys, importlib\nfor name in {modules!r}: importlib.import_module(name)\n"
        "print('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "False\n"


@pytest.mark.usefixtures("studying")
def test_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """A reader that goes away costs neither a traceback nor the exit code."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe, (tmp_path / "err").open("w+") as errors:
        done = subprocess.run([*PYTHON, "plan", "list"], stdout=pipe, stderr=errors, timeout=60, check=False)
        errors.seek(0)
        assert errors.read() == ""
    assert done.returncode == 0


def test_interrupt_ends_with_130(studying: Home) -> None:
    """Ctrl+c ends a waiting command with exit code 130 and no traceback."""
    with subprocess.Popen(
        [*PYTHON, "watch", str(studying.exercise), str(studying.solution("x"))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as watching:
        assert watching.stderr is not None
        assert watching.stderr.readline().startswith("Watching")
        watching.send_signal(signal.SIGINT)
        _, errors = watching.communicate(timeout=60)
    assert watching.returncode == 130
    assert "Traceback" not in errors


@pytest.mark.usefixtures("home")
def test_completion_offers_commands_and_ids() -> None:
    """The shell is offered commands, exercise ids and plan ids."""
    from click.shell_completion import ShellComplete

    def offered(*words: str) -> list[str]:
        complete = ShellComplete(program, {}, "studytui", "_STUDYTUI_COMPLETE")
        return [item.value for item in complete.get_completions(list(words[:-1]), words[-1])]

    assert offered("st") == ["start", "status", "stats"]
    assert offered("grade", "py-") == ["py-twice"]
    assert offered("plan", "use", "") == ["small"]
