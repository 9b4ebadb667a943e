"""Days of a plan in a mover's own words."""

from collections.abc import Iterator
from datetime import date

import pytest
from tests.study.rich import rich_plan, with_plans

from studytui.errors import UsageError
from studytui.study import places, plans
from studytui.study.context import Context


@pytest.fixture
def rich(ctx: Context) -> Iterator[Context]:
    """The rich plan, begun this Monday."""
    made = with_plans(ctx, rich_plan())
    plans.use(made, "rich", date(2026, 11, 23))
    yield made
    made.close()


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
