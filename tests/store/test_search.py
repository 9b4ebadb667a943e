"""The index of everything that was written: true after every change, laid anew when damaged, deaf to operators."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from timeit import repeat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.domain.experiment import Experiment
from studytui.domain.moment import Moment
from studytui.domain.paper import PaperNote
from studytui.domain.reading import ReadingState
from studytui.errors import DataError
from studytui.store import drafts, entries, experiments, papers, readings, recall, search
from studytui.store.database import Database, connect
from studytui.store.recall import OwnQuestion

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONDAY = START.date()
WHEN = Moment(START, MONDAY)
NOTE = PaperNote("n1", MONDAY, title="Attention", claim="Heads specialise", questions="- Which heads?")


def write(db: Database, text: str, field: str = "notes", day: date = MONDAY) -> None:
    """Save a field of an entry."""
    entries.save(db, WHEN, "plan", day, field, text)


def found(db: Database, text: str, *kinds: str) -> list[tuple[str, str]]:
    """Kind and key of what is found."""
    return [(match.kind, match.key) for match in search.find(db, text, kinds)]


def test_every_kind_of_text_is_found_by_how_its_words_begin(db: Database) -> None:
    """Entries, lessons, papers with the answers to their questions, lines of readings, own questions, experiments."""
    write(db, "The softmax saturates.")
    write(db, "- **What did it teach?** Softmax wants a shift.", "review")
    papers.save(db, WHEN, NOTE)
    papers.answer(db, WHEN, "n1", "Which heads?", "Those before the softmax", closed=True)
    readings.mark(db, WHEN, "plan", "W1/read", ReadingState.FINISHED, "Softmax is a smooth argmax")
    recall.keep(db, WHEN, "plan", OwnQuestion("own/1", 3, "What is softmax?", "Shares of exponentials"))
    record = Experiment("temp-1", "Temperature", MONDAY, START, hypothesis="Softmax flattens")
    experiments.save(db, WHEN, record)
    assert set(found(db, "SOFTM")) == {
        ("entry", "plan/2026-11-23/notes"),
        ("lesson", "plan/2026-11-23/review"),
        ("paper", "n1"),
        ("reading", "plan:W1/read"),
        ("recall", "plan:own/1"),
        ("experiment", "temp-1"),
    }
    assert found(db, "softmax", "lesson", "recall") == [
        ("recall", "plan:own/1"),
        ("lesson", "plan/2026-11-23/review"),
    ]
    (lesson,) = search.find(db, "softmax teach")
    assert f"{search.OPENS}Softmax{search.CLOSES} wants a shift" in lesson.snippet


def test_only_the_newest_version_is_found(db: Database) -> None:
    """A text in other words, a draft that is newer, one thrown away, and one let go."""
    write(db, "gradient descent")
    assert found(db, "gradient")
    write(db, "momentum")
    assert not found(db, "gradient")
    key = drafts.key_of("plan", MONDAY, "notes")
    drafts.save(db, WHEN, key, "nesterov")
    assert found(db, "nesterov")
    assert not found(db, "momentum")
    drafts.drop(db, key)
    assert found(db, "momentum")
    papers.save(db, WHEN, NOTE)
    assert found(db, "attention")
    papers.drop(db, WHEN, NOTE)
    assert not found(db, "attention")
    db.run("DELETE FROM entries")
    assert not found(db, "momentum")


def test_rows_that_arrive_by_another_way_are_found(db: Database, other_window: Database) -> None:
    """An import writes rows of another machine, with its own words on conflicts, through another connection."""
    assert not found(db, "laptop")
    clauses = ("INSERT", "INSERT OR IGNORE", "INSERT OR ABORT", "INSERT OR REPLACE") * 2
    for number, clause in enumerate(clauses):
        other_window.run(
            f"{clause} INTO entries VALUES (?, 'laptop', 'plan', '2026-11-24', 'notes', ?, 'from the laptop', ?)",
            (str(number), number, (START + timedelta(days=number)).isoformat()),
        )
    assert found(db, "laptop") == [("entry", "plan/2026-11-24/notes")]


def test_the_newest_come_first_and_no_more_than_asked_for(db: Database) -> None:
    """Also those that were written about an earlier day later on."""
    for offset in (3, 0, 7, 1):
        write(db, "loss", day=MONDAY + timedelta(days=offset))
    assert [match.day.day for match in search.find(db, "loss", limit=3)] == [30, 26, 24]


@pytest.mark.parametrize(
    "wreck",
    [
        "DROP TABLE search_texts_fts",
        "DROP TABLE search_texts_fts_config",
        "DROP TABLE search_texts",
        "DELETE FROM search_texts_fts_data",
        "DELETE FROM search_texts_fts_idx",
        "UPDATE search_texts_fts_data SET block = x'00'",
        "DROP TRIGGER search_entries_insert",
        "DROP TRIGGER search_texts_ai",
    ],
)
def test_a_damaged_index_loses_nothing_and_is_laid_anew(path: Path, wreck: str) -> None:
    """Saving goes on, and the next search finds all there is."""
    for step in ("before", "after"):
        db = connect(path, machine="desk")
        if step == "after":
            db.run(wreck)
        write(db, f"softmax {step}", step)
        db.close()
        db = connect(path, machine="desk")
        expected = ["after", "before"] if step == "after" else ["before"]
        assert sorted(key.rpartition("/")[2] for _, key in found(db, "softmax")) == expected
        assert db.fault() == ""
        db.close()


def test_windows_that_search_at_once_agree(path: Path) -> None:
    """Each may find that the index is missing; it is laid once, and all find the same."""
    with closing(connect(path, machine="desk")) as db:
        for offset in range(30):
            write(db, "softmax", day=MONDAY + timedelta(days=offset))

    def window(_: int) -> int:
        with closing(connect(path, machine="desk")) as db:
            return len(search.find(db, "softmax"))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(window, range(4))) == [30] * 4


def test_a_sentence_where_there_can_be_no_index(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SQLite without FTS5 says so, and writing goes on."""
    monkeypatch.setattr("studytui.store.search_schema.TOKENS", "no-such-tokenizer")
    with pytest.raises(DataError, match="the search index cannot be laid"):
        search.find(db, "softmax")
    write(db, "softmax")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(max_size=40), st.text(alphabet="\"'*()-+^:{}ab ANDORT\x00\ud800", max_size=40)))
