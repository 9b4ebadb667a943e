"""Days, weekdays and targets as they are typed."""

from datetime import date

import pytest

from studytui.domain.rhythm import Weekday
from studytui.errors import UsageError
from studytui.study import typed


def test_what_can_be_read() -> None:
    """Blanks are no matter, commas are as good as blanks, and one number is both ends of a target."""
    assert typed.day(" 2026-11-23 ") == date(2026, 11, 23)
    assert typed.weekdays("Monday, wed fri") == (Weekday.MON, Weekday.WED, Weekday.FRI)
    assert (typed.target("5-8"), typed.target("5 - 8"), typed.target("7")) == ((5, 8), (5, 8), (7, 7))


@pytest.mark.parametrize("text", ["", "20261123", "2026-02-30", "tomorrow"])
def test_what_is_no_day(text: str) -> None:
    """The sentence shows how a day is written."""
    with pytest.raises(UsageError, match="write it like 2026-11-20"):
        typed.day(text)


@pytest.mark.parametrize("text", ["", "mon,fry"])
def test_what_are_no_weekdays(text: str) -> None:
    """The sentence shows how weekdays are written."""
    with pytest.raises(UsageError, match="write them like mon,wed,fri"):
        typed.weekdays(text)


@pytest.mark.parametrize("text", ["", "5-", "-5", "five", "\u0665", "5-8-9"])
def test_what_is_no_target(text: str) -> None:
    """The sentence shows how a target is written."""
    with pytest.raises(UsageError, match="a target is written 5-8"):
        typed.target(text)
