"""Today, the catalogue, progress and the plan."""

from datetime import timedelta

import pytest
from tests.tui.small_study import Clock, footer, settled, shown, until
from textual.widgets import Input

from studytui.study import clock as clocks
from studytui.study import plans, today
from studytui.study.context import Context
from studytui.tui.app import StudyApp
from studytui.tui.widgets.status_line import OneLine

SMALL_TERMINAL, USUAL = (80, 24), (120, 40)


async def test_today_is_week_strip_tasks_and_exercises(app: StudyApp) -> None:
    """The page holds what the hour needs, in plain lines."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.pause()
        text = shown(app)
    for part in (
        "Week 2 · Attention from scratch",
        "First principles",
        "▸ Wed Code from scratch",
        "[ ] Reread the section",
        "Goodfellow, Bengio and Courville, Deep Learning, Section 4.1",
        "Exercises this week",
        "The week ships  Attention with a mask",
    ):
        assert part in text


async def test_the_rubric_shows_under_the_cursor_only(app: StudyApp) -> None:
    """What a task is judged by is one more line when the cursor comes to it."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.pause()
        assert "Names the invariance" not in shown(app)
        await pilot.press("j", "j")
        await pilot.pause()
        assert "· Names the invariance" in shown(app)


async def test_a_tick_can_be_taken_back(app: StudyApp, ctx: Context) -> None:
    """Space twice leaves the task open."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("space", "space")
        await pilot.pause()
        assert not today.today(ctx).tasks[0].done


async def test_space_on_an_exercise_says_who_ticks_it(app: StudyApp) -> None:
    """Exercises are ticked by their grade, and neither a tick nor a link is offered on their lines."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.pause()
        assert "space Tick" in footer(app)
        assert "o Link" in footer(app)
        await pilot.press("G")
        await settled(pilot)
        assert "enter Start" in footer(app)
        assert "space Tick" not in footer(app)
        assert "o Link" not in footer(app)
        await pilot.press("space")
        await pilot.pause()
        assert "ticked by its grade" in footer(app)


async def test_the_cursor_begins_on_the_first_open_task(app: StudyApp, ctx: Context) -> None:
    """What is done already is passed over."""
    today.tick(ctx, "W2/reread", True)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.pause()
        assert " ▸ [ ] Build softmax" in shown(app)


async def test_a_weekend_names_the_next_hour_and_owes_nothing(app: StudyApp, clock: Clock) -> None:
    """On a day without study the page says which hour comes next."""
    clock.at += timedelta(days=3)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.pause()
        assert "A day without study. The next hour is Monday 16 March." in shown(app)
        assert "missed" not in shown(app)


