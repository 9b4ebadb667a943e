"""A learner's home in a temporary folder, with a small plan and one exercise, on a fixed Wednesday evening."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from studytui.cli.main import program

WEDNESDAY = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
MONDAY = "2026-11-16"

_DAY = """\
          - day: {day}
            title: Hour of {day}
            tasks:
              - {{id: do-{day}, text: "Do the work of {day}.", minutes: 60{extra}}}
"""
_PLAN = """\
schema: studytui.curriculum/1
id: small
title: A small plan
source: {seed: own notes}
cadence: {weeks_total: 2}
phases:
  - id: p1
    kind: phase
    title: Only phase
    weeks: [1, 2]
    units:
"""
_WEEK = """\
      - id: W{number}
        kind: week
        title: Week of {number}
        weeks: [{number}, {number}]
        checkbox: true
        deliverable: A note of {number}
        exercises: [py-twice]
        days:
"""
_EXERCISE = {
    "exercise.yaml": """\
schema: 1
title: Twice a number
track: basics
kind: build
difficulty: 1
minutes: 30
backend: python
exports: [twice]
hints: [Add., Add it to itself.]
""",
    "prompt.md": "# Twice\n\nReturn `2x`.\n",
    "notes.md": "Addition is enough.\n",
    "starter.py": 'def twice(x):\n    """Twice x."""\n    raise NotImplementedError\n',
    "reference.py": "def twice(x):\n    return 2 * x\n",
    "checks.py": """\
from studytui.checks import check, equal
import reference


@check("Doubles a number", points=2)
def doubles(learner, rng):
    equal(learner.twice(3), reference.twice(3))


@check("Doubles zero")
def zero(learner, rng):
    equal(learner.twice(0), 0)
""",
    "mistakes/adds_three.py": '''\
"""Adds three instead of doubling.

caught by: zero
"""


def twice(x):
    return x + 3
''',
}


@dataclass
class Home:
    """The temporary home, its clock, and a way to run commands in it."""

    root: Path
    exercise: Path
    now: datetime = WEDNESDAY
    right: str = "def twice(x):\n    return x + x\n"
    wrong: str = "def twice(x):\n    return 3 * x\n"

    def run(self, *words: str, stdin: str | None = None) -> Result:
        """Run one command line."""
        return CliRunner().invoke(program, list(words), input=stdin)

    def say(self, *words: str, stdin: str | None = None) -> str:
        """What a command that must succeed prints to standard output."""
        result = self.run(*words, stdin=stdin)
        assert result.exit_code == 0, result.output
        return result.stdout

    def sentence(self, *words: str, code: int, stdin: str | None = None) -> str:
        """The one sentence of a command that must fail with that code, with nothing on standard output."""
        result = self.run(*words, stdin=stdin)
        assert result.exit_code == code, result.output
        assert result.stdout == ""
        line = result.stderr.rstrip("\n")
        assert line.startswith("studytui: ")
        assert "\n" not in line
        return line.removeprefix("studytui: ")

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)

    def solution(self, text: str) -> Path:
        """The learner's own file, holding that text."""
        path = self.root / "workspace" / "solutions" / "basics" / "py_twice.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


def _plan() -> str:
    weeks = []
    for number in (1, 2):
        days = "".join(
            _DAY.format(day=day, extra=", exercise: py-twice" if day == "wed" else "")
            for day in ("mon", "tue", "wed", "thu", "fri")
        )
        weeks.append(_WEEK.format(number=number) + days)
    return _PLAN + "".join(weeks)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home in which no plan is chosen yet."""
    root, builtin = tmp_path / "home", tmp_path / "builtin"
    exercise = builtin / "exercises" / "basics" / "py-twice"
    plan = root / "data" / "plans" / "small.yaml"
    plan.parent.mkdir(parents=True)
    plan.write_text(_plan(), encoding="utf-8")
    for name, text in _EXERCISE.items():
        (exercise / name).parent.mkdir(parents=True, exist_ok=True)
        (exercise / name).write_text(text, encoding="utf-8")
    made = Home(root, exercise)
    monkeypatch.setenv("STUDYTUI_HOME", str(root))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr("studytui.paths._builtin", lambda folder: builtin / folder)
    monkeypatch.setattr("studytui.study.context._utc_now", lambda: made.now)
    monkeypatch.setattr("studytui.study.context.Context.local", lambda _, at: at.astimezone(UTC))
    return made


@pytest.fixture
def studying(home: Home) -> Home:
    """A home in which the small plan is followed since Monday."""
    home.say("plan", "use", "small", "--start", MONDAY)
    return home


@pytest.fixture
def fake_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set $EDITOR to a program that runs one line of shell with the file as $1."""

    def make(line: str) -> None:
        script = tmp_path / "editor"
        script.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(script))

    return make
