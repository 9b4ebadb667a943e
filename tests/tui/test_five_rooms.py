"""Monday's and Tuesday's rooms in Journal, the search over everything, and a line noted from anywhere."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.tui.reading_week import a_week_of_reading
from tests.tui.small_study import START, Clock, FakeEngine, footer, settled, shown, until
from tests.tui.test_plan_rooms import at, fill
from textual.pilot import Pilot
from textual.widgets import Input

from studytui.domain.reading import ReadingState
from studytui.errors import UsageError
from studytui.study import experiments, jots, lesson, notes, papers, plans, readings, recall, search
from studytui.study.context import Context
from studytui.study.day_lines import Share
from studytui.study.today import today
from studytui.tui.app import StudyApp
from studytui.tui.widgets.areas import Area

USUAL, WIDE = (80, 24), (120, 40)
MONDAY, THURSDAY = timedelta(days=-2), timedelta(days=1)


@pytest.fixture
def second_window(ctx: Context) -> Iterator[Context]:
    """The same study in another window."""
    context = Context(ctx.paths, ctx.config, ctx.now, library=ctx.library, zone=ctx.zone)
    yield context
    context.close()


PICTURES: dict[str, tuple[str, ...]] = {
    "reading": ("3", "tab", "j", "enter"),
    "papers": ("3", "tab", "tab"),
    "paper-note": ("3", "tab", "tab", "j", "enter", "i"),
    "search": ("3", "slash", *"soft", "enter"),
}


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("reading", USUAL),
        ("papers", USUAL),
        ("paper-note", USUAL),
        ("search", USUAL),
        ("reading", WIDE),
        ("papers", WIDE),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}x{value[1]}",
)
def test_rooms_look_as_they_did(
    name: str, size: tuple[int, int], ctx: Context, engine: FakeEngine, snap_compare: Callable[..., bool]
) -> None:
    """Each room as a picture; the solution file's day is left out of them, since the file is made today."""
    plans.use(ctx, "small", START)
    a_week_of_reading(ctx)
    if name == "search":
        (ctx.paths.solutions / "transformers" / "tr_softmax.py").unlink()

    async def walk(pilot: Pilot[int]) -> None:
        await settled(pilot)
        for key in PICTURES[name]:
            await pilot.press(key)
            await settled(pilot)

    app = StudyApp(ctx, open_engine=lambda: engine)  # type: ignore[arg-type, return-value]  # stands in for the grader
    assert snap_compare(app, terminal_size=size, run_before=walk)


async def test_monday_leads_to_recall_and_reading(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """Today's quiet lines open the room; a question is asked, revealed, recorded; a reading begun and summed up."""
    clock.forward(days=MONDAY.days)
    a_week_of_reading(ctx)
    async with app.run_test(size=USUAL) as pilot:
        await settled(pilot)
        assert "Recall                                                        1 of 2 asked" in shown(app)
        await at(pilot, "recall")
        await pilot.press("enter")
        await settled(pilot)
        own = recall.of_week(ctx, 2)[1].key
        await at(pilot, f"recall:{own}")
        assert "share the factor" not in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "share the factor" in shown(app), shown(app)
        assert footer(app) == "Was it there? y yes n no esc back"
        await pilot.press("n")
        await settled(pilot)
        assert recall.find(ctx, own).recalled is False
        assert "share the factor" not in shown(app)
        blog = readings.of_week(ctx, 2)[-1].address
        await at(pilot, f"reading:{blog}")
        await pilot.press("enter")
        await settled(pilot)
        assert readings.of_week(ctx, 2)[-1].state is ReadingState.STARTED
        assert {"Tick", "Finish"} <= {command.title for command in app.get_system_commands(app.screen)}
        await pilot.press("space")
        await fill(pilot, "Nothing new")
        assert "Nothing new" in shown(app)
        await pilot.press("plus")
        await fill(pilot, "And why?")
        await fill(pilot, "So.")
        await pilot.press("w")
        await fill(pilot, "And why not?")
        await fill(pilot, "So.")
        assert [view.question for view in recall.of_week(ctx, 2)][-1] == "And why not?"
        clock.forward(days=1)
        await pilot.press("delete")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        await pilot.press("right_square_bracket")
        await settled(pilot)
        assert "Week 3" in shown(app)
        assert "Why is the shift free?" in shown(app), "what was not recalled comes again"
    lines = today(ctx, ctx.today() - timedelta(days=1)).lines
    assert (lines.recall, lines.reading) == (None, Share(2, 3))


async def test_an_answer_is_kept_until_it_is_saved(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """Enter at a question whose answer is left, or at a line that is too long, loses no letter; saving forgets it."""
    clock.forward(days=MONDAY.days)
    a_week_of_reading(ctx)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("3", "tab")
        await settled(pilot)
        await pilot.press("plus")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await fill(pilot, "And why?")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("plus")
        await until(pilot, lambda: isinstance(app.focused, Input))
        assert app.screen.query_one(Input).value == "And why?"
        await pilot.press("enter")
        await settled(pilot)
        await fill(pilot, "So.")
        assert jots.typed(ctx, "recall question") == jots.typed(ctx, "recall answer") == ""
        await at(pilot, f"reading:{readings.of_week(ctx, 2)[-1].address}")
        for text in ("z" * 501, "z" * 500):
            await pilot.press("w")
            await until(pilot, lambda: isinstance(app.focused, Input))
            await fill(pilot, text)
            if len(text) > 500:
                assert "at most 500" in footer(app)
                assert jots.typed(ctx, f"gave {readings.of_week(ctx, 2)[-1].address}") == text
    assert jots.typed(ctx, f"gave {readings.of_week(ctx, 2)[-1].address}") == ""


async def test_thursday_answers_open_questions(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """On Today: enter answers, space closes, u takes it back; in Papers too."""
    a_week_of_reading(ctx)
    clock.forward(days=THURSDAY.days)
    async with app.run_test(size=USUAL) as pilot:
        await settled(pilot)
        await at(pilot, "question:0")
        assert "enter answers, space closes" in shown(app)
        await pilot.press("space")
        await settled(pilot)
        assert footer(app) == "Closed. u takes it back."
        await pilot.press("u")
        await settled(pilot)
        assert len(papers.open_questions(ctx)) == 2
        await at(pilot, "question:1")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"Three", "escape")
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, Input))
        assert app.screen.query_one(Input).value == "Three"
        await fill(pilot, "Three of eight")
        assert [item.question for item in papers.open_questions(ctx)] == ["Does the scaling by √d matter below 64?"]
        await pilot.press("3", "tab", "tab")
        await settled(pilot)
        await at(pilot, "question:0")
        await pilot.press("space", "u", "enter")
        await fill(pilot, "Hardly")
        assert papers.open_questions(ctx) == ()
        await pilot.press("home", "backspace")
        await settled(pilot)
        assert len(papers.every(ctx)) == 1
        await pilot.press("u")
        await settled(pilot)
    assert len(papers.every(ctx)) == 2


