"""Experiments from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home

SCRIPT = '#!/bin/sh\nfor n in 1 2 3 4; do echo "loss=$2.$n$4"; done\n[ "$4" = 2 ] && echo "loss: nan"\nexit 0\n'
CSV = "rate;seed;acc;who\n0.1;0;0.70;me\n0.1;1;0.72;me\n"


@pytest.fixture
def script(home: Home) -> Path:
    """A script that prints a curve, and nan for seed 2."""
    path = home.root / "train"
    home.root.mkdir(parents=True, exist_ok=True)
    path.write_text(SCRIPT, encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_record_from_prediction_to_conclusion(home: Home) -> None:
    """Written before the numbers are in, held against them, concluded; what came too late says so."""
    begun = home.say(
        "experiment", "new", "Rate", "matters", "--hypothesis", "It does.", "--predict", "acc 0.6..0.8 80%"
    )
    key = begun.splitlines()[0].removeprefix("Begun: ")
    assert begun.splitlines()[1] == "Predicted: acc 0.6..0.8 80%"
    home.say("experiment", "edit", key, "--hypothesis", "It does, slowly.")
    assert home.say("experiment", "predict", "acc", ">", "0.69", "90%") == "Predicted: acc > 0.69 90%\n"
    assert home.say("experiment", "predict", "acc", "-1..0.9", "60%") == "Predicted: acc -1..0.9 60%\n"
    home.say("experiment", "predict", "acc", ">", "0.69", "90%")
    results = home.root / "r.csv"
    results.write_text(CSV, encoding="utf-8")
    taken = home.say("experiment", "take", str(results), "--metrics", "acc", "--parameters", "rate").splitlines()
    assert taken[0].startswith("Took 2 runs: Rate matters")
    assert taken[1] == "metrics acc; parameters rate; seed seed; left out who"
    late = home.say("experiment", "predict", "acc", "0..1")
    assert "what stood before them counts" in late
    page = home.say("experiment", "show", key[:6])
    assert "Hypothesis  It does, slowly." in page
    assert "0.710 ± 0.014 (n=2)" in page
    assert "Result      acc is 0.710 ± 0.014 (n=2), as predicted: confirmed" in page
    assert "Concluded: confirmed" in home.say("experiment", "conclude", "It holds.")
    shape = json.loads(home.say("experiment", "show", "--json"))
    assert (shape["schema"], shape["counts"], shape["outcome"]) == (1, "acc > 0.69 90%", "confirmed")
    assert shape["points"][0]["metrics"]["acc"]["n"] == 2
    assert [run["note"] for run in shape["all_runs"]] == ["taken from r.csv"] * 2
    (listed,) = json.loads(home.say("experiment", "list", "--json"))["experiments"]
    assert (listed["id"], listed["place"]) == (key, "in")
    assert f"drop {key} --undo" in home.say("experiment", "drop", key)
    assert "experiment new" in home.say("experiment", "list")
    assert "Back: Rate matters" in home.say("experiment", "drop", key, "--undo")


def test_a_prediction_is_taken_back(home: Home) -> None:
    """An empty line and --none say what is gone; where nothing stood nothing was taken back."""
    home.say("experiment", "new", "A", "--predict", "acc 0.6..0.8 80%")
    assert home.say("experiment", "predict", "") == "Taken back: acc 0.6..0.8 80%\n"
    assert home.say("experiment", "predict", "--none").startswith("Left out")
    home.say("experiment", "predict", "acc > 0.9")
    assert home.say("experiment", "predict", "--none") == "Taken back: acc > 0.9\n"
    assert "in quotes" in home.sentence("experiment", "predict", code=2)


def test_rows_of_the_same_seed_are_told(home: Home) -> None:
    """Without what sets them apart only the last one of each seed counts; with it all do."""
    home.root.mkdir(parents=True, exist_ok=True)
    results = home.root / "r.csv"
    results.write_text("lr,seed,acc\n1,0,0.1\n2,0,0.2\n2,1,0.3\n", encoding="utf-8")
    home.say("experiment", "new", "A")
    for _ in range(2):
        said = home.say("experiment", "take", str(results), "--metrics", "acc")
        assert "the last one counts: 1 run left out" in said
        assert "with --parameters" in said
    home.later(minutes=1)
    home.say("experiment", "new", "B")
    assert "left out of" not in home.say("experiment", "take", str(results), "--metrics", "acc", "--parameters", "lr")
    results.write_text("lr,seed,acc\n1,0,0.5\n", encoding="utf-8")
    said = home.say("experiment", "take", str(results), "--metrics", "acc", "--parameters", "lr")
    assert said.startswith("Took 1 run: B")
    assert "1 run left out" in said


def test_calibration_in_stats(studying: Home) -> None:
    """As lines and as JSON; without predictions no lines."""
    assert "Predictions" not in studying.say("stats")
    studying.say("experiment", "new", "A", "--predict", "acc 0.6..0.8 80%")
    (studying.root / "r.csv").write_text(CSV, encoding="utf-8")
    studying.say("experiment", "take", str(studying.root / "r.csv"), "--metrics", "acc")
    assert "Predictions: 1 of 1 results fell as predicted in the last year" in studying.say("stats")
    shape = json.loads(studying.say("stats", "--json"))["calibration"]
    band = {"first": 70, "last": 84, "predictions": 1, "held": 1, "said": 80.0}
    assert shape == {"predictions": 1, "held": 1, "said": 80.0, "uncounted": 0, "bands": [band]}


def test_runs_in_the_background(home: Home, script: Path) -> None:
    """Run, waited for, shown with what gave nan, repeated; a number that differs ends with 1."""
    words = ("--grid", "rate=1,2", "--seeds", "3", "--timeout", "2m", "--memory", "4G")
    said = home.say("experiment", "run", str(script), *words, "--wait", "--", "--quiet")
    assert said.startswith("Started 6 runs: train (train-")
    assert "6 of 6 runs over" in said
    page = home.say("experiment", "show")
    assert "rate=1: 1 of 3 runs gave nan" in page
    assert "loss on the way" in page
    runs = json.loads(home.say("experiment", "show", "--json"))["all_runs"]
    assert runs[0]["command"] == [str(script), "--rate", "1", "--seed", "0", "--quiet"]
    assert [run["metrics"]["loss"] for run in runs[:3]] == [1.40, 1.41, "nan"]
    assert "loss=1.40" in home.say("experiment", "output", runs[0]["run"])
    assert "The same numbers: loss=nan" in home.say("experiment", "rerun", runs[2]["run"][:6])
    script.write_text(SCRIPT.replace("$2.$n$4", "7"), encoding="utf-8")
    other = home.run("experiment", "rerun", runs[0]["run"])
    assert other.exit_code == 1
    assert "loss was 1.4, now 7.0" in other.stdout
    assert "script was changed" in other.stdout
    assert home.say("experiment", "status") == "No run is missing.\n"
    assert "not running" in home.say("experiment", "cancel")


def test_runs_are_counted_in_one_way(home: Home, script: Path) -> None:
    """Made again, repeated or failed, a grid point and seed is one run to every command; a failure ends with 1."""
    words = ("experiment", "run", str(script), "--grid", "rate=1", "--wait", "--seeds", "1")
    assert home.say(*words).startswith("Started 1 run: ")
    assert "1 of 1 run over" in home.say(*words)
    (first, _) = json.loads(home.say("experiment", "show", "--json"))["all_runs"]
    home.say("experiment", "rerun", first["run"])
    key = json.loads(home.say("experiment", "list", "--json"))["experiments"][0]["id"]
    script.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    failed = home.run(*words)
    assert failed.exit_code == 1
    assert failed.stdout.splitlines()[1:] == [
        f"train  ({key}): 1 of 1 run over",
        "1 run failed where another was done, which still counts.",
    ]
    assert "1 of 1 over, seeds 0" in home.say("experiment", "show")
    shape = json.loads(home.say("experiment", "status", key, "--json"))["experiments"][0]
    assert (shape["total"], shape["over"], shape["failed"]) == (1, 1, 0)


def test_commands_that_do_not_fit(home: Home, script: Path) -> None:
    """One sentence each, with the way out."""
    assert "experiment new" in home.sentence("experiment", "show", code=2)
    home.say("experiment", "new", "A")
    assert "acc 0.8..0.9 80%" in home.sentence("experiment", "predict", code=2)
    assert "nothing to change" in home.sentence("experiment", "edit", code=2)
    assert "nothing to conclude" in home.sentence("experiment", "conclude", code=2)
    assert "90, 10m or 2h" in home.sentence("experiment", "run", str(script), "--timeout", "soon", code=2)
    assert "500M or 2G" in home.sentence("experiment", "run", str(script), "--memory", "0", code=2)
    assert "no run of" in home.sentence("experiment", "resume", code=2)
    assert "no run abc" in home.sentence("experiment", "rerun", "abc", code=2)
    (home.root / "r.csv").write_text("acc,seed\n1,0\nx,1\n", encoding="utf-8")
    assert "r.csv:3: has 'x' as acc" in home.sentence(
        "experiment", "take", str(home.root / "r.csv"), "--metrics", "acc", code=4
    )
    shape = json.loads(home.say("experiment", "status", "a", "--json"))
    assert (shape["experiments"][0]["total"], shape["experiments"][0]["running"]) == (0, False)
