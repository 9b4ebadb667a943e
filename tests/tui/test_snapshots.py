"""Every screen as a picture, at the smallest usual size and at a good one.

A change here is meant or a mistake: look at both pictures in the report, then `pytest --snapshot-update`.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.tui.small_study import START, WEDNESDAY, Clock, FakeEngine, settled
from textual.pilot import Pilot
from textual.widgets import Input

from studytui.domain.weekly import Opening
from studytui.study import assessing, calendar, evidence, goals, living, notes, plans, practice, skills, today, weekly
from studytui.study import clock as clocks
from studytui.study.context import Context
from studytui.tui.app import StudyApp

SIZES = [(80, 24), (120, 40)]
BENCH = ("2", "G", "enter")
SCREENS: dict[str, tuple[str, ...]] = {
    "today": (),
    "practice": ("2",),
    "workbench": BENCH,
    "workbench-code": (*BENCH, "i"),
    "workbench-results": (*BENCH, "g"),
    "journal": ("3",),
    "journal-writing": ("3", "j", "i"),
    "journal-note": ("3", "p"),
    "progress": ("4",),
    "plan": ("5", "enter"),
    "help": ("question_mark",),
    "finishing": ("f",),
}

SnapCompare = Callable[..., bool]
FIRST_MONDAY = datetime(2026, 3, 2, 18, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 10, 18, tzinfo=UTC)
MARKDOWN = """# My year

## Phase 1: Basics
### Week 1: Vectors
- [x] Read about norms
- [ ] Build a projection
### Weeks 2-3: Matrices
- [ ] Read chapter 2

## Projects
- [ ] A library of my own
"""


def a_week_in(ctx: Context, clock: Clock) -> None:
    """Some days of work, a running hour, and an attempt before this one."""
    for ago, minutes in enumerate((60, 45, 15, 0, 62, 60, 30, 95), start=1):
        if minutes:
            clocks.log(ctx, minutes, None, ctx.today() - timedelta(days=ago))
    plans.tick_week(ctx, "W1", done=True)
    for task in ("W2/read", "W2/skim", "W2/reread"):
        today.tick(ctx, task, True)
    notes.save(ctx, ctx.today(), "goals", "Softmax that survives 1e4, and why the shift is free.")
    notes.save(ctx, ctx.today(), "notes", "The maximum cancels.\n\n- exp(88.7) is the last finite one in float32")
    notes.save(ctx, ctx.today() - timedelta(days=1), "notes", "Skimmed, with [brackets].")
    practice.hint(ctx, "tr-softmax")
    clocks.start(ctx)
    clock.at = WEDNESDAY + timedelta(minutes=18, seconds=53)


def after_days_away(ctx: Context, clock: Clock) -> None:
    """Here on the first Monday, and then no more."""
    clock.at = FIRST_MONDAY
    clocks.log(ctx, 30, None, ctx.today())
    clock.at = WEDNESDAY


def with_something_left_open(ctx: Context, clock: Clock) -> None:
    """Here yesterday, without the paper; a second plan in view, and a task of one's own."""
    after_days_away(ctx, clock)
    clock.at = TUESDAY
    clocks.log(ctx, 30, None, ctx.today())
    clock.at = WEDNESDAY
    plans.also(ctx, "tracks", date(2026, 3, 9))
    living.add(ctx, "Plot the losses", minutes=25)
    living.edit(ctx, "W2/build", text="Build softmax over any axis")


def on_a_monday(ctx: Context, clock: Clock) -> None:
    """The day of the check-in, one of its lines written."""
    clock.at = datetime(2026, 3, 9, 18, 2, tzinfo=UTC)
    weekly.save(ctx, Opening.CHECKIN, ["Norms, with a notebook"])


def well_begun(ctx: Context, clock: Clock) -> None:
    """Ticks, ratings, a count, a pause to come, and a second plan beside the first."""
    a_week_in(ctx, clock)
    plans.also(ctx, "tracks", date(2026, 3, 9))
    goals.tick(ctx, "project/attention")
    skills.rate(ctx, "probability", 2)
    skills.rate(ctx, "probability", 3)
    skills.count(ctx, "interview/dsa", 4)
    calendar.pause(ctx, date(2026, 3, 19), date(2026, 3, 24), "Easter")
    (ctx.paths.workspace).mkdir(parents=True, exist_ok=True)
    (ctx.paths.workspace / "year.md").write_text(MARKDOWN)


