"""Days of a plan in a mover's own words."""

import pytest

from studytui.errors import UsageError
from studytui.study import places
from studytui.study.context import Context


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("today", "W1/mon"),
        ("Tomorrow ", "W1/tue"),
        ("thu", "W1/thu"),
        ("Friday", "W1/fri"),
        ("mon", "W2/mon"),
        ("w2/wed", "W2/wed"),
        ("2/wed", "W2/wed"),
        ("2026-12-01", "W2/tue"),
        ("sat", "W2/mon"),
    ],
)
def test_a_day_is_named_in_several_ways(rich: Context, words: str, place: str) -> None:
    """On a Monday: a weekday is the next one to come; a date without an hour means the hour after it."""
    assert str(places.place_of(rich, words)) == place


def test_other_words_say_how_a_day_is_written(rich: Context) -> None:
    """One sentence with examples."""
    with pytest.raises(UsageError, match="'soon' is no day of a plan; write it like tomorrow, thu, W8/mon"):
        places.place_of(rich, "soon")


def test_an_address_is_no_place() -> None:
    """A task's address and a weekday alone are not taken for a place where both may stand."""
    assert [places.names_place(word) for word in ("W8/mon", "2026-12-01", "W8/read", "fri")] == [
        True,
        True,
        False,
        False,
    ]
