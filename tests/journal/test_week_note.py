from dataclasses import replace
from datetime import date, timedelta
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from studytui.domain.exercise import ExerciseState
from studytui.domain.week import BuiltNote, DayNote, FieldNote, WeekNote
from studytui.domain.year import YearNote
from studytui.frozen import defaults, is_value
from studytui.journal.blocks import merge
from studytui.journal.week_note import week_blocks
from studytui.journal.year_note import year_blocks

HOUR = timedelta(hours=1)


def note(**changes: object) -> WeekNote:
    """A week with one written day and one exercise."""
    values: dict[str, object] = {
        "number": 1,
        "heading": "# Week 01 — Vectors",
        "phase": "Phase 1",
        "deliverable": "PCA notebook",
        "shipped": True,
        "goals": ("PCA via SVD",),
        "days": (
            DayNote(
                date(2026, 11, 16), "Theory", "Norms", timedelta(minutes=62), HOUR, (FieldNote("Notes", "# Big\nx"),)
            ),
            DayNote(date(2026, 11, 17), "Papers", "Pearson", timedelta(), HOUR),
        ),
        "built": (BuiltNote("la-pca-svd", "PCA", ExerciseState.ACCEPTED, (3, 3, 10), 10, "../solutions/pca.py"),),
        "next": ("Try UMAP",),
    }
    return WeekNote(**{**values, **changes})  # type: ignore[arg-type]  # a test's defaults, changed by name


def markdown(value: WeekNote) -> str:
    """The note as a new file."""
    return merge(None, week_blocks(value)).text


def test_the_week_says_what_was_shipped_built_and_studied() -> None:
    """Deliverable, path of scores, link and minutes stand in the note."""
    text = markdown(note())
    assert "**Shipped:** PCA notebook" in text
    assert "- [PCA](../solutions/pca.py) (`la-pca-svd`): 10/10, accepted, 3 attempts (3 → 10)" in text
    assert "<sub>62 of 120 minutes · Mon 62, Tue 0</sub>" in text


def test_the_learners_words_are_what_was_shipped() -> None:
    """Where nothing shows the deliverable, it is still to ship, and their words are said to be shipped."""
    text = markdown(note(shipped=False, ships="Half of it"))
    assert "**To ship:** PCA notebook\n\n**Shipped:** Half of it" in text


def test_a_day_beside_the_plan_counts_only_when_studied() -> None:
    """A day on which something was written, but neither planned nor studied, is not among the minutes."""
    saturday = DayNote(date(2026, 11, 21), "Besides", "", timedelta(), timedelta(), (FieldNote("Notes", "x"),))
    text = markdown(note(days=(*note().days, saturday)))
    assert "### Sat 21 Nov — Besides" in text
    assert "Sat 0" not in text


def test_no_part_is_empty() -> None:
    """A week without entries, exercises and minutes has its title alone."""
    empty = note(goals=(), days=(), built=(), next=())
    assert [block.id for block in week_blocks(empty)] == ["title"]


def test_headings_of_an_entry_stay_below_its_day() -> None:
    """A first-level heading in an entry becomes a fourth-level one."""
    assert "#### Big" in markdown(note())


def test_private_lines_never_leave() -> None:
    """What stands under a Private heading is in no part of the note."""
    day = DayNote(date(2026, 11, 16), "Theory", "Norms", HOUR, HOUR, (FieldNote("Notes", "open\n# Private\nSECRET"),))
    text = markdown(note(days=(day,), goals=("goal\n# Private\nSECRET",), next=("# Private\nSECRET",)))
    assert "open" in text
    assert "SECRET" not in text


HIDING = "seen\n# Private\nSECRET"


def filled(kind: Any) -> Any:
    """A value of that class whose every text holds something private."""
    hints = get_type_hints(kind)
    return kind(**{name: _filled(hints[name]) for name in defaults(kind)})


def _filled(hint: Any) -> Any:
    if hint is str:
        return HIDING
    if get_origin(hint) is tuple:
        return (_filled(get_args(hint)[0]),)
    if get_origin(hint) is UnionType:
        return _filled(get_args(hint)[0])
    if is_value(hint):
        return filled(hint)
    known = {int: 1, bool: True, date: date(2026, 11, 16), timedelta: HOUR}
    return known[hint] if hint in known else next(iter(hint))


def test_nothing_private_gets_through_any_section() -> None:
    """Every text of every part of a week's and a year's note holds a private line; none of them stands in either.

    The plan's own words (heading, phase, deliverable, labels) and the names of exercises and files are their author's.
    """
    week = filled(WeekNote)
    own = {"heading": "#", "phase": "p", "deliverable": "d"}
    week = replace(
        week,
        **own,
        digest=replace(week.digest, phase="seen"),
        days=(replace(week.days[0], label="Theory", fields=(FieldNote("Notes", HIDING),)),),
        built=(replace(week.built[0], exercise="x", link=""),),
        experiments=(replace(week.experiments[0], file="", commits=("1a2b",)),),
    )
    texts = [block.text for block in week_blocks(week)]
    assert {block.id for block in week_blocks(week)} == {
        "title", "digest", "lesson", "goals", "days", "built", "assessed", "experiment", "read", "next", "minutes",
    }  # fmt: skip
    year = replace(filled(YearNote), built=week.built, experiments=week.experiments, title="t")
    texts += [block.text for block in year_blocks(year)]
    assert [text for text in texts if "SECRET" in text] == []
    assert all("seen" in text or text.startswith(("<sub>", "# 1")) for text in texts)
