"""The Monday check-in and the Friday review."""

from datetime import date, datetime, timedelta

import pytest

from studytui.domain.weekly import CHECKIN_ASKS, Opening
from studytui.errors import UsageError
from studytui.store import entries
from studytui.study import notes, weekly
from studytui.study.context import Context
from studytui.study.today import today

MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(days=4)


def test_they_come_first_on_their_days(rich: Context) -> None:
    """The check-in on the rhythm's first day, the review on its last, nothing between."""
    openings = [today(rich, MONDAY + timedelta(days=days)).opening for days in range(7)]
    assert [opening.which.value if opening else None for opening in openings] == [
        *("checkin", None, None, None, "review", None, None)
    ]
    assert openings[0] is not None
    assert (openings[0].title, openings[0].done) == ("Mon check-in: three lines", False)


def test_the_plans_own_question_comes_first(rich: Context) -> None:
    """The usual ones fill up to three; the review asks its own."""
    assert [question for question, _ in weekly.sheet(rich, Opening.CHECKIN).lines] == [
        "What must exist on Friday?",
        *CHECKIN_ASKS[1:],
    ]
    assert len(weekly.sheet(rich, Opening.REVIEW).lines) == 3


def test_answers_are_an_entry_of_the_day(rich: Context) -> None:
    """They read back by their questions; an empty answer leaves what stands there; every version is kept."""
    weekly.save(rich, Opening.CHECKIN, ["The ablation table"])
    filled = weekly.save(rich, Opening.CHECKIN, ["", "A plot\nwith bars"])
    assert [answer for _, answer in filled.lines] == ["The ablation table", "A plot with bars", ""]
    assert len(entries.versions(rich.store, "rich", MONDAY, "checkin")) == 2
    opening = today(rich).opening
    assert opening is not None
    assert (opening.done, opening.skipped) == (True, False)
    assert "- **What must exist on Friday?** The ablation table" in notes.day(rich, MONDAY)["checkin"]


def test_they_can_be_skipped(rich: Context, clock: list[datetime]) -> None:
    """A skipped one asks no more and holds no text; skipping never wipes what was written."""
    weekly.skip(rich, Opening.CHECKIN)
    opening = today(rich).opening
    assert opening is not None
    assert (opening.done, opening.skipped) == (True, True)
    clock[0] += timedelta(days=4)
    weekly.save(rich, Opening.REVIEW, ["It shipped"])
    assert weekly.skip(rich, Opening.REVIEW).written
    assert not weekly.sheet(rich, Opening.REVIEW, MONDAY).written


def test_what_does_not_fit_is_refused(rich: Context) -> None:
    """More answers than questions, and none at all."""
    with pytest.raises(UsageError, match="3 questions"):
        weekly.save(rich, Opening.CHECKIN, ["a", "b", "c", "d"])
    with pytest.raises(UsageError, match="nothing to save"):
        weekly.save(rich, Opening.CHECKIN, ["", " "])


def test_a_draft_is_newer_than_what_was_saved(rich: Context) -> None:
    """What was typed last stands on the sheet; the next line saved takes it in, and the task stays open till then."""
    weekly.keep_draft(rich, Opening.CHECKIN, ["The abl", "", ""])
    opening = today(rich).opening
    assert opening is not None
    assert not opening.done
    assert weekly.sheet(rich, Opening.CHECKIN).lines[0][1] == "The abl"
    weekly.save(rich, Opening.CHECKIN, ["", "A plot"])
    assert [answer for _, answer in weekly.sheet(rich, Opening.CHECKIN).lines] == ["The abl", "A plot", ""]
