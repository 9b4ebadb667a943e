"""A line asked in the footer keeps what is typed until it is answered."""

import pytest
from tests.tui.small_study import settled, until
from tests.tui.test_plan_rooms import at
from textual.pilot import Pilot
from textual.widgets import Input

from studytui.store import drafts
from studytui.study import assessing, experiments, recall
from studytui.study import clock as clocks
from studytui.study.context import Context
from studytui.tui.app import StudyApp

LINKED = "https://a.b/c"
ROOM_OF_EXPERIMENTS, FRIDAY = ("3", "tab", "tab", "tab"), ("3", "shift+tab")


async def opened(pilot: Pilot[int], keys: tuple[str, ...]) -> Input:
    """The line that the last of these keys asks for."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
    await until(pilot, lambda: isinstance(pilot.app.focused, Input))
    return pilot.app.screen.query_one(Input)


@pytest.mark.parametrize(
    ("there", "line", "keys", "typed", "lines"),
    [
        pytest.param((), "", ("f",), "mask", 1, id="next-time"),
        pytest.param((), "", ("a", "t"), "Plot it", 1, id="task"),
        pytest.param((), "", ("a", "r"), "Murphy", 1, id="reading"),
        pytest.param((), "task:W2/build", ("w",), " twice", 1, id="reworded-task"),
        pytest.param(ROOM_OF_EXPERIMENTS, "", ("plus",), "Dropout", 1, id="experiment"),
        pytest.param((*ROOM_OF_EXPERIMENTS, "enter"), "", ("p",), "acc > 0.9", 1, id="prediction"),
        pytest.param(FRIDAY, "", ("plus",), LINKED, 2, id="evidence"),
        pytest.param(FRIDAY, "assess", ("enter",), LINKED, 1, id="evidence-for-an-item"),
        pytest.param(("3", "tab"), "recall", ("w",), " And why?", 2, id="reworded-question"),
    ],
)
async def test_what_esc_leaves_is_there_again(
    app: StudyApp, ctx: Context, there: tuple[str, ...], line: str, keys: tuple[str, ...], typed: str, lines: int
) -> None:
    """Its words stand in the line when it is asked again; once it is answered nothing of them is kept."""
    clocks.start(ctx)
    experiments.new(ctx, "A larger rate")
    own = {"assess": assessing.of_week(ctx, 2)[0].address, "recall": recall.add(ctx, "What saturates?", "Softmax.").key}
    async with app.run_test(size=(80, 24)) as pilot:
        for key in there:
            await pilot.press(key)
            await settled(pilot)
        if line:
            await at(pilot, f"{line}:{own[line]}" if line in own else line)
        standing = (await opened(pilot, keys)).value
        await pilot.press("escape")
        await settled(pilot)
        assert drafts.beginning(ctx.store, "line:") == (), "what was only looked at is not kept"
        await opened(pilot, keys)
        await pilot.press(*typed, "escape")
        await settled(pilot)
        assert (await opened(pilot, keys)).value == standing + typed
        for _ in range(lines):
            await until(pilot, lambda: isinstance(app.focused, Input))
            await pilot.press("enter")
            await settled(pilot)
        assert drafts.beginning(ctx.store, "line:") == ()
