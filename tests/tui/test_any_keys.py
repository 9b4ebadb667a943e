"""Keys pressed in any order."""

import random
from datetime import date

import pytest
from tests.tui.small_study import Clock, shown

from studytui.study import plans
from studytui.study.context import Context
from studytui.tui.app import StudyApp

KEYS = (
    *"12345abcdfghijklmnoprstuvwxyG0",
    *("tab", "shift+tab", "enter", "escape", "space", "plus", "minus", "slash", "question_mark", "backspace"),
    *("left_square_bracket", "right_square_bracket"),
)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(4))
async def test_no_order_of_keys_ends_the_app(app: StudyApp, ctx: Context, clock: Clock, seed: int) -> None:
    """Wherever 150 keys lead, over hours and days, the way back to Today is open."""
    chance = random.Random(seed)  # noqa: S311 - which keys are pressed is no secret
    plans.also(ctx, "tracks", date(2026, 3, 9))
    async with app.run_test(size=chance.choice([(80, 24), (61, 16)])) as pilot:
        for _ in range(150):
            await pilot.press(chance.choice(KEYS))
            if chance.random() < 0.05:
                clock.forward(hours=chance.choice([1, 24, 120]))
        await pilot.press(*["escape"] * 6, "1")
        await pilot.pause()
        assert "1 Today" in shown(app).splitlines()[0]
        assert "Week " in shown(app)
