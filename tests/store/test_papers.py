"""Paper notes, the marks on readings, and recall questions: the newest row holds, on any clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from studytui.domain.moment import Moment
from studytui.domain.paper import PaperNote
from studytui.domain.reading import ReadingState
from studytui.store import papers, readings, recall
from studytui.store.database import Database
from studytui.store.readings import ReadingMark
from studytui.store.recall import OwnQuestion

START = datetime(2026, 11, 24, 9, tzinfo=UTC)
TUESDAY = START.date()
NOTE = PaperNote("n1", TUESDAY, title="Attention", questions="Why?\nHow?")


def moment(days: float = 0) -> Moment:
    """So many days after Tuesday."""
    at = START + timedelta(days=days)
    return Moment(at, at.date())


def test_every_version_of_a_note_is_kept(db: Database) -> None:
    """Also on a clock set back; the same again adds none; the day it is about stays."""
    papers.save(db, moment(), NOTE)
    papers.save(db, moment(1), NOTE)
    papers.save(db, moment(-1), replace(NOTE, claim="All of it", about=TUESDAY + timedelta(days=3)))
    newest = papers.newest(db, "n1")
    assert newest == replace(NOTE, claim="All of it", version=2)
    assert papers.every(db) == papers.between(db, TUESDAY, TUESDAY) == (newest,)
    assert papers.between(db, TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=9)) == ()
    assert len(db.rows("SELECT * FROM paper_notes")) == 2


def test_a_note_let_go_can_come_back(db: Database) -> None:
    """Nothing is deleted."""
    papers.save(db, moment(), NOTE)
    papers.drop(db, moment(), NOTE)
    assert papers.every(db) == papers.asking(db) == ()
    papers.drop(db, moment(), replace(NOTE, id="never saved"))
    papers.save(db, moment(), NOTE)
    assert [note.version for note in papers.every(db)] == [3]


def test_the_last_word_on_a_question_holds(db: Database) -> None:
    """Answered, then open again on a clock set back."""
    papers.answer(db, moment(2), "n1", "Why?", "Because", closed=True)
    papers.answer(db, moment(2), "n1", "Why?", "Because", closed=True)
    papers.answer(db, moment(0), "n1", "Why?", "Because", closed=False)
    said = papers.answers(db, ("n1",))["n1", "Why?"]
    assert (said.answer, said.closed) == ("Because", False)
    assert papers.answers(db, ("n2",)) == papers.answers(db, ()) == {}
    assert len(db.rows("SELECT * FROM question_answers")) == 2


def test_the_newest_mark_on_a_reading_holds(db: Database) -> None:
    """By plan and address, on any clock; the same again adds no row."""
    readings.mark(db, moment(1), "plan", "W1/read", ReadingState.STARTED, "", "A book")
    readings.mark(db, moment(0), "plan", "W1/read", ReadingState.FINISHED, "Worth it", "A book")
    readings.mark(db, moment(5), "plan", "W1/read", ReadingState.FINISHED, "Worth it", "A book")
    assert readings.of(db, "plan", ("W1/read", "W1/other")) == {
        "W1/read": ReadingMark("A book", ReadingState.FINISHED, "Worth it", TUESDAY)
    }
    assert readings.of(db, "other", ("W1/read",)) == readings.of(db, "plan", ()) == {}
    assert len(db.rows("SELECT * FROM reading_marks")) == 2


def test_own_questions_and_their_answers(db: Database) -> None:
    """The newest words of each week's questions, less those let go; what was missed last is remembered."""
    first = OwnQuestion("own/1", 2, "What?", "That")
    recall.keep(db, moment(), "plan", first)
    recall.keep(db, moment(), "plan", OwnQuestion("own/2", 2, "Who?", "She", dropped=True))
    recall.keep(db, moment(-1), "plan", replace(first, answer="This"))
    assert recall.own_of(db, "plan", (2,)) == (replace(first, answer="This"),)
    assert recall.own_of(db, "plan", (1,)) == ()
    recall.answer(db, moment(1), "plan", "own/1", recalled=True)
    assert recall.missed(db, "plan") == {}
    recall.answer(db, moment(0), "plan", "own/1", recalled=False)
    assert recall.missed(db, "plan") == {"own/1": TUESDAY}
    assert [said.recalled for said in recall.answers(db, "plan", ("own/1", "own/2")).values()] == [False]
