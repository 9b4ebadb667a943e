"""The calendar from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Home


def test_pause_and_its_end(studying: Home) -> None:
    """Both say where the plan stands then, and when the next hour is."""
    said = studying.say("plan", "pause", "--to", "2026-11-20", "--reason", "holiday")
    assert said == "small: week 1, day 3 of 5, on Monday 2026-11-23.\n"
    assert studying.say("status", "--short") == "W01 pause\n"
    assert studying.say("plan", "pause", "--off") == "small: week 1, day 3 of 5, today.\n"
    assert "--to DAY" in studying.sentence("plan", "pause", code=2)
    assert "no pause" in studying.sentence("plan", "pause", "--off", code=2)


def test_shift_there_and_back(studying: Home) -> None:
    """By study days and by weeks, later and earlier."""
    assert studying.say("plan", "shift", "--days", "1") == "small: week 1, day 2 of 5, today.\n"
    assert studying.say("plan", "shift", "--days", "-1") == "small: week 1, day 3 of 5, today.\n"
    assert studying.say("plan", "shift", "--weeks", "-1") == "small: week 2, day 3 of 5, today.\n"
    assert "past the plan's last week" in studying.sentence("plan", "shift", "--weeks", "-1", code=2)
    assert "at least a day" in studying.sentence("plan", "shift", code=2)


def test_other_study_days(studying: Home) -> None:
    """Printed and chosen; from tomorrow, as today is a study day."""
    assert studying.say("plan", "days") == "small: Mon, Tue, Wed, Thu, Fri, 60 minutes each.\n"
    assert studying.say("plan", "days", "sat,sun", "--minutes", "30") == "small: Sat, Sun, 30 minutes each.\n"
    assert studying.say("status", "--short") == "W01 Wed\n"
    studying.later(days=1)
    assert studying.say("status", "--short") == "W01 next\n"


@pytest.mark.parametrize("way", ["resume", "skip"])
def test_days_away_are_answered(studying: Home, way: str) -> None:
    """Once; where no day was missed it says so."""
    assert "no study day was missed" in studying.sentence("plan", way, code=2)
    studying.later(days=2)
    assert studying.say("plan", way).startswith("small: week 1, day ")
    assert "no study day was missed" in studying.sentence("plan", way, code=2)


def test_a_plan_that_is_over(studying: Home) -> None:
    """It says so."""
    studying.later(days=60)
    assert studying.say("plan", "pause", "--to", "2027-12-01") == "small is over.\n"
