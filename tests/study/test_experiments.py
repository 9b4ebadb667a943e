"""Records of experiments: found, predicted, judged, concluded, counted."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from studytui.domain.experiment import Outcome
from studytui.domain.judgement import Place
from studytui.errors import ContentError, DataError, UsageError
from studytui.lab import lock
from studytui.study import calibration, experiment_take, experiments
from studytui.study.context import Context
from studytui.study.experiment_folder import folder
from studytui.study.experiment_words import late_sentence


def took(ctx: Context, experiment: str, folder: Path, *accs: float) -> None:
    """Results from elsewhere, a seed each."""
    rows = "".join(f"0.1,{seed},{acc}\n" for seed, acc in enumerate(accs))
    path = folder / "results.csv"
    path.write_text(f"lr,seed,acc\n{rows}", encoding="utf-8")
    experiment_take.take(ctx, experiment, path, metrics=["acc"], parameters=["lr"])


def test_records_are_found_by_how_they_begin(ctx: Context, clock: list[datetime]) -> None:
    """Without a name the newest one; what is not there, or not clear, says so."""
    with pytest.raises(UsageError, match="experiment new"):
        experiments.find(ctx, "")
    first = experiments.new(ctx, "Learning  rate", hypothesis=" why ")
    clock[0] += timedelta(minutes=1)
    second = experiments.new(ctx, "Learning rate")
    assert first.title == second.title == "Learning rate"
    assert experiments.find(ctx, "") == second
    assert experiments.find(ctx, first.id[:-1]) == first
    with pytest.raises(UsageError, match="write more"):
        experiments.find(ctx, "learning")
    with pytest.raises(UsageError, match="called nothing"):
        experiments.find(ctx, "nothing")
    with pytest.raises(UsageError, match="needs a title"):
        experiments.new(ctx, "  ")
    experiments.drop(ctx, second.id)
    assert experiments.find(ctx, "") == first
    experiments.drop(ctx, second.id, dropped=False)
    assert [view.record.id for view in experiments.listed(ctx)] == [second.id, first.id]


def test_what_runs_cannot_be_dropped(ctx: Context) -> None:
    """Once dropped nothing would find it any more to end it; what does not run is dropped and brought back."""
    record = experiments.new(ctx, "A")
    held = lock.take(folder(ctx.paths, record.id).lock)
    assert held is not None
    with pytest.raises(UsageError, match=f"{record.id} is running; cancel it first"):
        experiments.drop(ctx, record.id)
    assert experiments.is_kept(ctx, record.id)
    os.close(held)
    assert experiments.drop(ctx, record.id).dropped
    assert not experiments.drop(ctx, record.id[:3], dropped=False).dropped
    assert experiments.is_kept(ctx, record.id)


def test_what_is_typed_is_a_draft_until_it_is_saved(ctx: Context, second_window: Context) -> None:
    """It survives, is seen in another window, and goes when the field is saved; a conclusion likewise."""
    record = experiments.new(ctx, "Momentum", hypothesis="smooth")
    experiments.keep_draft(ctx, record.id, "hypothesis", "smoother")
    assert experiments.text_of(second_window, record.id, "hypothesis") == "smoother"
    assert experiments.find(ctx, record.id).hypothesis == "smooth"
    experiments.change(second_window, record.id, hypothesis="smoothest", title="M")
    assert experiments.text_of(ctx, record.id, "hypothesis") == "smoothest"
    experiments.keep_draft(ctx, record.id, "conclusion", "so")
    experiments.conclude(ctx, record.id, "so it is")
    assert experiments.text_of(ctx, record.id, "conclusion") == "so it is"


def test_a_prediction_before_the_results_is_judged(ctx: Context, tmp_path: Path) -> None:
    """In, with a conclusion that takes the likely outcome, unless the learner says otherwise."""
    record = experiments.new(ctx, "Rate", prediction="acc 0.6..0.8 80%")
    with pytest.raises(UsageError, match="no number"):
        experiments.predict(ctx, record.id, "acc 0.6..high")
    took(ctx, record.id, tmp_path, 0.70, 0.71, 0.72)
    view = experiments.conclude(ctx, record.id, "It holds.")
    assert view.judgement is not None
    assert (view.judgement.place, view.record.outcome) == (Place.IN, Outcome.CONFIRMED)
    assert (view.late, late_sentence(view)) == (False, "")
    assert view.plotted.predicted == (0.6, 0.8)
    assert (view.seeds, view.failed, view.missing, view.metrics) == ((0, 1, 2), 0, 0, ("acc",))
    assert experiments.conclude(ctx, record.id, "", Outcome.UNCLEAR).record.outcome is Outcome.UNCLEAR
    with pytest.raises(UsageError, match="the metrics are acc"):
        experiments.view(ctx, record.id, "loss")


def test_a_prediction_after_the_results_does_not_count(ctx: Context, clock: list[datetime], tmp_path: Path) -> None:
    """Written, changed or taken back once numbers are in: each says so, and what stood before them counts."""
    blind = experiments.new(ctx, "Blind")
    took(ctx, blind.id, tmp_path, 0.7)
    clock[0] -= timedelta(days=1)
    late = experiments.predict(ctx, blind.id, "acc 0.6..0.8 99%")
    assert late.late
    assert late.prediction is None
    assert "does not count for calibration" in late_sentence(late)
    assert late.judgement is not None
    clock[0] += timedelta(days=1)
    early = experiments.new(ctx, "Early", prediction="acc 0.1..0.2 60%")
    took(ctx, early.id, tmp_path, 0.7)
    changed = experiments.predict(ctx, early.id, "acc 0.6..0.8 60%")
    assert changed.judgement is not None
    assert changed.judgement.place is Place.ABOVE
    assert "what stood before them counts" in late_sentence(changed)
    assert "taken back" in late_sentence(experiments.predict(ctx, early.id, ""))
    found = calibration.of_year(ctx)
    assert (found.count, found.held, found.uncounted) == (1, 0, 1)
    assert [(band.first, band.held, band.said) for band in found.bands] == [(50, 0, 60.0)]


def test_calibration_is_of_a_year_and_of_what_is_over(ctx: Context, clock: list[datetime], tmp_path: Path) -> None:
    """Without a prediction, without results, dropped or older than a year: not counted."""
    for title, line, accs in (
        ("In", "acc 0.6..0.8 90%", (0.7, 0.7)),
        ("Above", "acc 0.1..0.2", (0.7,)),
        ("None", "", (0.7,)),
        ("Nan", "acc 0.1..0.2 90%", (0.7, float("nan"))),
        ("Dropped", "acc 0.1..0.2 90%", (0.7,)),
    ):
        record = experiments.new(ctx, title, prediction=line)
        took(ctx, record.id, tmp_path, *accs)
        if title == "Dropped":
            experiments.drop(ctx, record.id)
    experiments.new(ctx, "Not run", prediction="acc 0..1 90%")
    found = calibration.of_year(ctx)
    assert (found.count, found.held, found.uncounted) == (2, 1, 2)
    assert [(band.first, band.count, band.held) for band in found.bands] == [(85, 1, 1)]
    clock[0] += timedelta(days=366)
    assert calibration.of_year(ctx).count == 0


def test_a_range_that_one_grid_point_misses_counts_as_missed(ctx: Context, tmp_path: Path) -> None:
    """It was said of every grid point, so it did not hold, and calibration says so."""
    experiments.new(ctx, "Everywhere", prediction="acc 0.6..0.8 90%")
    path = tmp_path / "results.csv"
    path.write_text("lr,seed,acc\n1,0,0.7\n2,0,0.1\n", encoding="utf-8")
    experiment_take.take(ctx, "", path, metrics=["acc"], parameters=["lr"])
    found = calibration.of_year(ctx)
    assert (found.count, found.held, found.uncounted) == (1, 0, 0)


def test_days_of_a_week_with_everything_drawn(ctx: Context, tmp_path: Path) -> None:
    """The experiments of those days, with their plot."""
    record = experiments.new(ctx, "Rate", about=date(2026, 11, 26))
    took(ctx, record.id, tmp_path, 0.1, 0.2)
    (view,) = experiments.between(ctx, date(2026, 11, 23), date(2026, 11, 29))
    assert [row.label for row in view.plotted.rows] == ["lr=0.1"]
    assert experiments.between(ctx, date(2026, 11, 16), date(2026, 11, 22)) == ()


def test_a_file_is_taken_once_and_whole(ctx: Context, tmp_path: Path) -> None:
    """Again it adds nothing; with one bad row nothing at all; twins within a file are two runs."""
    record = experiments.new(ctx, "Taken")
    path = tmp_path / "r.csv"
    path.write_text("acc,note,depth\n0.5,a,2\n0.5,b,2\n0.7,c,3\n", encoding="utf-8")
    for new, known in ((3, 0), (0, 3)):
        done = experiment_take.take(ctx, record.id, path, metrics=["acc"], parameters=["depth"])
        assert (done.new, done.known, done.left_out) == (new, known, ("note",))
    (two, three) = experiments.view(ctx, record.id).points
    assert (two.metrics["acc"].count, three.metrics["acc"].count) == (2, 1)
    bad = tmp_path / "r.json"
    bad.write_text('[{"acc": 1},\n{"acc": "x"},\n{"acc": [1]}]', encoding="utf-8")
    with pytest.raises(ContentError) as told:
        experiment_take.take(ctx, record.id, bad, metrics=["acc"])
    assert [problem.where.rpartition(":")[2] for problem in told.value.problems] == ["2", "3"]
    assert len(experiments.view(ctx, record.id).runs) == 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("r.csv", None, "no file"),
        ("r.txt", b"acc\n1\n", "neither .csv nor .json"),
        ("r.csv", b"loss\n1\n", "the file has loss"),
        ("r.csv", b"acc\n", "no row to take"),
        ("r.jsonl", b"", "no column 'acc'"),
    ],
)
def test_files_that_cannot_be_taken(ctx: Context, tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    """Each with the way out."""
    experiments.new(ctx, "Taken")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=said):
        experiment_take.take(ctx, "", tmp_path / name, metrics=["acc"])


def test_a_file_in_another_encoding(ctx: Context, tmp_path: Path) -> None:
    """It says that it is no UTF-8."""
    experiments.new(ctx, "Taken")
    (tmp_path / "r.csv").write_bytes(b"acc\n\xff\n")
    with pytest.raises(DataError, match="UTF-8"):
        experiment_take.take(ctx, "", tmp_path / "r.csv", metrics=["acc"])
