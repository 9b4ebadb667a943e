"""Experiments in Journal: begun, predicted, run, looked at, concluded."""

import math
from pathlib import Path

import pytest
from tests.tui.small_study import START, Clock, footer, settled, shown, until
from tests.tui.test_snapshots import SIZES, SnapCompare, walk
from textual.pilot import Pilot
from textual.widgets import Input

from studytui.domain.experiment import Outcome, Run, RunState, Series
from studytui.domain.judgement import Judged, calibration
from studytui.store import runs
from studytui.study import experiment_take, experiments, plans
from studytui.study.context import Context
from studytui.tui.app import StudyApp
from studytui.tui.screens.journal_room import ROOMS
from studytui.tui.screens.progress_calibration import calibration_lines

SCRIPT = '#!/bin/sh\nfor n in 1 2 3; do echo "loss=$2.$n acc=0.$4$n"; done\necho "[i]not markup[/x]"\n'


async def enter_room(pilot: Pilot[int]) -> None:
    """Go to the room with its keys."""
    await pilot.press("3", *["tab"] * list(ROOMS).index("Experiments"))
    await settled(pilot)


async def fill(pilot: Pilot[int], text: str) -> None:
    """Write one line in the footer and answer with it."""
    await until(pilot, lambda: bool(pilot.app.screen.query(Input)))
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await settled(pilot)


async def comes(pilot: Pilot[int], words: str) -> None:
    """Wait for words that another process brings about."""
    app = pilot.app
    assert isinstance(app, StudyApp)
    for _ in range(100):
        await pilot.pause(0.3)
        if words in shown(app):
            return
    raise AssertionError(f"{words} never came")


async def test_from_the_hypothesis_to_the_conclusion(app: StudyApp, ctx: Context, tmp_path: Path) -> None:
    """Every step has its key; the runs go on in a process of their own, and the page follows them."""
    script = tmp_path / "train"
    script.write_text(SCRIPT, encoding="utf-8")
    script.chmod(0o755)
    async with app.run_test(size=(100, 40)) as pilot:
        await enter_room(pilot)
        assert "No experiment yet." in shown(app)
        await pilot.press("plus")
        await fill(pilot, "A larger rate")
        await pilot.press("h")
        await fill(pilot, "It learns faster [at first].")
        await pilot.press("p")
        await fill(pilot, "acc 0.0..high")
        await fill(pilot, "acc 0..0.1 80%")
        assert "acc 0..0.1 80%" in shown(app)
        await pilot.press("r")
        await fill(pilot, str(script))
        await fill(pilot, "rate=1,2 seeds=2")
        await comes(pilot, "4 of 4 runs over")
        text = shown(app)
        assert "It learns faster [at first]." in text
        assert "acc: mean ± standard deviation over seeds" in text
        await pilot.press("m")
        assert "loss: mean ± standard deviation" in shown(app)
        assert "close to the edge at some" in " ".join(shown(app).split())
        await pilot.press("enter")
        await settled(pilot)
        assert "[i]not markup[/x]" in shown(app)
        assert "--rate 1 --seed 0" in " ".join(shown(app).split())
        await pilot.press("escape", "g")
        await comes(pilot, "the same numbers")
        await pilot.press("o")
        await fill(pilot, "Hardly.")
        assert "The prediction is" in footer(app)
        await pilot.press("r")
        await settled(pilot)
        assert "refuted. Hardly." in shown(app)
        await pilot.press("4", "G")
        await settled(pilot)
        assert "1 of 1 fell as predicted" in shown(app)
    (view,) = experiments.listed(ctx)
    assert view.record.outcome is Outcome.REFUTED
    assert view.record.prediction is not None


async def test_what_is_typed_is_kept_and_a_late_prediction_is_told(app: StudyApp, ctx: Context, tmp_path: Path) -> None:
    """Esc leaves the line, not its words; a prediction after the numbers does not count; a dropped record goes."""
    record = experiments.new(ctx, "Known already")
    results = tmp_path / "r.csv"
    results.write_text("acc\n0.5\n", encoding="utf-8")
    experiment_take.take(ctx, record.id, results, metrics=["acc"])
    async with app.run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "does not count" in shown(app)
        await pilot.press("h", *"why")
        await until(pilot, lambda: experiments.text_of(ctx, record.id, "hypothesis") == "why")
        await pilot.press("escape")
        await settled(pilot)
        assert experiments.find(ctx, record.id).hypothesis == ""
        assert "Hypothesis  why (a draft)" in shown(app)
        await pilot.press("p")
        await fill(pilot, "acc 0..1 90%")
        assert "was predicted after the first results were in" in shown(app)
        assert "enter Output" in footer(app)
        await pilot.press("g")
        await settled(pilot)
        assert "taken in from elsewhere" in footer(app)
        await pilot.press("escape", "delete", "y")
        await settled(pilot)
        assert "No experiment yet." in shown(app)


