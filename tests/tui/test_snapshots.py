"""Every screen as a picture, at the smallest usual size and at a good one.

A change here is meant or a mistake: look at both pictures in the report, then `pytest --snapshot-update`.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.tui.small_study import WEDNESDAY, Clock, FakeEngine, settled
from textual.pilot import Pilot

from studytui.study import clock as clocks
from studytui.study import notes, plans, practice, today
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


def walk(keys: tuple[str, ...]) -> Callable[[Pilot[int]], object]:
    """Press the keys one by one, each screen settled before the next key."""

    async def run_before(pilot: Pilot[int]) -> None:
        await settled(pilot)
        for key in keys:
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
