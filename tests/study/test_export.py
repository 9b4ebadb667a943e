"""The weekly note: gathered from everything, written where it belongs, never over the learner's words."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from studytui.domain.checklist import Mark
from studytui.domain.report import Report, SandboxLevel, SandboxReport, Verdict
from studytui.domain.weekly import Opening
from studytui.errors import DataError, UsageError
from studytui.store import attempts
from studytui.study import clock as session_clock
from studytui.study import export, friday, notes, plans, solutions, weekly, year
from studytui.study.context import Context
from studytui.study.today import tick

MONDAY = date(2026, 11, 23)


@pytest.fixture
def studied(ctx: Context, clock: list[datetime]) -> Context:
    """A Monday and a Wednesday of week 1: entries, an hour, a check-in, two runs; now it is Friday."""
    plans.use(ctx, "small", MONDAY)
    weekly.save(ctx, Opening.CHECKIN, ("Derive softmax",))
    notes.save(ctx, MONDAY, "goals", "Softmax by Friday")
    notes.save(ctx, MONDAY, "notes", "Shift by the maximum")
    session_clock.start(ctx)
    clock[0] += timedelta(minutes=50)
    session_clock.finish(ctx, "read on at page 7")
    clock[0] += timedelta(days=2)
    solutions.solution_path(ctx, "softmax")
    for verdict, score in ((Verdict.WRONG_ANSWER, 1), (Verdict.ACCEPTED, 4)):
        sandbox = SandboxReport(SandboxLevel.STRONG)
        report = Report("softmax", verdict, score, 4, 1, 1.0, True, sandbox, (), "")
        attempts.add(ctx.store, ctx.moment(), verdict.value.encode(), report)
    clock[0] += timedelta(days=2)
    return ctx


def text_of(ctx: Context, number: int = 1) -> str:
    """The note of a week as exported now."""
    return export.export_week(ctx, number).path.read_text(encoding="utf-8")


def test_the_note_holds_the_week(studied: Context) -> None:
    """Goals, entries, check-in, minutes, the exercise with its path of scores and link, and what is next."""
    text = text_of(studied)
    for part in (
        "# Week 01 — Week of softmax",
        "- Softmax by Friday",
        "### Mon 23 Nov — Theory",
        "Derive softmax",
        "**Notes:** Shift by the maximum",
        "[Softmax](../solutions/basics/softmax.py) (`softmax`): 4/4, accepted, 2 attempts (1 → 4)",
        "- read on at page 7",
        "50 of 300 minutes · Mon 50, Tue 0",
    ):
        assert part in text
    assert (studied.paths.workspace / "journal" / "Week_01.md").is_file()


def test_exporting_again_changes_nothing(studied: Context) -> None:
    """The second export of an unchanged week says so and leaves the file alone."""
    first = export.export_week(studied, 1)
    stamp = first.path.stat().st_mtime_ns
    second = export.export_week(studied, 1)
    assert (first.changed, second.changed, second.kept) == (True, False, ())
    assert first.path.stat().st_mtime_ns == stamp


def test_a_hand_edited_part_survives_and_is_named(studied: Context) -> None:
    """What was edited outside stays and is named; the other parts are renewed."""
    path = export.export_week(studied, 1).path
    path.write_text(path.read_text(encoding="utf-8").replace("Softmax by Friday", "Softmax, mine"), encoding="utf-8")
    notes.save(studied, MONDAY, "notes", "A newer note")
    exported = export.export_week(studied, 1)
    text = path.read_text(encoding="utf-8")
    assert exported.kept == ("goals",)
    assert "Softmax, mine" in text
    assert "A newer note" in text


def test_the_export_marks_a_week_that_is_over_once(studied: Context) -> None:
    """On its last day a studied week is marked by the export, which ships nothing; unticked by hand it stays so."""
    exported = export.export_week(studied, 1)
    assert exported.marked == ("W1",)
    assert "**To ship:** A note 1" in text_of(studied)
    assert exported.words == ()
    plans.tick_week(studied, "W1", done=False)
    assert export.export_week(studied, 1).marked == ()


def test_a_line_of_journal_ships_and_marks_nothing(ctx: Context, clock: list[datetime]) -> None:
    """Words alone are no study: no mark, no claim in the note, its commit or the year."""
    plans.use(ctx, "small", MONDAY)
    notes.save(ctx, MONDAY, "notes", "A line")
    clock[0] += timedelta(days=4)
    exported = export.export_week(ctx, 1)
    assert (exported.marked, exported.words) == ((), ())
    assert "**To ship:** A note 1" in exported.path.read_text(encoding="utf-8")
    text = year.export_year(ctx).path.read_text(encoding="utf-8")
    assert ("Shipped" in text, "## Other weeks\n\n- [Week 1](Week_01.md) Week of softmax\n" in text) == (False, True)


def test_what_was_shipped_is_said_by_hand_or_last_day(studied: Context) -> None:
    """After the export's own mark, Friday's tasks ship the deliverable, and so does the hand; its no holds."""
    export.export_week(studied, 1)
    tick(studied, "W1/ship", done=True)
    assert "**Shipped:** A note 1" in text_of(studied)
    friday.tick(studied, 1, Mark.ARTEFACT, done=False)
    assert "**To ship:** A note 1" in text_of(studied)
    tick(studied, "W1/ship", done=False)
    friday.tick(studied, 1, Mark.ARTEFACT, done=True)
    assert "**Shipped:** A note 1" in text_of(studied)


def test_a_week_that_is_not_over_is_not_marked(studied: Context, clock: list[datetime]) -> None:
    """On a Wednesday, or with nothing done, there is nothing to mark."""
    clock[0] -= timedelta(days=2)
    assert export.export_week(studied, 1).marked == ()
    clock[0] += timedelta(days=30)
    assert export.export_week(studied, 2).marked == ()


def test_only_weeks_with_work_are_exported_together(studied: Context, clock: list[datetime]) -> None:
    """`export_all` writes the weeks in which something was done, and no empty ones."""
    clock[0] += timedelta(days=14)
    assert [exported.path.name for exported in export.export_all(studied)] == ["Week_01.md"]


def test_a_folder_of_ones_own_takes_the_note(studied: Context, tmp_path: Path) -> None:
    """With `to`, the note goes straight there."""
    assert export.export_week(studied, 1, to=tmp_path / "out").path == tmp_path / "out" / "Week_01.md"


def test_what_cannot_be_written_says_so(studied: Context, tmp_path: Path) -> None:
    """A week there is not, a note that is no text and a file for a folder each get a sentence."""
    with pytest.raises(UsageError, match="week 4"):
        export.export_week(studied, 4)
    (tmp_path / "Week_01.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"Week_01\.md"):
        export.export_week(studied, 1, to=tmp_path)
    assert (tmp_path / "Week_01.md").read_bytes() == b"\xff\xfe\x00"
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="file"):
        export.export_week(studied, 1, to=tmp_path / "file")


def test_a_conflict_is_settled_by_hand(studied: Context) -> None:
    """A note with both sides of a merge is left alone; marks in the learner's own words are none."""
    notes.save(studied, MONDAY, "notes", "Marks:\n\n<<<<<<< HEAD\n=======\n>>>>>>> theirs")
    path = export.export_week(studied, 1).path
    notes.save(studied, MONDAY, "notes", "Marks are gone")
    assert export.export_week(studied, 1).changed
    whole = path.read_text(encoding="utf-8")
    torn = whole.replace("_First phase_", "<<<<<<< Updated\n_First phase_\n=======\n_Phase_\n>>>>>>> Stashed")
    path.write_text(torn, encoding="utf-8")
    number = torn.splitlines().index("<<<<<<< Updated") + 1
    with pytest.raises(DataError, match=rf"Week_01\.md:{number}: a conflict that git left"):
        export.export_week(studied, 1)
    assert path.read_text(encoding="utf-8") == torn


def test_the_preview_is_what_an_export_would_write(studied: Context) -> None:
    """Every line of the preview stands in the exported file."""
    lines = {line for line in export.preview(studied, 1).splitlines() if line and "To ship" not in line}
    assert lines <= set(text_of(studied).splitlines())