def test_no_text_is_refused(db: Database, text: str) -> None:
    """Quotes, stars, parentheses and operators are words like any other."""
    search.find(db, text)
    search.find(db, text * 300)


def test_words_are_quoted(db: Database) -> None:
    """Operators do not operate, and a word of one letter does not go on."""
    write(db, "NOT a bug AND a feature")
    assert found(db, "feature NOT bug")
    assert not found(db, "feature OR nothing")
    assert found(db, "a")
    assert not found(db, "f")
    assert not found(db, "(*)")
    assert found(db, 'the" OR "bug') == []


@pytest.mark.proof
def test_ten_years_of_entries_are_quick(db: Database) -> None:
    """5,200 entries: a query takes under 50 ms, the trigger a small part of a save."""
    with db.transaction():
        for number in range(2600):
            for field in ("notes", "next"):
                db.run(
                    "INSERT INTO entries VALUES (?, 'desk', 'plan', ?, ?, 1, ?, ?)",
                    (
                        *(f"{number}{field}", (MONDAY - timedelta(days=number)).isoformat(), field),
                        *(f"Day {number}: what the gradient said of the loss. " * 20, START.isoformat()),
                    ),
                )
    assert len(search.find(db, "loss")) == 50
    for text in ("loss", "day 1", "gradient los", "nothing", "l"):
        assert min(repeat(partial(search.find, db, text), number=1, repeat=3)) < 0.05, text
