"""Reviews on the screens: from Today to a rating that is kept, and the page of all of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.tui.small_study import GREEN, START, WEDNESDAY, FakeEngine, footer, report, settled, shown, until
from textual.pilot import Pilot

from studytui.domain.attempt import Purpose
from studytui.domain.moment import Moment
from studytui.domain.review import Rating
from studytui.store import attempts
from studytui.store.database import to_text
from studytui.study import practice, reviews
from studytui.study.context import Context
from studytui.tui.app import StudyApp
from studytui.tui.screens.review import ReviewScreen
from studytui.tui.screens.reviews import ReviewsScreen
from studytui.tui.screens.today import TodayScreen
from studytui.tui.widgets.lines import Lines

SMALL_TERMINAL = (80, 24)
CUT = "def solve(x):\n    raise NotImplementedError\n"


@pytest.fixture
def remembered(app: StudyApp, ctx: Context) -> StudyApp:
    """The app, with the three exercises accepted nine, six and three days ago."""
    for ago, exercise in zip((9, 6, 3), ("tr-softmax", "la-norm", "la-dot"), strict=True):
        at = WEDNESDAY - timedelta(days=ago)
        accepted = report(*GREEN.checks, exercise=exercise)
        attempts.add(ctx.store, Moment(at, at.date()), exercise.encode(), accepted)
    reviews.catch_up(ctx)
    return app


async def test_a_review_from_today_to_the_rating(remembered: StudyApp, ctx: Context, engine: FakeEngine) -> None:
    """Two quiet lines; enter opens the cut file; red, a hint and green propose hard; 3 and enter keep good."""
    practised = practice.history(ctx, "tr-softmax")
    async with remembered.run_test(size=SMALL_TERMINAL) as pilot:
        await settled(pilot)
        screen = remembered.screen
        assert isinstance(screen, TodayScreen)
        lines = screen.query_one(Lines)
        assert [key for key in lines.keys() if key.startswith("review:")] == ["review:tr-softmax", "review:la-norm"]  # noqa: SIM118 - no mapping
        assert "Review  Softmax over the last axis" in shown(remembered)
        lines.cursor = "review:tr-softmax"
        await pilot.press("enter")
        await settled(pilot)
        screen = remembered.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.file.source == CUT.encode()
        assert "Ten minutes. Rebuild the core from memory: solve" in shown(remembered)
        await pilot.press("h", "i", "x", "escape", "g")
        await settled(pilot)
        assert "Good?" not in footer(remembered)
        engine.answer = GREEN
        await pilot.press("i", "y", "escape", "g")
        await until(pilot, lambda: "Hard? 1 failed, 1 hint" in footer(remembered))
        await pilot.press("3")
        await until(pilot, lambda: "Good? 1 failed" in footer(remembered))
        assert ctx.store.rows("SELECT * FROM reviews") == []
        await pilot.press("enter")
        await until(pilot, lambda: "Kept as good; it may come back on" in footer(remembered))
        await pilot.press("r", "1")
        await settled(pilot)
        assert "Review  Softmax" not in shown(remembered)
        assert "Review  Norms of a vector" in shown(remembered)
    (note,) = reviews.between(ctx, START, WEDNESDAY.date())
    assert (note.exercise, note.rating, note.failed, note.hints) == ("tr-softmax", Rating.GOOD, 1, 1)
    assert practice.history(ctx, "tr-softmax") == practised


async def test_a_review_left_alone_keeps_everything_but_a_rating(remembered: StudyApp, ctx: Context) -> None:
    """Esc at the rating, or anywhere before it, leaves the review open; it goes on where it was, or is given up."""
    reviews.begin(ctx, "tr-softmax")
    attempts.add(ctx.store, ctx.moment(), b"x", GREEN, purpose=Purpose.REVIEW, after=to_text(ctx.now()))
    async with remembered.run_test(size=SMALL_TERMINAL) as pilot:
        await settled(pilot)
        await remembered.open_exercise("tr-softmax", review=True)
        await until(pilot, lambda: "Good? none failed, no hint" in footer(remembered))
        await pilot.press("escape")
        await until(pilot, lambda: "Not rated yet" in footer(remembered))
        await remembered.open_exercise("la-norm", review=True)
        await settled(pilot)
        await pilot.press("r", "y")
        await until(pilot, lambda: "Kept as again" in footer(remembered))
        assert isinstance(remembered.screen, ReviewScreen)
        assert "return shares(x)" in remembered.screen._extra
    assert [note.exercise for note in reviews.between(ctx, START, WEDNESDAY.date())] == ["la-norm"]
    assert reviews.proposal(ctx, "tr-softmax") is not None


async def test_snooze_and_retire_are_a_key_each(remembered: StudyApp, ctx: Context) -> None:
    """On Today and on the page of all reviews; u takes it back, and the key on a resting line does too."""
    async with remembered.run_test(size=SMALL_TERMINAL) as pilot:
        await settled(pilot)
        remembered.screen.query_one(Lines).cursor = "review:tr-softmax"
        await pilot.press("z")
        await settled(pilot)
        assert "Snoozed until Wednesday 18 March. u takes it back." in footer(remembered)
        assert "Review  Softmax" not in shown(remembered)
        await pilot.press("u")
        await settled(pilot)
        assert "Review  Softmax" in shown(remembered)
        await pilot.press("4")
        await settled(pilot)
        assert "Most at risk" in "\n".join(str(row[1]) for row in remembered.screen.query_one(Lines)._rows)
        await pilot.press("v")
        await settled(pilot)
        assert isinstance(remembered.screen, ReviewsScreen)
        await pilot.press("t")
        await settled(pilot)
        assert [card.exercise for card in reviews.cards(ctx) if card.retired] == ["tr-softmax"]
        assert remembered.screen.query_one(Lines).cursor == "review:la-norm"
        remembered.screen.query_one(Lines).cursor = "review:tr-softmax"
        await pilot.press("t")
        await settled(pilot)
        assert not any(card.retired for card in reviews.cards(ctx))


@pytest.mark.parametrize("size", [SMALL_TERMINAL, (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", ["review", "reviews"])
def test_screen(
    remembered: StudyApp, ctx: Context, engine: FakeEngine, snap_compare: Callable[..., bool], name: str,
    size: tuple[int, int],
) -> None:  # fmt: skip
    """A review that waits for its rating, and the page of all reviews with one at rest."""
    engine.answer = GREEN
    reviews.retire(ctx, "la-dot")

    async def walk(pilot: Pilot[int]) -> None:
        await settled(pilot)
        if name == "review":
            await remembered.open_exercise("tr-softmax", review=True)
        else:
            await pilot.press("2", "v")
        await settled(pilot)
        if name == "review":
            await pilot.press("g")
            await until(pilot, lambda: "Good?" in footer(remembered))

    assert snap_compare(remembered, terminal_size=size, run_before=walk)
