"""The trial: what it says of this machine, and of machines that lack layers."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from studytui.domain.report import SandboxLevel
from studytui.grading.sandbox import Policy, prepare, trials
from studytui.grading.sandbox.trials import FILES, NETWORK, PROCESSES, PROVED_BY, _level

SCRIPT = """
import json, os, sys
sys.platform = {platform!r}
from studytui.grading.sandbox import Policy, guard, isolate, prepare, trial
without = frozenset({without!r})
isolated = isolate(without)
guard()
report = trial(prepare(Policy(isolated=bool(isolated), without=without)), isolated)
try:
    left = os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    left = None
print(json.dumps([report.level, report.layers, left]))
"""
LAYERS = ["process", "rlimits", "capabilities", "landlock", "seccomp", "namespaces"]


def tried(*without: str, platform: str = "linux") -> tuple[str, list[str]]:
    """Level and layers that a fresh process finds."""
    script = SCRIPT.format(without=list(without), platform=platform)
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    told: Any = json.loads(ended.stdout)
    assert told[2] is None, "a canary was not reaped"
    return told[0], told[1]


def test_this_machine() -> None:
    """Here the layers that hold are named in order, each once; with Landlock and the filter the level is STRONG."""
    level, layers = tried()
    assert layers == [name for name in LAYERS if name in layers]
    assert (level == SandboxLevel.STRONG) == ({"rlimits", "landlock", "seccomp"} <= set(layers))


@pytest.mark.parametrize("layer", ["landlock", "seccomp", "rlimits"])
def test_a_missing_layer_is_missed(layer: str) -> None:
    """Without one of the three layers that matter the level is not STRONG, and the layer is not named."""
    level, layers = tried(layer)
    assert level != SandboxLevel.STRONG
    assert layer not in layers


def test_without_namespaces() -> None:
    """Namespaces are a second line: the level does not depend on them."""
    assert tried("namespaces")[0] == tried()[0]
    assert "namespaces" not in tried("namespaces")[1]


def test_limits_alone() -> None:
    """With nothing but limits the level is RESOURCE-ONLY."""
    assert tried("landlock", "seccomp", "namespaces", "capabilities") == ("RESOURCE-ONLY", ["process", "rlimits"])


def test_nothing_at_all() -> None:
    """Where no layer holds, none is named, and the trial itself comes to no harm."""
    assert tried(*LAYERS) == ("RESOURCE-ONLY", [])


def test_another_system() -> None:
    """On a system without Linux's calls the trial runs, and says that only limits hold."""
    level, layers = tried(platform="darwin")
    assert level == "RESOURCE-ONLY"
    assert set(layers) <= {"rlimits"}


def test_level_of_what_was_stopped() -> None:
    """STRONG needs every attempt stopped; one group of them makes LIMITED; memory alone makes RESOURCE-ONLY."""
    memory = PROVED_BY["rlimits"]
    everything = FILES | NETWORK | PROCESSES | memory
    assert _level(everything) is SandboxLevel.STRONG
    for attempt in everything:
        assert _level(everything - {attempt}) is not SandboxLevel.STRONG, attempt
    assert _level(memory | NETWORK) is SandboxLevel.LIMITED
    assert _level(memory) is SandboxLevel.RESOURCE_ONLY
    assert _level(set()) is SandboxLevel.RESOURCE_ONLY


def test_a_canary_that_dies_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """If canaries die at once, no layer counts as proved."""

    def dead(*_: object, **__: object) -> None:
        os._exit(1)

    monkeypatch.setattr(trials, "confine", dead)
    report = trials.trial(prepare(Policy()))
    assert report.level is SandboxLevel.RESOURCE_ONLY
    assert not set(report.layers) & set(PROVED_BY)
