"""What a keypress asks of the database: nothing where it only moves, or types."""

import pytest
from tests.tui.small_study import settled

from studytui.study import plans
from studytui.study.context import Context
from studytui.tui import soon
from studytui.tui.app import StudyApp

USUAL = (80, 24)


@pytest.mark.parametrize(
    ("room", "key"),
    [
        (("3", "j"), "k"),
        (("3", "i", "x"), "x"),
        (("5", "j"), "k"),
        (("5", "tab", "j"), "k"),
        (("5", "tab", "tab", "tab", "j"), "k"),
        (("5", "c", "j"), "k"),
    ],
    ids=["entries", "typing", "weeks", "goals", "calendar", "plans"],
)
async def test_a_key_that_only_moves_or_types_asks_for_nothing(
    app: StudyApp, ctx: Context, monkeypatch: pytest.MonkeyPatch, room: tuple[str, ...], key: str
) -> None:
    """What was read when the room came to the front is enough; the clock and the saving stand still meanwhile."""
    monkeypatch.setattr(StudyApp, "tick", lambda _: None)
    monkeypatch.setattr(soon, "SAVE_AFTER", 3600.0)
    asked: list[str] = []
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press(*room)
        await settled(pilot)
        connection = ctx.store._connection
        connection.set_trace_callback(asked.append)
        assert plans.in_view(ctx)
        assert asked
        asked.clear()
        await pilot.press(key)
        await settled(pilot)
        connection.set_trace_callback(None)
    assert asked == []
