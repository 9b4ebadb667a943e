"""The workbench: saving, watching, grading, hints and the reference."""

import asyncio
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.tui.small_study import FAILED, GREEN, RED, STARTER, Clock, FakeEngine, footer, report, settled, shown, until
from textual.pilot import Pilot

from studytui.domain.exercise import Backend, ExerciseState
from studytui.domain.report import SandboxLevel, SandboxReport, Verdict
from studytui.errors import MissingError
from studytui.study import clock as clocks
from studytui.study import editor, practice
from studytui.study.context import Context
from studytui.tui import grader
from studytui.tui.app import StudyApp
from studytui.tui.screens.workbench import WorkbenchScreen
from studytui.tui.widgets.areas import Area

SMALL_TERMINAL, USUAL = (80, 24), (120, 40)


async def at_the_bench(pilot: Pilot[int]) -> WorkbenchScreen:
    """Open the softmax exercise."""
    app = pilot.app
    assert isinstance(app, StudyApp)
    await pilot.pause()
    await app.open_exercise("tr-softmax")
    await settled(pilot)
    assert isinstance(app.screen, WorkbenchScreen)
    return app.screen


def solution(ctx: Context) -> Path:
    """Where the learner's softmax is."""
    return practice.solution_path(ctx, "tr-softmax")


async def test_typing_is_saved_within_a_second(app: StudyApp, ctx: Context) -> None:
    """Without any key for saving, the file holds what was typed, even while the typing goes on."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("i", *"# mine", "enter")
        await until(pilot, lambda: solution(ctx).read_text().startswith("# mine\n"), tries=50)


async def test_leaving_saves_at_once(app: StudyApp, ctx: Context) -> None:
    """Esc out of the code writes the file before anything else happens."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("i", "x", "escape")
        assert solution(ctx).read_text().startswith("xdef solve")


async def test_quitting_saves_what_was_just_typed(app: StudyApp, ctx: Context) -> None:
    """Closing the app loses no keypress."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("i", "x", "ctrl+q")
    assert solution(ctx).read_text().startswith("xdef solve")


async def test_grade_streams_and_stores(app: StudyApp, ctx: Context, engine: FakeEngine) -> None:
    """G grades what stands on the screen, shows the verdict and remembers the attempt."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("g")
        await settled(pilot)
        text = shown(app)
        assert "✗ Wrong answer" in text
        assert "✓ Rows sum to one" in text
        assert "expected  [[1.0, 0.0]]" in text
        assert "known mistake: exponentiates before it subtracts" in text
        assert "tried 2/6" in text
        assert engine.graded == [STARTER.encode()]
        assert practice.standing(ctx, "tr-softmax").attempts == 1


async def test_only_the_first_failed_check_stands_open(app: StudyApp) -> None:
    """Another failed check is one line, with its first words; enter opens it."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("g")
        await settled(pilot)
        rows = [line for line in shown(app).splitlines() if "int64" in line]
        assert len(rows) == 1
        assert "Integers come out as floats  dtype int64" in rows[0]
        await pilot.press("j", "enter")
        await pilot.pause()
        assert re.search(r"^\s+dtype int64, wanted float64$", shown(app), re.MULTILINE)


async def test_a_long_message_takes_ten_lines_until_asked_for(app: StudyApp, engine: FakeEngine) -> None:
    """Forty lines of message show as ten, with the mistake among them; enter shows all."""
    engine.answer = report(replace(FAILED, message="\n".join(f"row {number}" for number in range(40))))
    async with app.run_test(size=USUAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("g")
        await settled(pilot)
        text = shown(app)
        assert "row 5" in text
        assert "row 6" not in text
        assert "34 lines more, enter shows them" in text
        assert "known mistake: exponentiates" in text
        await pilot.press("enter")
        await pilot.pause()
        assert "row 6" in shown(app)


async def test_a_running_check_is_shown_and_the_old_result_stays_until_then(
    app: StudyApp, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a tenth of a second the last result is untouched; then the checks stand, the one that runs with its time."""
    seconds = [1000.0]
    monkeypatch.setattr(grader, "PAINT_EVERY", 3600.0)
    monkeypatch.setattr(grader, "monotonic", lambda: seconds[0])
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        bench = await at_the_bench(pilot)
        await pilot.press("g")
        await settled(pilot)
        engine.gate = asyncio.Event()
        bench.query_one("#code", Area).insert("# again\n")
        await pilot.press("g")
        await until(pilot, lambda: len(engine.graded) == 2)
        seconds[0] += 0.09
        bench.grader.paint()
        await pilot.pause()
        assert "Wrong answer" in shown(app)
        assert "▸ Grading" not in shown(app)
        seconds[0] += 0.02
        bench.grader.paint()
        await pilot.pause()
        assert "▸ Grading" in shown(app)
        assert "of 10 s" not in shown(app)
        seconds[0] += 3
        bench.grader.paint()
        await pilot.pause()
        assert "3 of 10 s" in shown(app)
        assert "✓ Rows sum to one" in shown(app)
        assert "▸ No overflow for large scores" in shown(app)
        assert "· The input is not modified" in shown(app)
        engine.gate.set()
        await settled(pilot)
        assert "Wrong answer" in shown(app)


