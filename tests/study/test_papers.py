"""Paper notes, the questions they leave open, and the search over everything."""

from datetime import date, datetime, timedelta

import pytest

from studytui.domain.rhythm import Weekday
from studytui.errors import UsageError
from studytui.study import export, notes, papers, plans, search
from studytui.study.context import Context
from studytui.study.search import FoundKind
from studytui.study.today import today

MONDAY = date(2026, 11, 23)


@pytest.fixture
def study(ctx: Context) -> Context:
    """The small plan, begun this Monday."""
    plans.use(ctx, "small", MONDAY)
    return ctx


def test_a_note_is_found_by_id_or_title(study: Context) -> None:
    """Its title and link are one line each; what fits several notes is told with their ids."""
    first = papers.write(study, {"title": "Attention is\nall you need", "link": " https://arxiv.org/abs/1706.03762 "})
    second = papers.write(study, {"claim": "Attention is not explanation"})
    assert (first.title, first.link) == ("Attention is all you need", "https://arxiv.org/abs/1706.03762")
    assert second.headline == "Attention is not explanation"
    assert papers.find(study, first.id[:8]) == papers.find(study, "ALL YOU") == first
    with pytest.raises(UsageError, match="fits several"):
        papers.find(study, "attention")
    with pytest.raises(UsageError, match="no paper note"):
        papers.find(study, "")
    with pytest.raises(UsageError, match="without a word"):
        papers.write(study, {"title": " "})
    assert papers.between(study, MONDAY, MONDAY) == tuple(reversed(papers.every(study)))


def test_a_link_is_one_that_a_reader_may_have(study: Context) -> None:
    """The shell refuses another; one that was typed all the same is text in the week's note."""
    for link in ("javascript:alert(1)", "https://me:secret@example.org/a.pdf"):
        with pytest.raises(UsageError, match=r"is no link|holds a name, password or token"):
            papers.write(study, {"title": "A", "link": link})
    typed = papers.begin(study).with_fields({"title": "Typed", "link": "javascript:alert(1)"})
    papers.save(study, typed)
    assert papers.write(study, {"claim": "It is"}, typed.id[:8]).claim == "It is"
    assert "- Typed: It is\n" in export.preview(study, 1)


def test_what_was_typed_is_a_note_after_a_kill(study: Context, second_window: Context) -> None:
    """Another window sees the draft, new or over an old version; saving drops it; an empty one leaves nothing."""
    begun = papers.begin(study).with_fields({"title": "Typed"})
    papers.keep_draft(study, begun)
    assert papers.every(second_window) == (begun,)
    saved = papers.save(second_window, begun)
    papers.keep_draft(study, saved.with_fields({"claim": "Typed later"}))
    assert papers.find(study, "Typed").claim == "Typed later"
    papers.save(study, papers.find(study, "Typed"))
    empty = papers.begin(study)
    papers.keep_draft(study, empty)
    papers.save(study, empty)
    assert len(papers.every(study)) == 1
    assert study.store.rows("SELECT key FROM drafts") == []


def test_a_note_let_go_comes_back(study: Context) -> None:
    """With everything in it."""
    note = papers.write(study, {"title": "Gone", "questions": "Why?"})
    papers.drop(study, note)
    assert not papers.every(study)
    assert not papers.open_questions(study)
    papers.restore(study, note)
    assert [item.question for item in papers.open_questions(study)] == ["Why?"]