async def test_esc_at_the_outcome_concludes_nothing(app: StudyApp, ctx: Context, tmp_path: Path) -> None:
    """What was written stays a draft, there again when it is concluded in earnest."""
    record = experiments.new(ctx, "Known", prediction="acc > 0.1")
    results = tmp_path / "r.csv"
    results.write_text("seed,acc\n0,0.5\n1,0.6\n", encoding="utf-8")
    experiment_take.take(ctx, record.id, results, metrics=["acc"], seed="seed")
    async with app.run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("o")
        await fill(pilot, "It held.")
        assert "The prediction is" in footer(app)
        await pilot.press("escape")
        await settled(pilot)
        assert not experiments.find(ctx, record.id).concluded
        assert "It held. (a draft)" in shown(app)
        await pilot.press("o")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
    found = experiments.find(ctx, record.id)
    assert (found.conclusion, found.outcome) == ("It held.", Outcome.CONFIRMED)


def test_calibration_by_confidence() -> None:
    """A line over all, one for each band, and what does not count; nothing before the first that counts."""
    judged = [Judged(held=True, confidence=80), Judged(held=False, confidence=75), Judged(held=True)]
    lines = [line.text.plain for line in calibration_lines(calibration(judged, 1), 76)]
    assert lines[1] == "Predictions"
    assert lines[2].endswith("67 %   2 of 3 fell as predicted")
    assert lines[3].startswith("70 to 84 %")
    assert lines[3].endswith("50 %   1 of 2, you said 78 %")
    assert lines[4].startswith("1 more not counted")
    assert list(calibration_lines(calibration([], 1), 76)) == []


def three_experiments(ctx: Context, clock: Clock) -> None:
    """One concluded, one with two grid points of which a run gave nan and one failed, one not run yet."""
    plans.use(ctx, "small", START)
    experiments.conclude(ctx, experiments.new(ctx, "Warm-up is needed above 1e-3").id, "It is not.", Outcome.REFUTED)
    clock.forward(minutes=1)
    experiments.new(ctx, "Does [dropout] help a small model?")
    clock.forward(minutes=1)
    line = "acc 0.85..0.95 at lr=0.1 80%"
    record = experiments.new(ctx, "A larger rate", hypothesis="It learns faster and ends no worse.", prediction=line)
    made = []
    for rate, base in (("0.01", 0.7), ("0.1", 0.9)):
        for seed in range(3):
            curve = tuple(base * (1 - 0.6 ** (step * float(rate) ** 0.3)) + seed / 100 for step in range(1, 30))
            state = RunState.FAILED if (rate, seed) == ("0.01", 2) else RunState.DONE
            loss = math.nan if seed == 1 else 1 - curve[-1]
            made.append(
                Run(
                    f"{rate}{seed}",
                    record.id,
                    (("lr", rate),),
                    seed,
                    state,
                    ctx.now(),
                    ctx.today(),
                    commit="4f2a9c01d7e8b6a5",
                    dirty=seed == 2,
                    metrics={"acc": curve[-1], "loss": loss},
                    series={"acc": Series(1, curve)},
                    note="exit code 1" if state is RunState.FAILED else "",
                    seconds=12.5 + seed,
                )
            )
    runs.add(ctx.store, ctx.moment(), made)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", [(), ("enter",)], ids=["list", "one"])
def test_pictures(
    ctx: Context, clock: Clock, snap_compare: SnapCompare, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    """The room and a page of it look as when they were last looked at."""
    three_experiments(ctx, clock)
    there = ("3", *["tab"] * list(ROOMS).index("Experiments"))
    assert snap_compare(StudyApp(ctx), terminal_size=size, run_before=walk((*there, *keys)))
