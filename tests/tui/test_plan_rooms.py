"""The rooms of Plan: goals, skills, the calendar, plans to choose, import, tailoring."""

from datetime import date
from pathlib import Path

import pytest
from tests.tui.small_study import footer, settled, shown
from textual.pilot import Pilot
from textual.widgets import Input

from studytui.domain.rhythm import Weekday
from studytui.study import goals, options, plans, skills
from studytui.study.context import Context
from studytui.tui.app import StudyApp
from studytui.tui.widgets.lines import Lines

SMALL_TERMINAL, USUAL = (80, 24), (120, 40)
MARKDOWN = """# My year

## Phase 1: Basics

### Week 1: Vectors
- [x] Read about norms
- [ ] Build a projection

## Projects
- [ ] A library
"""


async def fill(pilot: Pilot[int], text: str) -> None:
    """Write one line in the footer and answer with it."""
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await settled(pilot)


async def at(pilot: Pilot[int], key: str) -> None:
    """Put the cursor on that line."""
    pilot.app.screen.query_one(Lines).cursor = key
    await settled(pilot)


async def room(pilot: Pilot[int], name: str) -> None:
    """Go to a room of Plan with its keys."""
    await pilot.press("5", *["tab"] * ["Weeks", "Goals", "Skills", "Calendar", "Plans"].index(name))
    await settled(pilot)


async def test_tab_goes_round_and_esc_back_to_the_weeks(app: StudyApp) -> None:
    """Each room has its page; a mode key away and back leads to the room one was in."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        pages = set()
        await pilot.press("5")
        for _ in range(5):
            await pilot.press("tab")
            await settled(pilot)
            pages.add("\n".join(shown(app).splitlines()[3:]))
        assert len(pages) == 5
        await pilot.press("shift+tab", "shift+tab")
        await settled(pilot)
        assert "Coming weeks" in shown(app)
        await pilot.press("1", "5")
        await settled(pilot)
        assert "Coming weeks" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "First principles" in shown(app)


async def test_goals_are_ticked_and_counted(app: StudyApp, ctx: Context) -> None:
    """Space ticks and takes back; plus and minus count; n makes a counter."""
    async with app.run_test(size=USUAL) as pilot:
        await room(pilot, "Goals")
        for key in ("goal:M1", "goal:project/attention", "goal:reading/murphy-probabilistic-machine-learning"):
            await at(pilot, key)
            await pilot.press("space")
        await settled(pilot)
        text = shown(app)
        assert "[✓] Ship the library" in text
        assert "[✓] An attention library of your own" in text
        assert "[✓] Murphy" in text
        await pilot.press("space")
        await at(pilot, "count:interview/dsa")
        await pilot.press("plus", "plus", "minus")
        await settled(pilot)
        assert "1 of 10 to 15" in shown(app)
        assert "+ - Count" in footer(app)
        await at(pilot, "new")
        await pilot.press("plus")
        await fill(pilot, "Posts written")
        await fill(pilot, "five")
        assert "'five'" in footer(app)
        await pilot.press("plus")
        await fill(pilot, "Posts written")
        await fill(pilot, "5-8")
        assert "posts-written" in shown(app)
        assert "0 of 5 to 8" in shown(app)
    assert [line.done for line in goals.goals(ctx) if line.kind.value == "reading"] == [False, False]


async def test_a_track_is_chosen_in_another_plan_in_view(app: StudyApp, ctx: Context) -> None:
    """V shows the other plan; a choice takes as many as it allows and says so."""
    plans.also(ctx, "tracks", date(2026, 3, 9))
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("5", "v", "tab")
        await settled(pilot)
        assert "choose 1" in shown(app)
        await pilot.press("j", "space")
        await settled(pilot)
        assert "[✓] Track bandits" in shown(app)
        await pilot.press("k", "space")
        await settled(pilot)
        assert footer(app) == "1 at most; take one back first."
    assert [item.chosen for item in options.of_plan(ctx, "tracks")[0].options] == [False, True]


async def test_skills_are_rated_again_and_again(app: StudyApp, ctx: Context) -> None:
    """Enter and a digit; the level before stays in view; a skill of one's own is added."""
    skills.rate(ctx, "probability", 2)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await room(pilot, "Skills")
        await at(pilot, "probability")
        await pilot.press("enter")
        await settled(pilot)
        assert footer(app).startswith("Level 0 new")
        assert "5 could teach" in footer(app)
        await pilot.press("3")
        await settled(pilot)
        assert "3 of 5      before 2" in shown(app)
        await pilot.press("plus")
        await fill(pilot, "Causal inference")
        await pilot.press("1")
        await settled(pilot)
        assert "Your own" in shown(app)
        assert "causal-inference" in shown(app)


