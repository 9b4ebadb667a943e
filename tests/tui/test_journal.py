"""The journal: drafts, entries, days, the week's note."""

from datetime import date, timedelta

import pytest
from tests.tui.small_study import WEDNESDAY, Clock, footer, settled, shown, until
from textual.widgets import Input

from studytui.domain.rhythm import Weekday
from studytui.store import entries
from studytui.study import calendar, export, notes, plans
from studytui.study.context import Context
from studytui.tui.app import StudyApp

SMALL_TERMINAL = (80, 24)
TODAY = WEDNESDAY.date()


def written(ctx: Context, on: date = TODAY) -> dict[tuple[date, str], str]:
    """What was saved as an entry, drafts left aside."""
    return {(entry.day, entry.field): entry.text for entry in entries.between(ctx.store, "small", on, on)}


async def test_typing_is_kept_within_a_second_without_any_key(app: StudyApp, ctx: Context) -> None:
    """A draft is there while the field still has the focus; an entry is not made of it yet."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "i", *"shift")
        await until(pilot, lambda: notes.day(ctx, TODAY)["goals"] == "shift", tries=50)
        assert written(ctx) == {}


async def test_a_letter_taken_back_at_once_is_not_kept(app: StudyApp, ctx: Context) -> None:
    """What is saved is what stands there, also where it is what was read."""
    notes.save(ctx, TODAY, "goals", "shift")
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "i")
        await settled(pilot)
        await pilot.press("x", "backspace", "escape")
        await settled(pilot)
        assert notes.day(ctx, TODAY)["goals"] == "shift"


async def test_an_entry_on_a_day_of_rest_stands_in_the_week_when_it_is_left(
    app: StudyApp, ctx: Context, clock: Clock
) -> None:
    """The week's line shows a day off as soon as something is written on it."""
    calendar.set_days(ctx, (Weekday("mon"), Weekday("wed"), Weekday("fri")))
    clock.forward(days=1)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3")
        await settled(pilot)
        assert "Thu 12" not in shown(app)
        await pilot.press("i", "x", "escape")
        await settled(pilot)
        assert "Thu 12" in shown(app)


async def test_leaving_the_field_makes_an_entry(app: StudyApp, ctx: Context) -> None:
    """Esc saves the field as an entry, in the day's name."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "j", "i", *"a 1 q", "escape")
        await pilot.pause()
        assert written(ctx)[TODAY, "notes"] == "a 1 q"


async def test_changing_the_mode_makes_an_entry(app: StudyApp, ctx: Context) -> None:
    """An entry is never left behind as a draft by going elsewhere."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "i", *"goal")
        await app.action_mode("today")
        await settled(pilot)
        assert written(ctx)[TODAY, "goals"] == "goal"


async def test_quitting_keeps_what_was_just_typed(app: StudyApp, ctx: Context) -> None:
    """Closing the app in the middle of a word loses nothing."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "i", *"half a wo", "ctrl+q")
    assert notes.day(ctx, TODAY)["goals"] == "half a wo"


async def test_tab_goes_to_the_next_field(app: StudyApp, ctx: Context) -> None:
    """The fields of the plan's template stand below each other; tab moves on while writing."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "i", "x", "tab", "y", "escape")
        await pilot.pause()
        assert written(ctx) == {(TODAY, "goals"): "x", (TODAY, "notes"): "y"}


async def test_another_day_has_its_own_entry(app: StudyApp, ctx: Context) -> None:
    """The bracket goes to the study day before, over a weekend too; t comes back."""
    notes.save(ctx, TODAY - timedelta(days=1), "notes", "skimmed it")
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3")
        await settled(pilot)
        assert "✓ Tue 10" in shown(app)
        await pilot.press("left_square_bracket")
        await settled(pilot)
        assert "Tuesday 10 March" in shown(app)
        assert "skimmed it" in shown(app)
        await pilot.press("left_square_bracket", "left_square_bracket")
        await settled(pilot)
        assert "Week 1  Friday 6 March" in shown(app)
        await pilot.press("t")
        await settled(pilot)
        assert "Wednesday 11 March" in shown(app)
        assert "skimmed it" not in shown(app)


async def test_preview_shows_the_week_as_it_will_be_exported(app: StudyApp, ctx: Context) -> None:
    """P shows the note with what is being written; esc goes back to the fields."""
    notes.save(ctx, TODAY, "notes", "Brackets [b]stay[/b].")
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "p")
        await settled(pilot)
        assert "Week 02 — Attention from scratch" in shown(app)
        assert "[b]stay[/b]" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "Code/Experiments" in shown(app)


async def test_export_writes_the_week_and_says_where(app: StudyApp, ctx: Context) -> None:
    """X writes the file; a second time there is nothing new."""
    notes.save(ctx, TODAY, "notes", "The shift cancels.")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3", "x")
        await settled(pilot)
        assert footer(app).startswith("Wrote ")
        path = ctx.paths.journal / "Week_02.md"
        assert "The shift cancels." in path.read_text(encoding="utf-8")
        await pilot.press("x")
        await settled(pilot)
        assert footer(app).startswith("Nothing new in ")


async def test_keys_of_the_journal_do_not_export_while_writing(
    app: StudyApp, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P and x are letters in a field."""
    calls: list[int] = []
    monkeypatch.setattr(export, "export_week", lambda _ctx, number: calls.append(number))
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "i", *"px[]", "escape")
        await pilot.pause()
        assert written(ctx)[TODAY, "goals"] == "px[]"
        assert calls == []


async def test_after_a_question_keys_are_keys_again(app: StudyApp, ctx: Context) -> None:
    """Finishing or choosing in the journal leaves no field with the keys: a digit changes the mode, and is no text."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        await pilot.press("3", "f")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.query(Input))
        await pilot.press("1")
        await until(pilot, lambda: "Week 2 · Attention from scratch" in shown(app))
        assert not any(notes.day(ctx, TODAY).values())


async def test_another_plan_brings_its_own_fields(app: StudyApp, ctx: Context) -> None:
    """Followed while the Journal was open: the fields are the new plan's, and each plan keeps its entry."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3", "i", *"first")
        await pilot.press("escape", "5", "c", "G", "enter")
        await settled(pilot)
        await pilot.press("enter", "3")
        await until(pilot, lambda: "Lessons" in shown(app))
        assert "first" not in shown(app)
        await pilot.press("i", *"second", "escape")
        await settled(pilot)
        assert notes.day(ctx, ctx.today()) == {"lessons": "second", "goals": ""}
        plans.use(ctx, "small")
        await pilot.press("1", "3")
        await until(pilot, lambda: "Lessons" not in shown(app))
        assert "first" in shown(app)
