"""A plan file of the learner's own that was broken while the app is open: a sentence, never the end of the app."""

import shutil
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from tests.tui.small_study import SMALL, START, WEDNESDAY, Clock, FakeEngine, footer, settled, shown, until

from studytui.config import Config
from studytui.content.library import Library
from studytui.paths import find
from studytui.study import notes, plans
from studytui.study.context import Context
from studytui.tui.app import StudyApp

SMALL_TERMINAL, USUAL = (80, 24), (120, 40)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The small plan as a file that may be edited."""
    return Path(shutil.copytree(SMALL / "plans", tmp_path / "plans"))


@pytest.fixture
def own_pack(tmp_path: Path, pack: Path) -> Path:
    """The exercises as files that may go."""
    return Path(shutil.copytree(pack, tmp_path / "pack"))


@pytest.fixture
def ctx(tmp_path: Path, shelf: Path, own_pack: Path) -> Iterator[Context]:
    """A study of that plan."""
    paths = find({"STUDYTUI_HOME": str(tmp_path / "home")})
    library = Library([shelf], [("builtin", own_pack)], paths.cache_dir)
    context = Context(paths, Config(), Clock(WEDNESDAY), library=library, zone=UTC)
    plans.use(context, "small", START)
    yield context
    context.close()


@pytest.fixture
def app(ctx: Context, engine: FakeEngine) -> StudyApp:
    """The app in the second week of that plan."""
    return StudyApp(ctx, open_engine=lambda: engine)  # type: ignore[arg-type, return-value]  # stands in for the grader


def break_plan(shelf: Path) -> None:
    """Leave half a line in the file, as an editor's save in the middle of a thought does."""
    (shelf / "small.yaml").write_text("schema: [")


async def test_the_journal_opens_without_fields_and_has_them_once_the_plan_is_mended(
    app: StudyApp, ctx: Context, shelf: Path
) -> None:
    """Nothing can be written over an entry that cannot be read; the footer says why."""
    notes.save(ctx, ctx.today(), "goals", "shift first")
    whole = (shelf / "small.yaml").read_text()
    async with app.run_test(size=USUAL) as pilot:
        break_plan(shelf)
        await pilot.press("3")
        await settled(pilot)
        assert "this is not YAML" in footer(app)
        await pilot.press("i", "j")
        (shelf / "small.yaml").write_text(whole)
        await pilot.press("1", "3")
        await until(pilot, lambda: "shift first" in shown(app))


async def test_a_field_can_be_left_and_what_was_typed_stays(app: StudyApp, shelf: Path) -> None:
    """Esc gives the keys back although no entry can be made of the draft."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("3", "i")
        await settled(pilot)
        break_plan(shelf)
        await pilot.press(*"shift", "escape")
        await settled(pilot)
        assert app.focused is None
        assert "this is not YAML" in footer(app)
        assert "shift" in shown(app)


@pytest.mark.parametrize(
    ("keys", "text"),
    [(("3",), "Code/Experiments"), (("5", "enter"), "Build softmax"), (("5", "tab", "tab", "tab"), "Coming weeks")],
)
async def test_a_page_that_stands_is_laid_again_in_another_width(
    app: StudyApp, shelf: Path, keys: tuple[str, ...], text: str
) -> None:
    """Journal, an open week and the calendar show what they read before."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert text in shown(app)
        break_plan(shelf)
        await pilot.resize_terminal(82, 24)
        await settled(pilot)
        assert app.screen.size.width == 82
        assert text in shown(app)


@pytest.mark.parametrize("keys", [("j",), ("escape", "w", "enter", "escape")])
async def test_moving_about_a_plan_that_cannot_be_read_reads_nothing(
    app: StudyApp, shelf: Path, keys: tuple[str, ...]
) -> None:
    """The list of plans and the weeks stand, whichever key is pressed."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("5", "c")
        await settled(pilot)
        break_plan(shelf)
        await pilot.press(*keys)
        await settled(pilot)
        assert app.current_mode == "plan"


async def test_the_bench_stands_when_its_exercise_is_gone(app: StudyApp, own_pack: Path) -> None:
    """Another width lays it out again; the footer says that the exercise cannot be found."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await pilot.press("2")
        await app.open_exercise("tr-softmax")
        await settled(pilot)
        shutil.rmtree(own_pack)
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: "there is no exercise" in footer(app))
        assert "Softmax over the last axis" in shown(app)
