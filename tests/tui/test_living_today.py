"""Today after days away, after a day that left something open, on Mondays; and tasks changed where they stand."""

from datetime import UTC, date, datetime

from tests.tui.small_study import START, Clock, footer, settled, shown
from textual.widgets import Input

from studytui.domain.weekly import Opening
from studytui.study import clock as clocks
from studytui.study import living, plans, today, weekly
from studytui.study.context import Context
from studytui.tui.app import StudyApp

SMALL_TERMINAL, USUAL = (80, 24), (120, 40)
FIRST_MONDAY, MONDAY = datetime(2026, 3, 2, 18, tzinfo=UTC), datetime(2026, 3, 9, 18, 2, tzinfo=UTC)


def begun(ctx: Context, clock: Clock, *, studied: datetime) -> StudyApp:
    """The app in the small plan, taken up on its first Monday and studied last on that evening."""
    now = clock.at
    clock.at = FIRST_MONDAY
    plans.use(ctx, "small", START)
    clock.at = studied
    clocks.log(ctx, 30, None, ctx.today())
    clock.at = now
    return StudyApp(ctx)


async def test_after_days_away_one_line_offers_two_ways(ctx: Context, clock: Clock) -> None:
    """S lets the days go instead of starting a session; once answered it starts one again."""
    app = begun(ctx, clock, studied=FIRST_MONDAY)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await settled(pilot)
        line = "Last here: W1 Mon.  r resume there (the calendar moves)  s skip to today"
        assert line in shown(app)
        assert "s Skip to today" in footer(app)
        await pilot.press("s")
        await settled(pilot)
        assert line not in shown(app)
        assert "Week 2 · Attention from scratch" in shown(app)
        assert footer(app) == "The plan stays with the calendar."
        await pilot.press("s")
        await settled(pilot)
        assert "6 60 minutes" in footer(app)
        assert clocks.status(ctx) is None


async def test_resuming_moves_the_calendar(ctx: Context, clock: Clock) -> None:
    """R makes today the day after the last one studied; header, strip and tasks follow."""
    app = begun(ctx, clock, studied=FIRST_MONDAY)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("r")
        await settled(pilot)
        text = shown(app)
        assert "Week 1 · Norms and projections" in text
        assert "[ ] Skim a paper." in text
        assert "Last here" not in text
        assert text.splitlines()[0].endswith("W01 Wed  · 60:00")


async def test_what_yesterday_left_open_is_carried(ctx: Context, clock: Clock) -> None:
    """One line names it; c puts it among today's tasks, u takes that back."""
    app = begun(ctx, clock, studied=datetime(2026, 3, 10, 18, tzinfo=UTC))
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await settled(pilot)
        assert "Still open from Tue: Skim the paper.  c carry it here  l let it go" in shown(app)
        await pilot.press("c")
        await settled(pilot)
        assert "Still open" not in shown(app)
        assert "[ ] Skim the paper.  moved" in shown(app)
        assert footer(app) == "Carried to today. u takes it back."
        await pilot.press("u")
        await settled(pilot)
        assert "Still open from Tue" in shown(app)


async def test_what_yesterday_left_open_is_let_go(ctx: Context, clock: Clock) -> None:
    """L drops it; nothing is said about it again."""
    app = begun(ctx, clock, studied=datetime(2026, 3, 10, 18, tzinfo=UTC))
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("l")
        await settled(pilot)
        assert "Skim the paper" not in shown(app)
        assert today.today(ctx).leftover is None