async def test_a_paper_note_is_kept_while_it_is_typed(app: StudyApp, ctx: Context, second_window: Context) -> None:
    """A draft within a second, seen by another window; a version once it is left; nothing of an empty one."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("3", "tab", "tab", "plus")
        await until(pilot, lambda: isinstance(app.focused, Area))
        await pilot.press(*"Heads", "escape", "j", "j", "i", *"Few do")
        await until(pilot, lambda: [note.claim for note in papers.every(second_window)] == ["Few do"])
        (typed,) = papers.every(second_window)
        assert (typed.headline, typed.claim, typed.version) == ("Heads", "Few do", 1)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert "Heads" in shown(app)
        (saved,) = papers.every(ctx)
        assert saved.version == 2
        await pilot.press("plus")
        await until(pilot, lambda: isinstance(app.focused, Area))
        await pilot.press("escape", "escape")
        await settled(pilot)
    assert len(papers.every(ctx)) == 1


async def test_what_is_found_opens(app: StudyApp, ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """As you type, of one kind with v; each kind at its place; for operators nothing; what lies elsewhere is told."""
    a_week_of_reading(ctx)
    opened: list[str] = []

    async def open_exercise(exercise: str) -> None:
        opened.append(exercise)

    monkeypatch.setattr(app, "open_exercise", open_exercise)
    experiments.new(ctx, "Temperature", hypothesis="A colder softmax is sharper")
    lesson.save(ctx, 2, "A softmax wants a shift")
    hits = {hit.kind.value: hit for hit in search.find(ctx, "softmax").hits}
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("3", "slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*'"*', "enter")
        await settled(pilot)
        assert "Nothing found" in shown(app)
        await pilot.press("slash", "backspace", "backspace", *"so", "enter", "v")
        await settled(pilot)
        assert "The [softmax] saturates" in shown(app)
        assert "recall" not in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "Wednesday 11 March" in shown(app)
        for kind, place in (
            ("paper", "One figure in words"),
            ("reading", "Deep Learning, Chapter 6"),
            ("recall", "1 of 2"),
            ("lesson", "A softmax wants a shift"),
            ("experiment", "A colder softmax"),
        ):
            await app.open_found(hits[kind])
            await settled(pilot)
            assert place in shown(app), kind
        await app.open_found(hits["code"])
        with pytest.raises(UsageError, match="belongs to another"):
            await app.open_found(replace(hits["entry"], plan="another"))
    assert opened == ["tr-softmax"]


async def test_a_line_is_noted_from_anywhere(app: StudyApp, ctx: Context) -> None:
    """Enter adds it to today's entry and gives the focus back; what esc leaves is there the next time."""
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("2", "n")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"Ask", "escape")
        await until(pilot, lambda: jots.typed(ctx, jots.NOTE) == "Ask")
        assert "Softmax over the last axis" in shown(app), "the catalogue does not follow what is noted"
        await pilot.press("3", "n")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*" Ann", "enter")
        await settled(pilot)
        assert footer(app) == "Noted."
        assert "Ask Ann" in shown(app)
        await pilot.press("1", "n")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"Twice", "enter")
        await settled(pilot)
        assert app.focused is not None
        assert not isinstance(app.focused, Input)
    assert notes.day(ctx, ctx.today())["notes"] == "Ask Ann\n\nTwice"
    assert jots.typed(ctx, jots.NOTE) == ""


async def test_a_stale_window_overwrites_nothing(app: StudyApp, ctx: Context, second_window: Context) -> None:
    """An entry shown in one window and added to in another keeps what was added when the first window leaves it."""
    notes.save(ctx, ctx.today(), "notes", "First")
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("3")
        await settled(pilot)
        notes.append(second_window, ctx.today(), "notes", "Second")
        await pilot.press("1")
        await settled(pilot)
    assert notes.day(ctx, ctx.today())["notes"] == "First\n\nSecond"
