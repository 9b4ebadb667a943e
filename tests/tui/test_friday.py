"""Friday: the checklist ticks itself, review and lesson are written, evidence is named, the note is committed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.journal.repositories import apart, committed, git, repository
from tests.tui.small_study import Clock, footer, settled, shown, until
from textual.pilot import Pilot
from textual.widgets import Input

from studytui.study import assessing, evidence, lesson
from studytui.study import clock as clocks
from studytui.study.context import Context
from studytui.tui.app import StudyApp
from studytui.tui.widgets.lines import Lines

SMALL_TERMINAL, TALL = (80, 24), (80, 44)
FRIDAY = datetime(2026, 3, 13, 18, 2, tzinfo=UTC)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, each settled before the next."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def answer(pilot: Pilot[int], text: str) -> None:
    """Answer the line in the footer."""
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")


async def at(pilot: Pilot[int], key: str) -> None:
    """Put the cursor on that line."""
    pilot.app.screen.query_one("#friday", Lines).cursor = key
    await settled(pilot)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of the learner's; git knows who that is."""
    apart(monkeypatch, tmp_path / "nobody")
    git(tmp_path, "config", "--global", "user.name", "Learner")
    git(tmp_path, "config", "--global", "user.email", "learner@example.org")
    git(tmp_path, "config", "--global", "init.defaultBranch", "main")
    return repository(tmp_path / "tool")


async def test_a_friday_from_checklist_to_commit(app: StudyApp, ctx: Context, clock: Clock, project: Path) -> None:
    """Everything by its keys; what others committed comes by itself."""
    clock.at = FRIDAY
    clocks.start(ctx)
    evidence.link(ctx, project)
    committed(project, "a", "Cut the copies", at="2026-03-13T18:02:00+00:00")
    async with app.run_test(size=TALL) as pilot:
        await settled(pilot)
        assert "The checklist   0 of 4; to come: an experiment" in shown(app)
        app.screen.query_one(Lines).cursor = "checklist"
        await press(pilot, "enter")
        await until(pilot, lambda: "Cut the copies" in shown(app))
        await press(pilot, "space")
        assert "[✓] One reproducible experiment" in shown(app)
        await press(pilot, "l", "a", "enter", "b", "escape")
        assert lesson.of_week(ctx, 2) == "a\nb"
        assert "[✓] One lesson" in shown(app)
        await at(pilot, "opening")
        await press(pilot, "enter")
        await answer(pilot, "The note")
        await press(pilot, "escape")
        assert "  The note" in shown(app)
        await press(pilot, "plus")
        await answer(pilot, "https://github.com/l/tool/pull/3")
        await answer(pilot, "The loader")
        assert "Pull request: The loader" in shown(app)
        item = assessing.of_week(ctx, 2)[0].address
        await at(pilot, f"assess:{item}")
        await press(pilot, "enter")
        await answer(pilot, "2")
        (assessed, *_) = assessing.of_week(ctx, 2)
        assert (assessed.done, assessed.evidence[0].text) == (True, "Cut the copies")
        await press(pilot, "space")
        assert not assessing.of_week(ctx, 2)[0].done
        await press(pilot, "p")
        assert "Lesson" in shown(app)
        await press(pilot, "escape", "c")
        assert "is in no git repository" in footer(app)
        await press(pilot, "y")
        await until(pilot, lambda: "Committed Week_02.md" in footer(app))
        assert "written; c commits it" in shown(app)
        await press(pilot, "c")
        await until(pilot, lambda: "Nothing new to commit" in footer(app))
        await at(pilot, "evidence:https://github.com/l/tool/pull/3")
        await press(pilot, "minus", "y")
        assert "pull/3" not in shown(app)
    journal = ctx.paths.workspace / "journal"
    assert git(journal, "log", "--format=%s").startswith("Week 02: ")


async def test_a_lesson_being_written_is_never_lost(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """Within a second it is a draft, esc makes an entry of it, and quitting in the midst of a word keeps the word."""
    clock.at = FRIDAY
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await press(pilot, "3", "shift+tab", "l", "h", "a")
        await until(pilot, lambda: lesson.of_week(ctx, 2) == "ha")
        await press(pilot, "escape", "left_square_bracket")
        assert "Week 1" in shown(app)
        assert "[✓] One lesson" not in shown(app)
        await press(pilot, "right_square_bracket", "l", "x")
    assert lesson.of_week(ctx, 2) == "hax", "quitting keeps what was typed just before"


async def test_esc_at_the_words_adds_no_evidence(app: StudyApp, clock: Clock) -> None:
    """A link is evidence once its words are answered, if only with nothing."""
    clock.at = FRIDAY
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await press(pilot, "3", "shift+tab", "plus")
        await answer(pilot, "https://github.com/l/tool/pull/3")
        await press(pilot, "escape")
        assert "pull/3" not in shown(app)
        await press(pilot, "plus")
        await answer(pilot, "https://github.com/l/tool/pull/3")
        await press(pilot, "enter")
        assert "pull/3" in shown(app)