async def test_the_check_in_is_three_lines_in_the_footer(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """Enter asks them one by one with what was answered in view; esc leaves, and what was typed comes back."""
    clock.at = MONDAY
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await settled(pilot)
        assert "▸ [ ] Mon check-in: three lines" in shown(app)
        await pilot.press("enter", *"Norms", "enter", *"Soft", "escape")
        await settled(pilot)
        assert "[✓] Mon check-in: three lines" in shown(app)
        assert [answer for _, answer in weekly.sheet(ctx, Opening.CHECKIN).lines] == ["Norms", "Soft", ""]
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "Soft"
        assert "  Norms" in shown(app)
        await pilot.press(*"max", "enter", *"Time", "enter")
        await settled(pilot)
        answers = [answer for _, answer in weekly.sheet(ctx, Opening.CHECKIN).lines]
        assert answers == ["Norms", "Softmax", "Time"]
        assert "enter Open" in footer(app)


async def test_the_check_in_is_skipped_with_a_key(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """Space goes without; the hour is open all the while."""
    clock.at = MONDAY
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("space")
        await settled(pilot)
        assert "[✓] Mon check-in: three lines  skipped" in shown(app)
        await pilot.press("j", "space")
        await settled(pilot)
        assert "[✓] Read the scaling argument." in shown(app)
    assert weekly.sheet(ctx, Opening.CHECKIN).skipped


async def test_quitting_in_the_middle_of_a_line_keeps_it(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """The screen goes away with a line open; what was typed stands in it the next time."""
    clock.at = MONDAY
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("enter", *"Norm")
        await settled(pilot)
    assert weekly.sheet(ctx, Opening.CHECKIN).lines[0][1] == "Norm"


async def test_tasks_and_readings_are_added(app: StudyApp, ctx: Context) -> None:
    """A, then a kind, then one line: words, minutes in brackets, a link; esc adds nothing."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("a")
        await settled(pilot)
        assert footer(app) == "Add t a task r something to read esc back"
        await pilot.press("t")
        await settled(pilot)
        app.screen.query_one(Input).value = "Plot the losses (25 min)"
        await pilot.press("enter")
        await settled(pilot)
        assert "[ ] Plot the losses  yours" in shown(app)
        await pilot.press("a", "r")
        await settled(pilot)
        app.screen.query_one(Input).value = "Murphy, Chapter 5 https://probml.github.io (20 min)"
        await pilot.press("enter")
        await settled(pilot)
        assert "[ ] Read Murphy.  yours" in shown(app)
        assert "Murphy, Chapter 5  ↗" in shown(app)
        await pilot.press("a", "t", "escape")
        await settled(pilot)
    tasks = today.today(ctx).tasks
    assert [(task.text, task.minutes, task.link) for task in tasks[3:]] == [
        ("Plot the losses", 25, ""),
        ("Read Murphy.", 20, "https://probml.github.io"),
    ]


async def test_a_task_is_reworded_moved_and_dropped(app: StudyApp, ctx: Context) -> None:
    """Each with a key on its line; u takes the last move or drop back; where there is no task no key is offered."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("j", "w")
        await settled(pilot)
        field = app.screen.query_one(Input)
        assert field.value == "Build softmax over the last axis. (30 min)"
        field.value = "Build softmax twice (45 min)"
        await pilot.press("enter")
        await settled(pilot)
        assert "[ ] Build softmax twice  reworded" in shown(app)
        await pilot.press("m", *"thu", "enter")
        await settled(pilot)
        assert footer(app) == "Moved to W2/thu. u takes it back."
        assert "Build softmax twice" not in shown(app)
        await pilot.press("u")
        await settled(pilot)
        assert "[ ] Build softmax twice  reworded" in shown(app)
        await pilot.press("k", "x")
        await settled(pilot)
        assert "Reread the section" not in shown(app)
        await pilot.press("u")
        await settled(pilot)
        assert "[ ] Reread the section" in shown(app)
        await pilot.press("m", *"soon", "enter")
        await settled(pilot)
        assert "'soon' is no day of a plan" in footer(app)
        await pilot.press("G")
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert len(today.today(ctx).tasks) == 3
    assert living.find(ctx, "W2/build").change.task.minutes == 45


async def test_another_plan_in_view_is_a_line_that_leads_there(app: StudyApp, ctx: Context) -> None:
    """Enter on it shows that plan's weeks, without starting the clock."""
    plans.also(ctx, "tracks", date(2026, 3, 9))
    async with app.run_test(size=USUAL) as pilot:
        await settled(pilot)
        assert any(line.split()[:3] == ["Also", "A", "plan"] and "W1 Wed" in line for line in shown(app).splitlines())
        await pilot.press("G", "enter")
        await settled(pilot)
        assert "Track matrices" in shown(app)
        assert clocks.status(ctx) is None
