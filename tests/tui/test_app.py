"""The app as a whole: modes, clock, keys, and what happens where there is no room."""

from datetime import date

import pytest
from tests.tui.small_study import Clock, footer, settled, shown
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from studytui import config
from studytui.domain.session import SessionState
from studytui.errors import DataError
from studytui.study import clock as clocks
from studytui.study import plans, today
from studytui.study.context import Context
from studytui.tui.app import StudyApp
from studytui.tui.text_fields import RESERVED

SMALL_TERMINAL, USUAL = (80, 24), (120, 40)


async def test_first_run_asks_for_plan_and_monday_once(ctx: Context) -> None:
    """With nothing chosen, enter alone follows the preselected plan from this week's Monday, and Today opens."""
    app = StudyApp(ctx)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.pause()
        assert "Monday 9 March 2026" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        enrolment = plans.current(ctx)
        assert enrolment is not None
        assert (enrolment.plan, enrolment.schedule.start) == ("small", date(2026, 3, 9))
        assert "Week 1 · Norms and projections" in shown(app)


async def test_first_run_moves_the_start_by_weeks(ctx: Context) -> None:
    """The arrow keys move the first Monday, one week a press."""
    app = StudyApp(ctx)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("left", "left", "right", "enter")
        await pilot.pause()
        enrolment = plans.current(ctx)
        assert enrolment is not None
        assert enrolment.schedule.start == date(2026, 3, 2)


async def test_first_run_cannot_be_left_without_a_plan(ctx: Context) -> None:
    """Neither esc nor a mode key leads past the question."""
    app = StudyApp(ctx)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("escape", "4")
        await pilot.pause()
        assert "Which plan" in shown(app)