async def test_the_calendar_is_set_line_by_line(app: StudyApp, ctx: Context) -> None:
    """Minutes, study days, a holiday and its end, a shift, another first day; each at once on the page."""
    async with app.run_test(size=USUAL) as pilot:
        await room(pilot, "Calendar")
        await at(pilot, "minutes")
        await pilot.press("enter")
        await fill(pilot, "45")
        assert "45 minutes" in shown(app)
        assert shown(app).splitlines()[0].endswith("· 45:00")
        await at(pilot, "days")
        await pilot.press("enter")
        await fill(pilot, "mon, wed fri")
        assert "Mon Tue Wed Thu Fri, from Thursday 12 March 2026: Mon Wed Fri" in shown(app)
        await pilot.press("p")
        await fill(pilot, "2026-03-20 to 2026-03-23")
        assert "Fri 20 Mar to Mon 23 Mar 2026" in shown(app)
        await pilot.press("p")
        await fill(pilot, "never")
        assert "'never' is no day" in footer(app)
        await pilot.press("x")
        await settled(pilot)
        assert "none to come" in shown(app)
        await pilot.press("right_square_bracket")
        await settled(pilot)
        assert shown(app).splitlines()[0].split()[-4:-2] == ["W01", "Wed"]
        await pilot.press("left_square_bracket")
        await settled(pilot)
        assert shown(app).splitlines()[0].split()[-4:-2] == ["W02", "Wed"]
        await at(pilot, "start")
        await pilot.press("enter")
        await fill(pilot, "2026-03-09")
        assert "Monday 9 March 2026" in shown(app)
        await pilot.press("i")
        await settled(pilot)
        assert "with an alarm before each" in footer(app)
    enrolment = plans.required(ctx)
    assert (enrolment.minutes, enrolment.schedule.start) == (45, date(2026, 3, 9))
    assert enrolment.schedule.study_days == tuple(day.number for day in (Weekday.MON, Weekday.WED, Weekday.FRI))
    assert (ctx.paths.workspace / "study-hours.ics").is_file()