def on_a_friday(ctx: Context, clock: Clock) -> None:
    """The day of the review, its lines written, with a lesson and a link."""
    clock.at = datetime(2026, 3, 13, 18, 2, tzinfo=UTC)
    weekly.save(ctx, Opening.REVIEW, ["Attention in forty lines", "The shift is free", "Time the cache"])
    evidence.add_link(ctx, 2, "https://github.com/learner/attention/pull/3", "Softmax that survives 1e4")
    assessing.tick(ctx, 2, assessing.of_week(ctx, 2)[0].address, done=True)


STATES: dict[str, tuple[Callable[[Context, Clock], None], tuple[str, ...]]] = {
    "today-away": (after_days_away, ()),
    "today-left-open": (with_something_left_open, ("j",)),
    "today-moving": (with_something_left_open, ("m",)),
    "today-check-in": (on_a_monday, ("enter", "enter")),
    "journal-friday": (on_a_friday, ("3", "shift+tab", "j")),
    "progress-two-plans": (well_begun, ("4",)),
    "plan-about": (well_begun, ("5", "a")),
    "plan-goals": (well_begun, ("5", "tab")),
    "plan-choice": (well_begun, ("5", "v", "tab")),
    "plan-skills": (well_begun, ("5", "tab", "tab", "j", "enter")),
    "plan-calendar": (well_begun, ("5", "tab", "tab", "tab")),
    "plan-plans": (well_begun, ("5", "c")),
    "plan-import": (well_begun, ("5", "c", "i", "year.md", "enter")),
    "plan-tailor": (well_begun, ("5", "c", "t", "G", "space")),
    "plan-tailored": (well_begun, ("5", "c", "t", "G", "space", "p")),
}


def walk(keys: tuple[str, ...]) -> Callable[[Pilot[int]], object]:
    """Press the keys one by one, each screen settled before the next key."""

    async def run_before(pilot: Pilot[int]) -> None:
        await settled(pilot)
        for key in keys:
            if key.endswith(".md"):
                app = pilot.app
                assert isinstance(app, StudyApp)
                app.screen.query_one(Input).value = str(app.ctx.paths.workspace / key)
            else:
                await pilot.press(key)
            await settled(pilot)

    return run_before


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
def test_screen(
    app: StudyApp, ctx: Context, clock: Clock, snap_compare: SnapCompare, name: str, size: tuple[int, int]
) -> None:
    """The screen looks as it did when it was last looked at."""
    a_week_in(ctx, clock)
    assert snap_compare(app, terminal_size=size, run_before=walk(SCREENS[name]))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STATES)
def test_state(ctx: Context, clock: Clock, snap_compare: SnapCompare, name: str, size: tuple[int, int]) -> None:
    """What stands there only at times, and the rooms of Plan, look as when they were last looked at."""
    prepare, keys = STATES[name]
    clock.at = FIRST_MONDAY
    plans.use(ctx, "small", START)
    clock.at = WEDNESDAY
    prepare(ctx, clock)
    assert snap_compare(StudyApp(ctx), terminal_size=size, run_before=walk(keys))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_first_run(ctx: Context, engine: FakeEngine, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The one question before the first hour."""
    app = StudyApp(ctx, open_engine=lambda: engine)  # type: ignore[arg-type, return-value]  # no grader is needed
    assert snap_compare(app, terminal_size=size, run_before=walk(()))


def test_without_colour(ctx: Context, snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR every mark still tells what its colour told."""
    monkeypatch.setenv("NO_COLOR", "1")
    plans.use(ctx, "small", plans.default_start(ctx))
    assert snap_compare(StudyApp(ctx), terminal_size=(80, 24), run_before=walk(()))


def test_by_daylight(app: StudyApp, snap_compare: SnapCompare) -> None:
    """The light theme."""
    assert snap_compare(app, terminal_size=(120, 40), run_before=walk((*BENCH, "g", "d")))


def test_too_small(app: StudyApp, snap_compare: SnapCompare) -> None:
    """One sentence where there is no room."""
    assert snap_compare(app, terminal_size=(40, 10), run_before=walk(()))
