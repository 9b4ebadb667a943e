"""The clock from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Home


def test_short_status_through_an_hour(studying: Home) -> None:
    """Time left, a pause that stops it, overtime, and the bare place when no clock runs."""
    assert studying.say("status", "--short") == "W01 Wed\n"
    studying.say("start")
    studying.later(minutes=36, seconds=19)
    assert studying.say("status", "--short") == "W01 Wed 23:41\n"
    studying.say("pause")
    studying.later(hours=2)
    assert studying.say("status", "--short") == "W01 Wed 23:41 paused\n"
    assert "Going on: 23:41 left" in studying.say("start")
    studying.later(minutes=27, seconds=1)
    assert studying.say("status", "--short") == "W01 Wed +03:20\n"
    assert "+03:20 past 60 minutes, code" in studying.say("status")


@pytest.mark.parametrize(
    ("days", "place"), [(3, "W02 next"), (5, "W02 Mon"), (-3, "W01 from 2026-11-16"), (30, "W02 done")]
)
def test_short_status_on_other_days(days: int, place: str, studying: Home) -> None:
    """Weekend, the week after, before the start and after the end are each told."""
    studying.later(days=days)
    assert studying.say("status", "--short") == f"{place}\n"


def test_finish_tells_the_minutes(studying: Home) -> None:
    """A session ends with the minutes that were studied, pauses left out."""
    studying.say("start", "--minutes", "15", "--kind", "papers")
    studying.later(minutes=12)
    assert studying.say("finish") == "Finished: 12 minutes, papers\n"
    assert "no clock is running" in studying.sentence("finish", code=2)
    assert "no clock is running" in studying.sentence("pause", code=2)


def test_finish_where_the_time_ran_out(studying: Home) -> None:
    """`--end planned` ends a forgotten session at its planned end, and not before that has come."""
    studying.say("start", "--minutes", "15")
    assert "has not come yet" in studying.sentence("finish", "--end", "planned", code=2)
    studying.later(hours=5)
    assert studying.say("finish", "--end", "planned") == "Finished: 15 minutes, code\n"


def test_finish_at_the_last_activity(studying: Home) -> None:
    """`--end activity` ends a session where something last happened: here, at its start."""
    studying.say("start")
    studying.later(hours=1)
    assert studying.say("finish", "--end", "activity") == "Finished: 0 minutes, code\n"


def test_starting_twice_is_one_session(studying: Home) -> None:
    """A second start shows the same clock."""
    studying.say("start")
    studying.later(minutes=1)
    assert studying.say("start") == "Going on: 59:00 left of 60 minutes, code\n"


def test_study_elsewhere_is_logged(studying: Home) -> None:
    """`log` records minutes on a day, and a day to come is refused."""
    assert studying.say("log", "40", "--kind", "papers", "--date", "2026-11-17") == (
        "Logged: 40 minutes, papers, 2026-11-17\n"
    )
    assert "has not come yet" in studying.sentence("log", "5", "--kind", "code", "--date", "2026-12-24", code=2)
    assert "40 minutes studied" in studying.say("stats")


def test_a_day_of_twenty_four_hours(studying: Home) -> None:
    """The longest session is told in its minutes."""
    assert "of 1440 minutes" in studying.say("start", "--minutes", "1440")


def test_no_day_has_more_than_its_hours(studying: Home) -> None:
    """What would make it longer is refused, with the minutes it has."""
    studying.say("log", "1000", "--kind", "code")
    assert "has 1000 minutes already" in studying.sentence("log", "441", "--kind", "papers", code=2)
    studying.say("log", "440", "--kind", "papers")


def test_a_day_out_of_reach_is_refused(studying: Home) -> None:
    """No calendar reaches before its first day."""
    said = studying.sentence("log", "5", "--kind", "code", "--date", "0001-01-01", code=2)
    assert "more than twenty years away" in said
