"""Entries and drafts: every version kept, the newest shown, nothing typed lost."""

from datetime import UTC, date, datetime, timedelta

from studytui.domain.moment import Moment
from studytui.store import drafts, entries
from studytui.store.database import Database

MONDAY = date(2026, 11, 23)


def moment(minutes: float = 0) -> Moment:
    """That many minutes after nine."""
    return Moment(datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(minutes=minutes), MONDAY)


def save(db: Database, text: str, *, field: str = "notes", day: date = MONDAY, minutes: float = 0) -> int:
    """Save a field; the version it then has."""
    return entries.save(db, moment(minutes), "plan", day, field, text).version


def test_every_version_is_kept_and_the_newest_is_shown(db: Database) -> None:
    """Saving another text adds a version, the same text none, and going back to an old text is a version too."""
    assert [save(db, text) for text in ("one", "two", "two", "one")] == [1, 2, 2, 3]
    assert [entry.text for entry in entries.versions(db, "plan", MONDAY, "notes")] == ["one", "two", "one"]
    newest = entries.get(db, "plan", MONDAY, "notes")
    assert newest is not None
    assert (newest.text, newest.version) == ("one", 3)


def test_the_newest_version_wins_on_a_clock_set_back(db: Database) -> None:
    """What is saved later is newer, whatever the clock says."""
    save(db, "first", minutes=10)
    save(db, "second", minutes=-10)
    (newest,) = entries.between(db, "plan", MONDAY, MONDAY)
    assert newest.text == "second"


def test_a_range_of_days_has_the_newest_of_each_field(db: Database) -> None:
    """First and last day are included, other days and plans are not."""
    for offset in range(4):
        save(db, f"old {offset}", day=MONDAY + timedelta(days=offset))
        save(db, f"new {offset}", day=MONDAY + timedelta(days=offset))
    save(db, "goal", field="goals", day=MONDAY + timedelta(days=1))
    entries.save(db, moment(), "other", MONDAY, "notes", "elsewhere")
    found = entries.between(db, "plan", MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))
    assert [(entry.field, entry.text) for entry in found] == [("goals", "goal"), ("notes", "new 1"), ("notes", "new 2")]


def test_saving_drops_the_draft_it_came_from_alone(db: Database) -> None:
    """The draft of another field stays."""
    for field in ("notes", "goals"):
        drafts.save(db, moment(), drafts.key_of("plan", MONDAY, field), field)
    save(db, "notes")
    assert list(drafts.of_days(db, "plan", MONDAY, MONDAY)) == [(MONDAY, "goals")]


def test_a_draft_is_the_last_text_typed(db: Database) -> None:
    """Saving a draft again replaces it, even by nothing; dropping it forgets it."""
    key = drafts.key_of("plan", MONDAY, "notes")
    for text in ("a", "ab", ""):
        drafts.save(db, moment(), key, text)
        draft = drafts.get(db, key)
        assert draft is not None
        assert draft.text == text
    drafts.drop(db, key)
    assert drafts.get(db, key) is None


def test_drafts_of_a_range_are_those_of_its_days_and_plan(db: Database) -> None:
    """A plan whose id begins like another's keeps its drafts to itself, and so do the days around."""
    days = [MONDAY + timedelta(days=offset) for offset in range(-1, 3)]
    for plan in ("plan", "plan-b", "pla"):
        for day in days:
            drafts.save(db, moment(), drafts.key_of(plan, day, "notes"), f"{plan} {day}")
    found = drafts.of_days(db, "plan", MONDAY, MONDAY + timedelta(days=1))
    assert {key: draft.text for key, draft in found.items()} == {
        (day, "notes"): f"plan {day}" for day in (MONDAY, MONDAY + timedelta(days=1))
    }


def test_appending_keeps_what_stands_there(db: Database) -> None:
    """A paragraph is added to the draft if there is one, else to the entry, else it is the first."""
    appended = [entries.append(db, moment(), "plan", MONDAY, "notes", text).text for text in ("first", "second")]
    assert appended == ["first", "first\n\nsecond"]
    drafts.save(db, moment(1), drafts.key_of("plan", MONDAY, "notes"), "being typed\n")
    assert entries.append(db, moment(2), "plan", MONDAY, "notes", "third").text == "being typed\n\nthird"
    assert drafts.of_days(db, "plan", MONDAY, MONDAY) == {}
