from datetime import date, timedelta

from studytui.domain.exercise import ExerciseState
from studytui.domain.week import BuiltNote, DayNote, FieldNote, WeekNote
from studytui.journal.blocks import merge
from studytui.journal.week_note import week_blocks

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
