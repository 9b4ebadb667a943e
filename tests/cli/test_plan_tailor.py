"""Plans made to measure, from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studytui.cli import asking

if TYPE_CHECKING:
    from tests.cli.conftest import Home

ARGUMENTS = ("plan", "tailor", "--track", "basics", "--weeks", "3", "--id", "mine")


def test_a_plan_is_made_explained_and_saved(home: Home) -> None:
    """Why each unit is there, what was left out, where it went; it passes `verify` and can be followed."""
    text = home.say(*ARGUMENTS)
    assert text.splitlines() == [
        "3 weeks: basics  (mine)",
        "3 weeks of 60 minutes a day, 2 units, 1 checkpoint",
        "",
        "W01     Week of 1  (small:W1)",
        "        it teaches basics: py-twice",
        "W02     Week of 2  (small:W2)",
        "        there was room to go deeper into what is in Week of 1 (small:W1)",
        "W03     Final checkpoint",
        "        It looks back on Week of 1; Week of 2.",
        "",
        f"Saved {home.root / 'data' / 'plans' / 'mine.yaml'}",
        "Follow it with `studytui plan use mine`.",
    ]
    assert "No problem found." in home.say("verify", "mine")
    home.say("plan", "use", "mine", "--start", "2026-11-16")
    assert "Hour of wed" in home.say("today")


def test_a_dry_run_saves_nothing(home: Home) -> None:
    """The plan is shown, that is all."""
    assert "Week of 1" in home.say(*ARGUMENTS, "--dry-run")
    assert not (home.root / "data" / "plans" / "mine.yaml").exists()


def test_a_level_leaves_out_what_is_known(home: Home) -> None:
    """An exercise of difficulty 1 is known at level 1."""
    assert "leaves no unit to study" in home.sentence(*ARGUMENTS, "--level", "basics=1", code=2)
    assert "basics=3" not in home.say(*ARGUMENTS, "--level", "basics=0", "--dry-run")
    assert "mathematics=3" in home.sentence(*ARGUMENTS, "--level", "basics", code=2)


def test_units_can_be_asked_for(home: Home) -> None:
    """By address, and with hours of another length."""
    text = home.say("plan", "tailor", "--from", "small:W2", "--minutes", "30", "--weeks", "4")
    assert "3 weeks of 30 minutes a day, 1 unit, 1 checkpoint" in text
    assert "Nothing more fits into the 4 weeks asked for" in text
    assert "W01-02  Week of 2  (small:W2)\n        you asked for it" in text


def test_a_plan_of_that_id_is_not_replaced_by_chance(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --yes, or when its owner says so."""
    home.say(*ARGUMENTS)
    result = home.run(*ARGUMENTS, "--minutes", "30")
    assert (result.exit_code, "--yes" in result.stderr) == (2, True)
    assert "The version before is kept in" in home.say(*ARGUMENTS, "--minutes", "30", "--yes")
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    assert home.run(*ARGUMENTS, stdin="n\n").exit_code == 2
    assert home.run(*ARGUMENTS, stdin="y\n").exit_code == 0


def test_it_asks_when_nothing_was_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tracks, weeks, minutes and level; with nobody to ask it says which options there are."""
    assert "--track" in home.sentence("plan", "tailor", code=2)
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    result = home.run("plan", "tailor", stdin="basics\n3\n60\n0\n")
    assert result.exit_code == 0
    assert "3 weeks: basics  (tailored-basics)" in result.stdout
    assert "Tracks: basics" in result.stderr