async def test_the_link_of_a_task_is_opened(app: StudyApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """O opens the browser on this machine."""
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert opened == ["https://www.deeplearningbook.org/"]


async def test_over_ssh_the_link_is_copied(app: StudyApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the terminal elsewhere the link goes to its clipboard instead."""
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert app.clipboard == "https://www.deeplearningbook.org/"
        assert footer(app) == "Copied https://www.deeplearningbook.org/"


async def test_search_narrows_as_it_is_typed(app: StudyApp) -> None:
    """The list follows every letter; enter keeps it, esc shows all again."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("2", "slash", *"soft")
        await settled(pilot)
        assert "Softmax over the last axis" in shown(app)
        assert "Norms of a vector" not in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "matching “soft”" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "Norms of a vector" in shown(app)


async def test_a_search_without_result_names_the_way_out(app: StudyApp) -> None:
    """Nothing found is a line, not an empty screen."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("2", "slash", *"zzz", "enter")
        await settled(pilot)
        assert "Nothing here. esc shows all exercises." in shown(app)


async def test_the_catalogue_by_week(app: StudyApp) -> None:
    """W shows the current week's exercises, the brackets other weeks', w again all."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("2", "w")
        await settled(pilot)
        assert "Exercises of week 2" in shown(app)
        assert "Norms of a vector" not in shown(app)
        await pilot.press("left_square_bracket", "left_square_bracket")
        await settled(pilot)
        assert "Exercises of week 1" in shown(app)
        assert "Norms of a vector" in shown(app)
        await pilot.press("w")
        await settled(pilot)
        assert "transformers" in shown(app)


async def test_progress_counts_minutes_and_weeks(app: StudyApp, ctx: Context) -> None:
    """Logged minutes stand in the heatmap and in the sum; a ticked week is counted."""
    clocks.log(ctx, 50, None, ctx.today())
    plans.tick_week(ctx, "W1", done=True)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("4")
        await settled(pilot)
        text = shown(app)
        assert "1 of 3 weeks done" in text
        assert "0 h 50 min studied" in text
        assert any(line.split()[:2] == ["Wed", "·"] and "▓" in line for line in text.splitlines())


async def test_plan_ticks_a_week_and_takes_it_back(app: StudyApp, ctx: Context) -> None:
    """The cursor begins on this week; space marks it, space again unmarks it."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("5", "space")
        await settled(pilot)
        assert "[✓] W02" in shown(app)
        assert plans.outline(ctx)[0].done == 1
        await pilot.press("space")
        await settled(pilot)
        assert plans.outline(ctx)[0].done == 0


async def test_plan_opens_a_week_where_it_stands(app: StudyApp) -> None:
    """Enter shows the week's days and tasks, esc folds them."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("5", "enter")
        await settled(pilot)
        assert "Thu  Vary the temperature" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "Thu  Vary" not in shown(app)


async def test_a_click_moves_the_cursor_and_a_second_one_opens(app: StudyApp, ctx: Context) -> None:
    """The mouse can do what the keys do; nothing needs it."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.pause()
        row = next(number for number, line in enumerate(shown(app).splitlines()) if "[ ] Build softmax" in line)
        await pilot.click(offset=(10, row))
        await settled(pilot)
        assert " ▸ [ ] Build softmax" in shown(app)
        assert clocks.status(ctx) is None
        await pilot.click(offset=(10, row))
        await settled(pilot)
        assert clocks.status(ctx) is not None
        assert "Write solve(x)" in shown(app)


async def test_a_click_elsewhere_leaves_an_open_choice(app: StudyApp, ctx: Context) -> None:
    """The question is withdrawn, nothing is started, the keys are back."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("s")
        await pilot.pause()
        await pilot.click(offset=(10, 30))
        await settled(pilot)
        assert clocks.status(ctx) is None
        assert "enter Start" in footer(app)


async def test_finishing_from_the_palette_replaces_an_open_line(app: StudyApp, ctx: Context) -> None:
    """Two questions never stand on top of each other."""
    clocks.start(ctx)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("2", "slash")
        await pilot.pause()
        app.action_finish()
        await settled(pilot)
        assert len(app.screen.query(OneLine)) == 1
        assert footer_line(app).startswith("Next:")


@pytest.mark.parametrize(("mode", "head"), [("2", "matching “zz”"), ("3", "Search everything  zz")])
async def test_a_search_follows_its_own_line_alone(app: StudyApp, ctx: Context, mode: str, head: str) -> None:
    """The line for the next session, asked while a search stands, is no search."""
    clocks.start(ctx)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press(mode, "slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("z", "z", "enter")
        await settled(pilot)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"read", "escape")
        await settled(pilot)
        assert head in shown(app)
        assert "read" not in shown(app)


async def test_a_running_clock_can_be_finished_wherever_one_is(app: StudyApp, ctx: Context) -> None:
    """In the usual terminal its key stands beside the help in every room, however many keys the room has."""
    clocks.start(ctx)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        rooms = [(), ("2",), ("enter",), ("3",), *[("tab",)] * 4, ("4",), ("5",), *[("tab",)] * 4]
        for keys in rooms:
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
            assert footer_line(app).endswith("f Finish  ? Help"), footer_line(app)
            assert len(footer_line(app)) > 20, "the room's own keys are there too"


def footer_line(app: StudyApp) -> str:
    """The lowest line of the screen."""
    return shown(app).splitlines()[-1].strip()
