"""The journal's fields: drafts over entries, saved once, nothing lost between windows."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.errors import UsageError
from studytui.store import entries
from studytui.study import notes, plans
from studytui.study.context import Context

MONDAY = date(2026, 11, 23)


@pytest.fixture
def enrolled(ctx: Context) -> Context:
    """The study, with the small plan begun on Monday."""
    plans.use(ctx, "small", MONDAY)
    return ctx


def test_the_fields_are_the_plans(enrolled: Context) -> None:
    """The journal template's five fields, empty on a fresh day."""
    ids = [field.id for field in notes.fields(enrolled)]
    assert ids == ["goals", "notes", "code", "results", "next"]
    assert notes.day(enrolled, MONDAY) == dict.fromkeys(ids, "")


def test_without_a_plan_one_can_write_too(ctx: Context) -> None:
    """The usual fields are there, and what is written is read back."""
    notes.save(ctx, MONDAY, "notes", "before any plan")
    assert notes.day(ctx, MONDAY)["notes"] == "before any plan"


def test_a_draft_lies_over_what_was_saved(enrolled: Context, second_window: Context) -> None:
    """Until it is saved; even the empty draft of a field being cleared."""
    notes.save(enrolled, MONDAY, "notes", "saved")
    for text in ("saved and", ""):
        notes.save_draft(enrolled, MONDAY, "notes", text)
        assert notes.day(second_window, MONDAY)["notes"] == text
    notes.save(enrolled, MONDAY, "notes", "saved and more")
    assert notes.day(enrolled, MONDAY)["notes"] == "saved and more"


def test_plans_have_journals_of_their_own(enrolled: Context) -> None:
    """Another plan's day is empty, and coming back finds the first one's text."""
    notes.save(enrolled, MONDAY, "notes", "small")
    plans.use(enrolled, "other", MONDAY)
    assert notes.day(enrolled, MONDAY)["notes"] == ""
    plans.use(enrolled, "small")
    assert notes.day(enrolled, MONDAY)["notes"] == "small"


def test_a_week_has_its_study_days_and_what_was_written_besides(enrolled: Context) -> None:
    """Saturday's notes belong to the week before; the next week's Monday does not."""
    for days, text in ((1, "tuesday"), (5, "saturday"), (7, "next monday")):
        notes.save(enrolled, MONDAY + timedelta(days=days), "notes", text)
    notes.save_draft(enrolled, MONDAY, "goals", "being typed")
    week = notes.week(enrolled, 1)
    assert list(week) == [MONDAY + timedelta(days=days) for days in range(6)]
    assert [day["notes"] for day in week.values()] == ["", "tuesday", "", "", "", "saturday"]
    assert week[MONDAY]["goals"] == "being typed"


@pytest.mark.parametrize("number", [0, 4])
def test_a_week_that_is_not_there_is_refused(enrolled: Context, number: int) -> None:
    """The sentence names the weeks there are."""
    with pytest.raises(UsageError, match="1 to 3"):
        notes.week(enrolled, number)


def test_an_unknown_field_is_refused(enrolled: Context) -> None:
    """The sentence names the fields there are."""
    for write in (notes.save, notes.append):
        with pytest.raises(UsageError, match="goals, notes, code"):
            write(enrolled, MONDAY, "nonsense", "text")


def test_what_two_windows_add_both_stays(enrolled: Context, second_window: Context) -> None:
    """Appending reads and writes in one step."""
    notes.append(enrolled, MONDAY, "notes", "from the screen")
    notes.append(second_window, MONDAY, "notes", "from the shell")
    assert notes.day(enrolled, MONDAY)["notes"] == "from the screen\n\nfrom the shell"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.tuples(st.sampled_from(["draft", "save", "append"]), st.text(max_size=8)), min_size=1, max_size=12
    ),
    offset=st.integers(0, 10**5),
)
def test_nothing_saved_is_ever_lost(enrolled: Context, words: list[tuple[str, str]], offset: int) -> None:
    """After any mix of typing, saving and appending the day shows the newest text, and every saved one is kept."""
    day = MONDAY + timedelta(days=offset)
    stands = ""
    for action, text in words:
        if action == "draft":
            notes.save_draft(enrolled, day, "notes", text)
            stands = text
        elif action == "save":
            stands = notes.save(enrolled, day, "notes", text).text
        else:
            stands = notes.append(enrolled, day, "notes", text).text
            assert stands.endswith(text)
        assert notes.day(enrolled, day)["notes"] == stands
    kept = [entry.text for entry in entries.versions(enrolled.store, "small", day, "notes")]
    assert all(text in kept for action, text in words if action == "save")