async def test_every_mode_has_its_key_and_the_same_clock(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """Keys 1 to 5 open five different pages, and the header of each shows the same remaining time."""
    clocks.start(ctx)
    clock.forward(minutes=18, seconds=53)
    pages = set()
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        for key in "23451":
            await pilot.press(key)
            await settled(pilot)
            header, *page = shown(app).splitlines()
            assert header.endswith("W02 Wed  ▸ 41:07")
            pages.add("\n".join(page))
    assert len(pages) == 5


async def test_enter_starts_the_clock_and_opens_the_task(app: StudyApp, ctx: Context) -> None:
    """On a task with an exercise, enter starts a session of the plan's length and shows the prompt."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("j", "enter")
        await settled(pilot)
        session = clocks.status(ctx)
        assert session is not None
        assert session.planned.total_seconds() == 3600
        assert "Write solve(x): the softmax" in shown(app)


async def test_space_ticks_on_today_and_pauses_elsewhere(app: StudyApp, ctx: Context) -> None:
    """Space ticks the task under the cursor; in a mode without ticks it pauses the clock, and again goes on."""
    clocks.start(ctx)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("space")
        assert today.today(ctx).tasks[0].done
        assert "[✓] Reread the section" in shown(app)
        await pilot.press("2", "space")
        session = clocks.status(ctx)
        assert session is not None
        assert session.state is SessionState.PAUSED
        await pilot.pause()
        assert "paused 60:00" in shown(app)
        await pilot.press("space")
        session = clocks.status(ctx)
        assert session is not None
        assert session.state is SessionState.RUNNING


async def test_finish_takes_one_line_and_the_next_start_shows_it(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """F, a line, enter: the session is over, and the next one begins with that line."""
    clocks.start(ctx)
    clock.forward(minutes=25)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("f", *"mask", "enter")
        await pilot.pause()
        assert clocks.status(ctx) is None
        assert footer(app) == "Finished: 25 minutes."
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        assert footer(app) == "Next: mask"


async def test_esc_at_the_last_line_keeps_the_clock_running(app: StudyApp, ctx: Context) -> None:
    """Leaving the line leaves the session as it was."""
    clocks.start(ctx)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("f", "escape")
        await pilot.pause()
        assert clocks.status(ctx) is not None
        assert "enter Open" in footer(app)


async def test_finish_after_an_absence_offers_when_it_ended(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """In overtime with nobody there, finishing offers the planned end first, and takes it."""
    clocks.start(ctx)
    clock.forward(minutes=95)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("f")
        await pilot.pause()
        assert "1 at the planned end" in footer(app)
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert footer(app) == "Finished: 60 minutes."


async def test_the_end_of_the_hour_is_told_once(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """One toast when the planned time is over, however long the overtime; the header counts on."""
    clocks.start(ctx)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        app.tick()
        clock.forward(minutes=61)
        app.tick()
        clock.forward(minutes=2)
        app.tick()
        await pilot.pause()
        assert len(app._notifications) == 1
        assert "▸ over +03:00" in shown(app).splitlines()[0]


async def test_an_hour_that_ended_before_the_app_opened_gives_no_toast(
    app: StudyApp, ctx: Context, clock: Clock
) -> None:
    """Opening the app in overtime is quiet."""
    clocks.start(ctx)
    clock.forward(minutes=75)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        app.tick()
        await pilot.pause()
        assert len(app._notifications) == 0


async def test_start_offers_three_lengths(app: StudyApp, ctx: Context) -> None:
    """S and a digit start a shorter session, without leaving the mode."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "6 60 minutes 3 30 minutes 1 15 minutes" in footer(app)
        await pilot.press("1")
        await pilot.pause()
        session = clocks.status(ctx)
        assert session is not None
        assert session.planned.total_seconds() == 900
        assert "1 Today" in shown(app)


async def test_quitting_leaves_the_clock_running_and_says_so(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """Q ends the app; the session goes on and the parting words name the time left."""
    clocks.start(ctx)
    clock.forward(minutes=20)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("q")
    assert clocks.status(ctx) is not None
    assert "still running: 40:00" in app.parting()


async def test_parting_says_nothing_without_a_clock(app: StudyApp) -> None:
    """Without a session there is nothing to say."""
    assert app.parting() == ""


async def test_reserved_keys_are_bound_nowhere(app: StudyApp) -> None:
    """Neither a screen nor a widget on it binds ctrl+a, ctrl+b or ctrl+s, in no mode, room or form."""
    walks = (("2", "enter"), ("3",), ("4",), ("5",), *[("tab",)] * 4, ("t",), ("question_mark",))
    async with app.run_test(size=USUAL) as pilot:
        for keys in walks:
            await pilot.press(*keys)
            await settled(pilot)
            nodes: list[Widget | Screen[object]] = [app.screen, *app.screen.query("*")]
            bound = {name for node in nodes for name in node._bindings.key_to_bindings}
            assert not bound & RESERVED
        assert not set(app._bindings.key_to_bindings) & RESERVED


async def test_single_keys_are_letters_in_a_field(app: StudyApp, ctx: Context) -> None:
    """What is typed into a line neither changes the mode nor quits nor pauses."""
    clocks.start(ctx)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("f", *"q1 2?")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "q1 2?"
        session = clocks.status(ctx)
        assert session is not None
        assert session.state is SessionState.RUNNING


async def test_too_small_a_terminal_says_so(app: StudyApp) -> None:
    """Below the smallest size there is one sentence and nothing else; with room again the page is back."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        for width, height in ((59, 24), (80, 14), (30, 8)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            words = " ".join(shown(app).split())
            assert words == f"studytui needs 60x15; this is {width}x{height}. Nothing is lost."
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Week 2 · Attention from scratch" in shown(app)


async def test_the_palette_knows_what_the_footer_shows(app: StudyApp, ctx: Context) -> None:
    """Every key that the footer names is an action in the palette, and so are the modes."""
    clocks.start(ctx)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.pause()
        titles = {command.title for command in app.get_system_commands(app.screen)}
    assert {"Open", "Tick", "Editor", "Link", "Finish", "Help", "Pause", "Quit", "Practice", "Plan"} <= titles
    assert not {title for title in titles if title.startswith(("Focus", "Page", "Scroll"))}


async def test_the_palette_runs_an_action(app: StudyApp) -> None:
    """Choosing an action by name does what its key does."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("ctrl+p", *"progress")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await settled(pilot)
        assert "Where the time went" in shown(app)


async def test_help_names_every_mode_and_goes_back(app: StudyApp) -> None:
    """The help begins with the screen one came from; esc leads back to it."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("5", "question_mark")
        await settled(pilot)
        lines = [line.strip() for line in shown(app).splitlines() if line.strip()]
        assert lines[1] == "Plan"
        assert any(line.startswith("Everywhere") for line in lines)
        await pilot.press("escape")
        await settled(pilot)
        assert "A small plan of three weeks" in shown(app)


@pytest.mark.parametrize(
    ("keys", "name", "words"),
    [
        (("3", "tab"), "Journal, reading", "Add a recall question of your own"),
        (("3", "tab", "tab"), "Journal, papers", "Let the note go"),
        (("3", "tab", "tab", "plus", "escape"), "Journal, a paper note", "Write in the field; esc leaves it"),
        (("3", "shift+tab"), "Journal, Friday", "Write what the week taught; esc keeps it"),
        (("3", "slash", "enter"), "Journal, search", "Go to the place"),
        (("5", "a"), "Plan, about a plan", "Back"),
    ],
)
async def test_help_begins_with_the_room_one_came_from(
    app: StudyApp, keys: tuple[str, ...], name: str, words: str
) -> None:
    """With its name and its keys, and it knows the key of a note."""
    async with app.run_test(size=(80, 60)) as pilot:
        for key in (*keys, "question_mark"):
            await pilot.press(key)
            await settled(pilot)
        lines = [line.strip() for line in shown(app).splitlines() if line.strip()]
        assert lines[1] == name
        before, _, everywhere = "\n".join(lines).partition("Everywhere")
        assert words in before
        assert "A line for today's entry" in everywhere


async def test_what_cannot_be_written_becomes_one_sentence(
    app: StudyApp, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the store stands in the footer; the app goes on."""

    def full(*_: object, **__: object) -> None:
        raise DataError("the disk is full; make room")

    clocks.start(ctx)
    monkeypatch.setattr(clocks, "toggle", full)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("4", "space")
        await pilot.pause()
        assert footer(app) == "the disk is full; make room"


async def test_a_learners_brackets_are_not_markup(app: StudyApp) -> None:
    """Text of a plan is shown as it stands."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.pause()
        assert "Explain aloud [i]why[/i] the shift" in shown(app)


async def test_light_or_dark_is_kept(app: StudyApp, ctx: Context) -> None:
    """One key changes between the two themes, for the next start too."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("d")
        assert app.theme == "studytui-light"
    ctx.config = config.load(ctx.paths)
    again = StudyApp(ctx)
    async with again.run_test(size=SMALL_TERMINAL) as pilot:
        assert again.theme == "studytui-light"
        await pilot.press("d")
        assert again.theme == "studytui-dark"
    assert not config.load(ctx.paths).daylight


async def test_a_second_that_comes_late_ends_quietly(app: StudyApp) -> None:
    """The clock's last tick may find the screens gone when the app closes."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert app.screen_stack == []
    app.tick()
