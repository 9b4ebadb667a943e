"""Runs from elsewhere."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.taken import MOST_ROWS, Roles, TakenRun, read_csv, read_json, roles, taken_runs

ROLES = Roles(("acc",), ("lr",), "seed")


def test_csv_with_any_separator() -> None:
    """A mark at the beginning, semicolons, quotes, blank lines and nan are what spreadsheets write."""
    table = read_csv('\ufefflr;seed;acc;note\n0.1;0;0.9;"a;b"\n\n0.1;1.0;nan;\n')
    runs, problems = taken_runs(table, roles(table.columns, ["acc"], ["lr"], ""))
    assert problems == ()
    assert runs[0] == TakenRun(2, (("lr", "0.1"),), 0, {"acc": 0.9})
    assert (runs[1].line, runs[1].seed) == (4, 1)
    assert math.isnan(runs[1].metrics["acc"])


def test_bad_rows_are_named_by_their_line() -> None:
    """Every bad row, not only the first one."""
    table = read_csv("lr,seed,acc\n0.1,0,0.9\n0.1,x,0.9\n0.1,2\n0.1,3,high\n0.1,4,\n")
    runs, problems = taken_runs(table, ROLES)
    assert [run.line for run in runs] == [2]
    assert [line for line, _ in problems] == [3, 4, 5, 6]
    assert "2 columns" in problems[1][1]
    assert taken_runs(read_csv('a,b\n"x'), Roles(("b",)))[1][0][0] == 2
    assert "twice" in taken_runs(read_csv("a,a\n1,2\n"), Roles(("a",)))[1][0][1]


def test_bad_rows_name_the_way_out() -> None:
    """A decimal comma, and more rows than are taken at once."""
    _, ((_, comma), (_, word)) = taken_runs(read_csv("a;acc\n1;0,9\n1;high\n"), Roles(("acc",)))
    assert comma == "has '0,9' as acc, which is no number; decimals have a point here, as in 0.9"
    assert word == "has 'high' as acc, which is no number"
    _, ((line, many),) = taken_runs(read_csv("acc\n" + "1\n" * (MOST_ROWS + 1)), Roles(("acc",)))
    assert line == MOST_ROWS + 2
    assert "the last row of each run, or the file in parts" in many


def test_json_as_a_list_or_by_lines() -> None:
    """Both say on which line an item begins; what is no flat object is a problem."""
    listed = '[\n {"lr": 0.1, "seed": 0, "acc": 0.9},\n\n {"lr": "big", "seed": 1, "acc": NaN}\n]\n'
    runs, problems = taken_runs(read_json(listed), ROLES)
    assert [(run.line, dict(run.parameters)["lr"]) for run in runs] == [(2, "0.1"), (4, "big")]
    assert problems == ()
    lines = '{"lr": 0.1, "seed": 0, "acc": 1}\n\n{"acc": {"mean": 1}}\n[1]\nnot json\n'
    runs, problems = taken_runs(read_json(lines), ROLES)
    assert len(runs) == 1
    assert [line for line, _ in problems] == [3, 4, 5]


@pytest.mark.parametrize(
    ("text", "line"), [("[1", 1), ("[\n{} {}]", 2), ("[]\n\nx", 3), ("[\n\n{,}]", 3), ("[" * 100_000, 1)]
)
def test_broken_lists_say_where(text: str, line: int) -> None:
    """The place at which reading ended, however deep the text is."""
    problems = read_json(text).problems
    assert line in [at for at, _ in problems]


@pytest.mark.parametrize(
    ("metrics", "parameters", "seed", "said"),
    [
        ([], [], "", "say which columns are metrics; the file has lr, seed, acc"),
        (["loss"], [], "", "no column 'loss'"),
        (["acc"], ["acc"], "", "two things"),
        (["acc"], [], "acc", "two things"),
    ],
)
def test_columns_that_do_not_fit(metrics: list[str], parameters: list[str], seed: str, said: str) -> None:
    """Which column is what must be said, and be there."""
    with pytest.raises(ValueError, match=said):
        roles(("lr", "seed", "acc"), metrics, parameters, seed)


def test_a_column_called_seed_is_the_seed() -> None:
    """Unless it was given another role."""
    assert roles(("seed", "acc"), ["acc"], [], "").seed == "seed"
    assert roles(("seed", "acc"), ["acc"], ["seed"], "").seed == ""


@settings(max_examples=40)
@given(st.text(alphabet='ab,;"\n\r0.1{}[]: \x00', max_size=60))
def test_no_text_raises(text: str) -> None:
    """Whatever a file holds, it is read or told."""
    for table in (read_csv(text), read_json(text)):
        taken_runs(table, Roles(("a",), (), ""))


@settings(max_examples=40)
@given(st.lists(st.fixed_dictionaries({"lr": st.floats(), "seed": st.integers(0, 99), "acc": st.floats()}), max_size=5))
def test_json_gives_back_what_was_written(rows: list[dict[str, float]]) -> None:
    """Numbers of every kind, nan and infinities with them."""
    runs, problems = taken_runs(read_json(json.dumps(rows, indent=1)), ROLES)
    assert problems == ()
    assert [(run.seed, repr(run.metrics["acc"])) for run in runs] == [(row["seed"], repr(row["acc"])) for row in rows]