def test_open_questions_come_back_on_thursday(study: Context, clock: list[datetime]) -> None:
    """On that day alone; answered or closed they are gone, and open again they are back."""
    note = papers.write(
        study, {"title": "Scaling", "questions": "- Does it hold?\n2. At what cost?\n\n- Does it hold?"}
    )
    days = [today(study, MONDAY + timedelta(days=number)) for number in range(5)]
    assert [[item.question for item in view.lines.questions] for view in days] == [
        *([], [], [], ["Does it hold?", "At what cost?"], [])
    ]
    papers.answer(study, note.id, "Does it hold?", "Up to 10 B tokens")
    papers.answer(study, note.id, "At what cost?", "")
    assert today(study, MONDAY + timedelta(days=3)).lines.questions == ()
    said = dict(papers.questions(study, note))["Does it hold?"]
    assert said is not None
    assert said.answer == "Up to 10 B tokens"
    papers.reopen(study, note.id, "Does it hold?")
    assert [item.question for item in papers.open_questions(study)] == ["Does it hold?"]
    with pytest.raises(UsageError, match="no longer in its paper note"):
        papers.answer(study, note.id, "Another?", "Yes")
    clock[0] += timedelta(weeks=20)
    assert len(papers.open_questions(study)) == 1
    assert not papers.open_questions(study, study.today() - timedelta(weeks=12))


def test_everything_is_found_with_its_place(study: Context) -> None:
    """Entries by their field's label, lessons apart from them, code by its line, the newest first."""
    notes.save(study, MONDAY, "notes", "The softmax saturates")
    study.store.run(
        "INSERT INTO entries VALUES ('r', 'desk', 'small', '2026-11-20', 'review', 1, 'Softmax needs a shift', ?)",
        ("2026-11-20T12:00:00.000000+00:00",),
    )
    path = study.paths.solutions / "basics" / "k_means.py"
    path.parent.mkdir(parents=True)
    path.write_text("import numpy\n\n\ndef f(x):\n    return softmax(x)  # stable\n", encoding="utf-8")
    (path.parent / "broken.py").write_bytes(b"\xff\xfe softmax")
    (path.parent / "large.py").write_text("softmax " * 100_000, encoding="utf-8")
    found = search.find(study, "softmax")
    assert not found.more
    assert {(hit.kind.value, hit.where, hit.key) for hit in found.hits} == {
        ("entry", "Notes", "notes"),
        ("lesson", "Review", "review"),
        ("code", "basics/k_means.py:5", "k-means"),
        ("code", "basics/broken.py:1", "broken"),
    }
    assert [hit.snippet for hit in search.find(study, "Stable SOFT", [FoundKind.CODE]).hits] == [
        "return [soft]max(x)  # [stable]"
    ]
    lesson, *others = search.find(study, "softmax", [FoundKind.LESSON]).hits
    assert (lesson.snippet, lesson.plan, others) == ("[Softmax] needs a shift", "small", [])
    assert search.find(study, "softmax", limit=1).more
    search.rebuild(study)
    assert search.find(study, "saturates", [FoundKind.ENTRY]).hits


def test_code_is_searched_as_it_lies_on_disk(study: Context) -> None:
    """A file that is edited or deleted elsewhere is found as it is, or no longer; words are no patterns."""
    path = study.paths.solutions / "basics" / "soft.py"
    path.parent.mkdir(parents=True)
    path.write_text("x = a[i](*b)\n" + "y = 1  # " + "long " * 40 + "needle\n", encoding="utf-8")
    assert search.find(study, "a[i](*b)", [FoundKind.CODE]).hits[0].snippet == "x = [a[i](*b)]"
    cut = search.find(study, "needle", [FoundKind.CODE]).hits[0].snippet
    assert cut.startswith("…")
    assert cut.endswith("[needle]")
    path.unlink()
    assert search.find(study, "needle").hits == ()
    assert search.find(study, "").hits == search.find(study, "(*)").hits == ()


def test_thursday_is_the_rhythms_own(study: Context) -> None:
    """The questions come on the day for experiments, wherever it lies."""
    papers.write(study, {"title": "Scaling", "questions": "Does it hold?"})
    plans.use(study, "small", MONDAY, study_days=(Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.FRI, Weekday.SAT))
    asked = [bool(today(study, MONDAY + timedelta(days=number)).lines.questions) for number in range(7)]
    assert asked.index(True) == 4