async def test_plans_are_kept_beside_followed_and_left(app: StudyApp, ctx: Context) -> None:
    """B keeps one in view and takes it out again; enter makes it the main one from a day that is asked for."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("5", "c")
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert "It is the main plan" in footer(app)
        await at(pilot, "tracks")
        assert "Two weeks of recommenders" in shown(app)
        await pilot.press("b")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "2026-03-09"
        await pilot.press("enter")
        await settled(pilot)
        assert [enrolment.plan for enrolment in plans.in_view(ctx)] == ["small", "tracks"]
        await pilot.press("b")
        await settled(pilot)
        assert [enrolment.plan for enrolment in plans.in_view(ctx)] == ["small"]
        await pilot.press("enter")
        await fill(pilot, "soon")
        assert "'soon' is not a day" in footer(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert footer(app) == "You follow A plan to keep beside it."
        assert shown(app).splitlines()[0].split()[-4:] == ["W01", "Wed", "·", "30:00"]
        await pilot.press("1")
        await settled(pilot)
        assert "Track matrices" in shown(app)


async def test_a_markdown_plan_is_shown_before_it_is_saved(app: StudyApp, ctx: Context, tmp_path: Path) -> None:
    """Esc saves nothing; enter saves it among one's own plans, with what the file has ticked."""
    file = tmp_path / "year.md"
    file.write_text(MARKDOWN)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("5", "c", "i")
        await fill(pilot, str(file))
        text = shown(app)
        assert "1 week, 1 unit, 5 tasks, 1 ticked" in text
        assert "Phase 1: Basics" in text
        await pilot.press("escape")
        await settled(pilot)
        assert not ctx.paths.user_plans.exists()
        await pilot.press("i")
        await fill(pilot, str(file))
        await pilot.press("enter")
        await settled(pilot)
        assert footer(app) == "Saved as my-year; enter on it follows it."
    assert (ctx.paths.user_plans / "my-year.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("tabs.yaml", b"id: a\n\ttitle: b\n", "there is a tab; write spaces instead"), ("no.md", b"\xff\xfe", "no.md")],
)
async def test_a_file_that_is_no_plan_lists_its_problems(
    app: StudyApp, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    """Each with its line, on a page that esc leaves; nothing is imported."""
    file = tmp_path / name
    file.write_bytes(data)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("5", "c", "i")
        await fill(pilot, str(file))
        assert "This file is no plan yet" in shown(app)
        assert said in " ".join(shown(app).split())
        await pilot.press("escape")
        await settled(pilot)
        assert "Switching loses nothing" in shown(app)


async def test_a_plan_is_made_to_measure(app: StudyApp, ctx: Context) -> None:
    """Choose, rate, look, go back, save; nothing chosen is one sentence, one of that name asks."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("5", "c", "t", "p")
        await settled(pilot)
        assert "Choose a track with space first" in footer(app)
        await at(pilot, "weeks")
        await pilot.press("enter")
        await fill(pilot, "4")
        await at(pilot, "track:transformers")
        await pilot.press("enter", "1")
        await settled(pilot)
        assert "[✓] transformers" in shown(app)
        assert "1 of 5" in shown(app)
        await pilot.press("p")
        await settled(pilot)
        assert "it teaches transformers: tr-softmax" in shown(app)
        await pilot.press("escape", "p", "enter")
        await settled(pilot)
        assert footer(app).startswith("Saved as tailored-transformers")
        await pilot.press("t")
        await settled(pilot)
        await at(pilot, "track:transformers")
        await pilot.press("space", "p", "enter")
        await settled(pilot)
        assert footer(app).startswith("There is a plan tailored-transformers y replace it")
        await pilot.press("y")
        await settled(pilot)
        assert footer(app).startswith("Saved as")
    assert (ctx.paths.user_plans / "tailored-transformers.yaml").is_file()


async def test_the_week_shows_tasks_as_they_were_changed(app: StudyApp) -> None:
    """What was added on Today stands in the opened week, and what is done is marked."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("space", "a", "t")
        await fill(pilot, "Plot it")
        await pilot.press("5", "enter")
        await settled(pilot)
        assert "· Plot it  yours" in shown(app)
        assert "✓ Reread the section" in shown(app)


async def test_the_main_plan_and_others_stand_in_progress(app: StudyApp, ctx: Context) -> None:
    """Each with its share; planned stands under done; x writes badge and boxes."""
    plans.also(ctx, "tracks", date(2026, 3, 9))
    plans.tick_week(ctx, "W1", done=True)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("4")
        await settled(pilot)
        text = shown(app)
        assert "20 %   week 2   1 of 3 weeks done" in text
        assert "0 %   week 1   0 of 2 weeks done" in text
        assert "planned" in text
        await pilot.press("x")
        await settled(pilot)
        assert "README.md and progress-small.svg written." in footer(app)
    assert (ctx.paths.workspace / "progress-small.svg").is_file()


async def test_the_palette_leads_into_every_room(app: StudyApp) -> None:
    """From another mode, from a form on top of a room, and from the room itself."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("3")
        await settled(pilot)
        for name, sign in (
            ("calendar", "Coming weeks"),
            ("plans", "Switching loses nothing"),
            ("weeks", "First princ"),
        ):
            if name == "weeks":
                await pilot.press("t")
                await settled(pilot)
            command = next(each for each in app.get_system_commands(app.screen) if each.title == f"Plan: {name}")
            outcome = command.callback()
            assert outcome is not None
            await outcome
            await settled(pilot)
            assert sign in shown(app)


async def test_what_else_an_author_wrote_can_be_read_of_any_plan(app: StudyApp) -> None:
    """A shows it for the plan in view, and among the plans for the one under the cursor; esc leads back."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("5", "a")
        await settled(pilot)
        text = shown(app)
        for part in (
            "3 weeks, 60 minutes a day",
            "Somebody who can explain attention",
            "· Build attention without a library",
            "W01-02   First principles",
            "70 % building, 20 % reading, 10 % notes",
            "Every week: One reproducible experiment",
            "Python          NumPy, PyTorch",
            "First principles; On their shoulders; open end",
        ):
            assert part in text
        await pilot.press("escape", "c")
        await settled(pilot)
        await at(pilot, "tracks")
        await pilot.press("a")
        await settled(pilot)
        assert "2 weeks, 30 minutes a day" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "Switching loses nothing" in shown(app)
