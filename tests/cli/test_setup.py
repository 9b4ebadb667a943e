"""Installing PyTorch on request, with pip stood in for."""

from __future__ import annotations

import subprocess
import sys
from importlib import util
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

import pytest

from studytui.cli.setup import CPU_INDEX, TORCH

if TYPE_CHECKING:
    from tests.cli.conftest import Home

REAL_SPEC = util.find_spec


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Which of torch and pip are there; torch is not."""
    there = {"torch": False, "pip": True}

    def find_spec(name: str, package: str | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, None) if there.get(name, False) else None if name in there else REAL_SPEC(name, package)

    monkeypatch.setattr(util, "find_spec", find_spec)
    return there


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines that would have been run; pip succeeds unless told otherwise."""
    ran: list[list[str]] = []

    def run(words: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(words)
        return subprocess.CompletedProcess(words, int("--broken" in words))

    monkeypatch.setattr("studytui.cli.setup.subprocess.run", run)
    return ran


@pytest.mark.usefixtures("installed")
def test_it_installs_into_the_graders_python(home: Home, pip: list[list[str]]) -> None:
    """The size is told, and pip of the running Python is started once."""
    result = home.run("setup", "torch", "--yes")
    assert result.exit_code == 0
    assert "MB" in result.stderr
    assert pip == [[sys.executable, "-m", "pip", "install", "--index-url", CPU_INDEX, TORCH]]


@pytest.mark.usefixtures("installed")
def test_it_asks_first(home: Home, pip: list[list[str]]) -> None:
    """Where nobody can answer, nothing is installed without --yes."""
    result = home.run("setup", "torch")
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert pip == []


def test_what_is_there_is_left_alone(home: Home, installed: dict[str, bool], pip: list[list[str]]) -> None:
    """With PyTorch installed it says the version and does nothing."""
    installed["torch"] = True
    assert "installed already" in home.say("setup", "torch")
    assert pip == []


def test_no_pip_is_said(home: Home, installed: dict[str, bool]) -> None:
    """An environment without pip gets exit code 3 and the commands that help."""
    installed["pip"] = False
    result = home.run("setup", "torch", "--yes")
    assert result.exit_code == 3
    assert "pipx inject" in result.stderr


@pytest.mark.usefixtures("installed", "pip")
def test_a_failing_pip_is_said(home: Home) -> None:
    """When pip fails, its exit code is told."""
    result = home.run("setup", "torch", "--yes", "--index-url", "--broken")
    assert result.exit_code == 3
    assert "ended with 1" in result.stderr