async def test_a_grader_that_still_starts_says_so(
    app: StudyApp, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first check is listed the wait has a reason, told once."""
    seconds = [1000.0]
    monkeypatch.setattr(grader, "PAINT_EVERY", 3600.0)
    monkeypatch.setattr(grader, "monotonic", lambda: seconds[0])
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        bench = await at_the_bench(pilot)
        bench.grader.paint()
        await pilot.pause()
        assert "The grader starts" not in footer(app)
        starting: asyncio.Future[FakeEngine] = asyncio.get_running_loop().create_future()
        monkeypatch.setattr(app, "engine", lambda: starting)
        await pilot.press("g")
        await pilot.pause()
        seconds[0] += 0.6
        bench.grader.paint()
        await pilot.pause()
        assert footer(app) == "The grader starts; the first verdict takes a moment."
        starting.set_result(engine)
        await settled(pilot)
        assert "Wrong answer" in shown(app)


async def test_grading_again_cancels_the_run_on_its_way(app: StudyApp, engine: FakeEngine) -> None:
    """Of two runs only the second ends."""
    engine.gate = asyncio.Event()
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        bench = await at_the_bench(pilot)
        await pilot.press("g")
        await pilot.pause()
        bench.query_one("#code", Area).insert("# again\n")
        await pilot.press("g")
        await until(pilot, lambda: engine.cancelled == 1)
        engine.gate.set()
        await settled(pilot)
        assert len(engine.graded) == 2
        assert engine.cancelled == 1


async def test_leaving_the_bench_cancels_the_run(app: StudyApp, engine: FakeEngine) -> None:
    """No run goes on for a screen that is gone, and the grader is closed with the app."""
    engine.gate = asyncio.Event()
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("g")
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: engine.cancelled == 1)
    assert engine.closed


async def test_unchanged_source_is_not_graded_again(app: StudyApp, engine: FakeEngine) -> None:
    """The stored report is shown, and says so."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("g")
        await settled(pilot)
        await pilot.press("g")
        await settled(pilot)
        assert len(engine.graded) == 1
        assert "unchanged" in shown(app)


async def test_a_syntax_error_is_one_quiet_line(app: StudyApp, ctx: Context, engine: FakeEngine) -> None:
    """No list of checks, and no attempt."""

    async def refuse(*_: object, **__: object) -> object:
        return report(
            replace(FAILED, message="not run"),
            verdict=Verdict.COMPILE_ERROR,
            message="line 3: '(' was never closed",
            line=3,
        )

    engine.grade = refuse  # type: ignore[method-assign, assignment]  # a grader that finds a syntax error
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("g")
        await settled(pilot)
        assert "line 3: '(' was never closed" in shown(app)
        assert "No overflow" not in shown(app)
        assert practice.standing(ctx, "tr-softmax").attempts == 0


async def test_a_save_outside_is_taken_and_graded_at_once(app: StudyApp, ctx: Context, engine: FakeEngine) -> None:
    """Another editor's save appears in the code and its verdict in the results, without a key."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        bench = await at_the_bench(pilot)
        solution(ctx).write_text("def solve(x):\n    return x\n")
        await until(pilot, lambda: engine.graded == [b"def solve(x):\n    return x\n"])
        await settled(pilot)
        assert bench.query_one("#code", Area).text == "def solve(x):\n    return x\n"
        assert "Wrong answer" in shown(app)


async def test_a_save_by_rename_is_seen_too(app: StudyApp, ctx: Context, engine: FakeEngine) -> None:
    """Editors that write a new file and rename it over the old are watched as well."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        new = solution(ctx).with_suffix(".new")
        new.write_text("solve = max\n")
        new.replace(solution(ctx))
        await until(pilot, lambda: engine.graded == [b"solve = max\n"])


@pytest.mark.parametrize(("key", "kept"), [("t", "theirs = 1\n"), ("k", "mine = 1\n" + STARTER)])
async def test_two_versions_are_asked_about(app: StudyApp, ctx: Context, key: str, kept: str) -> None:
    """Typed text and an outside save at once: one line asks, and nothing is lost before the answer."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        bench = await at_the_bench(pilot)
        code = bench.query_one("#code", Area)
        solution(ctx).write_text("theirs = 1\n")
        code.insert("mine = 1\n", (0, 0))
        bench.file.flush()
        await until(pilot, lambda: "Edited outside" in footer(app))
        assert solution(ctx).read_text() == "theirs = 1\n"
        assert code.text.startswith("mine = 1\n")
        await pilot.press(key)
        await settled(pilot)
        assert solution(ctx).read_text() == kept
        assert code.text == kept


async def test_esc_at_the_question_keeps_what_was_typed(app: StudyApp, ctx: Context) -> None:
    """The other version is put aside, the footer says where, and typing is saved as before."""
    async with app.run_test(size=USUAL) as pilot:
        bench = await at_the_bench(pilot)
        solution(ctx).write_text("theirs = 1\n")
        bench.query_one("#code", Area).insert("mine = 1\n", (0, 0))
        bench.file.flush()
        await until(pilot, lambda: "Edited outside" in footer(app))
        await pilot.press("escape")
        await until(pilot, lambda: "other version" in footer(app))
        assert [path.read_text() for path in ctx.paths.kept.iterdir()] == ["theirs = 1\n"]
        await pilot.press("i", "#")
        await until(pilot, lambda: "mine = 1\n#" in solution(ctx).read_text())


async def test_a_question_about_two_versions_that_was_lost_is_asked_again(app: StudyApp, ctx: Context) -> None:
    """Where another question took its place, leaving the code asks before anything is given up."""
    async with app.run_test(size=USUAL) as pilot:
        bench = await at_the_bench(pilot)
        solution(ctx).write_text("theirs = 1\n")
        bench.query_one("#code", Area).insert("mine = 1\n", (0, 0))
        bench.file.flush()
        await until(pilot, lambda: "Edited outside" in footer(app))
        app.workers.cancel_group(bench, "ask")
        await until(pilot, lambda: "Edited outside" not in footer(app))
        await pilot.press("i", "escape")
        await until(pilot, lambda: "Edited outside" in footer(app))
        await pilot.press("t")
        await until(pilot, lambda: bench.query_one("#code", Area).text == "theirs = 1\n")


async def test_esc_stays_while_the_file_cannot_be_written(app: StudyApp, ctx: Context) -> None:
    """The footer says why; once the way is free again esc saves and leaves."""
    async with app.run_test(size=USUAL) as pilot:
        bench, path = await at_the_bench(pilot), solution(ctx)
        path.unlink()
        path.mkdir()
        await pilot.press("i", *"mine", "escape", "escape")
        await pilot.pause()
        assert app.screen is bench
        assert footer(app).startswith("Not saved: ")
        path.rmdir()
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not bench)
        assert path.read_text() == "mine" + STARTER


async def test_what_cannot_be_saved_on_quitting_is_put_aside(app: StudyApp, ctx: Context) -> None:
    """It lies beside the file under a name that is told; the outside version stays where it is."""
    async with app.run_test(size=USUAL) as pilot:
        await at_the_bench(pilot)
        solution(ctx).write_bytes(b"\xff\n")
        await pilot.press("i", *"mine", "ctrl+q")
    aside = solution(ctx).with_name("tr_softmax.py.unsaved")
    assert aside.read_text() == "mine" + STARTER
    assert solution(ctx).read_bytes() == b"\xff\n"
    assert app.unsaved == [f"tr_softmax.py could not be saved; what you typed is in {aside}."]


async def test_another_exercise_takes_the_place_of_unsaved_work(app: StudyApp, ctx: Context) -> None:
    """What was typed is put where the app keeps things when its own folder cannot be written either."""
    async with app.run_test(size=USUAL) as pilot:
        await at_the_bench(pilot)
        folder = solution(ctx).parent
        shutil.rmtree(folder)
        folder.write_text("no folder")
        await pilot.press("i", *"mine")
        await app.open_exercise("la-norm")
        await until(pilot, lambda: bool(app.unsaved))
        assert (ctx.paths.kept / "tr_softmax.py.unsaved").read_text() == "mine" + STARTER


async def test_a_deleted_file_is_told_and_written_again(app: StudyApp, ctx: Context) -> None:
    """Deleting the file while it is open costs nothing: one line says so, the next change brings it back."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        bench = await at_the_bench(pilot)
        path = solution(ctx)
        path.unlink()
        bench.file.look()
        await pilot.pause()
        assert "was deleted outside" in footer(app)
        bench.query_one("#code", Area).insert("# back\n", (0, 0))
        bench.file.flush()
        assert path.read_text() == "# back\n" + STARTER


async def test_tab_swaps_prompt_and_results_full_height(app: StudyApp) -> None:
    """At 80x24 one pane is shown at a time."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        bench = await at_the_bench(pilot)
        heights = []
        for _ in range(2):
            panes = [pane for pane in bench.query("#bench > *") if pane.display]
            heights.append([(pane.id, pane.size.height) for pane in panes])
            await pilot.press("tab")
            await pilot.pause()
        assert heights == [[("prompt", 19)], [("results", 19)]]


async def test_all_panes_stand_side_by_side_where_there_is_room(app: StudyApp) -> None:
    """At 120x40 prompt, code and results are in view together."""
    async with app.run_test(size=USUAL) as pilot:
        bench = await at_the_bench(pilot)
        assert all(pane.display and pane.size.height > 8 for pane in bench.query("#bench > *"))
        assert bench.query_one("#prompt").region.right <= bench.query_one("#code").region.x


async def test_ctrl_g_grades_while_typing(app: StudyApp, engine: FakeEngine) -> None:
    """The letter g is text in the code; with ctrl it grades."""
    async with app.run_test(size=USUAL) as pilot:
        bench = await at_the_bench(pilot)
        await pilot.press("i", "g", "ctrl+g")
        await settled(pilot)
        assert engine.graded[0].startswith(b"gdef solve")
        assert bench.query_one("#code", Area).has_focus


async def test_hints_come_one_at_a_time(app: StudyApp, ctx: Context) -> None:
    """Each press shows one more; after the last a line says so."""
    async with app.run_test(size=USUAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("h")
        await settled(pilot)
        assert "Hint 1 of 2. Subtract something" in " ".join(shown(app).split())
        assert "Hint 2" not in shown(app)
        await pilot.press("h", "h")
        await settled(pilot)
        assert len(practice.hints_seen(ctx, "tr-softmax")) == 2
        assert footer(app) == "No more hints."


async def test_the_reference_before_acceptance_is_giving_up(app: StudyApp, ctx: Context) -> None:
    """It is asked about in one line; esc shows nothing and records nothing, y does both."""
    async with app.run_test(size=USUAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert "giving up is recorded" in footer(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not practice.standing(ctx, "tr-softmax").gave_up
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("y")
        await settled(pilot)
        assert practice.standing(ctx, "tr-softmax").gave_up
        await pilot.press("G")
        await pilot.pause()
        assert "return shares(x)" in shown(app)
        assert "Numerator and denominator" in shown(app)


async def test_acceptance_opens_the_reference_and_ticks_the_task(
    app: StudyApp, ctx: Context, engine: FakeEngine
) -> None:
    """An accepted run says where to go next; the reference then needs no question."""
    engine.answer = GREEN
    async with app.run_test(size=USUAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("g")
        await settled(pilot)
        assert "✓ Accepted" in shown(app)
        assert footer(app) == "Accepted. r shows the reference and the notes."
        await pilot.press("r")
        await settled(pilot)
        assert practice.standing(ctx, "tr-softmax").state is ExerciseState.ACCEPTED
        assert not practice.standing(ctx, "tr-softmax").gave_up
        await pilot.press("1")
        await settled(pilot)
        assert "[✓] Build softmax" in shown(app)


async def test_the_grader_warms_up_while_the_prompt_is_read(app: StudyApp, engine: FakeEngine) -> None:
    """Opening an exercise asks for its backend before anything is graded."""
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        assert engine.warmed == [Backend.NUMPY]


async def test_a_missing_backend_is_one_sentence(app: StudyApp, engine: FakeEngine) -> None:
    """Without PyTorch the workbench opens and says what to do."""

    async def missing(backend: Backend) -> SandboxReport:
        raise MissingError(f"{backend} is not installed; `studytui setup torch` installs it")

    engine.warm = missing  # type: ignore[method-assign]  # a machine without PyTorch
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        assert footer(app) == "numpy is not installed; `studytui setup torch` installs it"


@pytest.mark.parametrize(("level", "named"), [(SandboxLevel.STRONG, False), (SandboxLevel.LIMITED, True)])
async def test_the_sandbox_is_named_only_when_it_is_not_strong(
    app: StudyApp, engine: FakeEngine, level: SandboxLevel, *, named: bool
) -> None:
    """A strong sandbox goes without saying."""

    async def grade(*_: object, **__: object) -> object:
        return replace(RED, sandbox=SandboxReport(level))

    engine.grade = grade  # type: ignore[method-assign, assignment]  # only the level matters here
    async with app.run_test(size=USUAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("g")
        await settled(pilot)
        await pilot.press("G")
        await pilot.pause()
        assert ("sandbox LIMITED" in shown(app)) is named


async def test_what_the_code_printed_is_shown_as_it_is(app: StudyApp, engine: FakeEngine) -> None:
    """Brackets in the output are no markup."""

    async def grade(*_: object, **__: object) -> object:
        return replace(GREEN, output="[b]loud[/b] [/x]\n")

    engine.grade = grade  # type: ignore[method-assign, assignment]  # only the output matters here
    async with app.run_test(size=USUAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("g")
        await settled(pilot)
        assert "[b]loud[/b] [/x]" in shown(app)


async def test_a_missing_editor_is_one_sentence(app: StudyApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an editor, e names the way out and the workbench stays."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor")
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert footer(app).startswith("the editor 'no-such-editor' is not installed; set $VISUAL or $EDITOR")


async def test_inside_tmux_the_editor_opens_in_a_split(
    app: StudyApp, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app stays in view; the split starts the editor on the learner's file."""
    started: list[tuple[str, ...]] = []
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")  # noqa: S108 - only its presence matters
    monkeypatch.setenv("VISUAL", "true")

    def run(words: Sequence[str]) -> int:
        started.append(tuple(words))
        return 0

    monkeypatch.setattr(editor, "run", run)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert started[0][:3] == ("tmux", "split-window", "-v")
        assert started[0][-1] == f"true {solution(ctx)}"
        assert footer(app) == "Saving in the editor grades here at once."


@pytest.mark.parametrize("source", [b"a = 1\r\nb = 2\r\n", b"a = 1\nb = 2", b"a = '\x0c'\nb = 2\n", b""])
async def test_opening_a_file_changes_no_byte_of_it(app: StudyApp, ctx: Context, source: bytes) -> None:
    """Line ends, form feeds and a missing last newline stay as they are while nothing is typed."""
    solution(ctx).write_bytes(source)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        bench = await at_the_bench(pilot)
        bench.file.typed()
        bench.file.flush()
        await pilot.press("i", "escape", "escape")
        await settled(pilot)
    assert solution(ctx).read_bytes() == source


async def test_windows_line_ends_survive_an_edit(app: StudyApp, ctx: Context) -> None:
    """Typing into a file with CRLF leaves CRLF in every line."""
    solution(ctx).write_bytes(b"a = 1\r\nb = 2\r\n")
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("i", "c", "enter", "escape")
    assert solution(ctx).read_bytes() == b"c\r\na = 1\r\nb = 2\r\n"


async def test_a_file_that_is_not_text_is_one_sentence(app: StudyApp, ctx: Context) -> None:
    """Nothing opens; the footer names file, line and the way out."""
    solution(ctx).write_bytes(b"ok\n\xff\xfe\n")
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("2", "G", "enter")
        await settled(pilot)
        assert "not UTF-8 text" in footer(app)
        assert "Exercises" in shown(app)


async def test_an_outside_save_that_is_not_text_leaves_the_app_standing(
    app: StudyApp, ctx: Context, engine: FakeEngine
) -> None:
    """What stood in the code stays, and the footer says what is wrong."""
    async with app.run_test(size=USUAL) as pilot:
        bench = await at_the_bench(pilot)
        solution(ctx).write_bytes(b"\xff\n")
        await until(pilot, lambda: "not UTF-8 text" in footer(app))
        assert bench.query_one("#code", Area).text == STARTER
        assert engine.graded == []


async def test_typing_counts_as_study_in_overtime(app: StudyApp, ctx: Context, clock: Clock) -> None:
    """After the hour a key that only moves is no sign of study, a typed letter is."""
    clocks.start(ctx)
    clock.forward(minutes=70)
    async with app.run_test(size=SMALL_TERMINAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("j", "tab")
        assert len(clocks.finish_choices(ctx)) > 1
        await pilot.press("i", "x")
        assert len(clocks.finish_choices(ctx)) == 1


async def test_a_terminal_that_cannot_be_lent_is_one_sentence(app: StudyApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the app cannot step aside for an editor it names the file to open."""
    monkeypatch.setenv("VISUAL", "true")
    async with app.run_test(size=USUAL) as pilot:
        await at_the_bench(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert footer(app).startswith("This terminal cannot be lent to an editor; open ")
