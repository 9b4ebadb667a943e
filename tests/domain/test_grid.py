"""Grids, seeds, and how a run is called."""

import json

import pytest

from studytui.domain import grid


def test_every_combination_in_the_order_written() -> None:
    """The last parameter changes fastest; without any there is one empty point."""
    axes = [grid.axis("lr=0.1, 0.01"), grid.axis("--act=relu,tanh")]
    assert grid.points(axes) == (
        (("lr", "0.1"), ("act", "relu")),
        (("lr", "0.1"), ("act", "tanh")),
        (("lr", "0.01"), ("act", "relu")),
        (("lr", "0.01"), ("act", "tanh")),
    )
    assert grid.points([]) == ((),)


def test_seeds_by_number_or_by_name() -> None:
    """`5` is how many, `3,7` which, `7,` a single one."""
    assert grid.seeds("3") == (0, 1, 2)
    assert grid.seeds("7, 3,7") == (7, 3)
    assert grid.seeds("7,") == (7,)


def test_arguments_and_variables_say_the_same() -> None:
    """Arguments keep what was written; in the JSON numbers are numbers, and what JSON has no number for is text."""
    point = (("lr", "1e-3"), ("act", "relu"), ("bias", "true"), ("clip", "inf"), ("width", "64"))
    assert grid.arguments(point[:2], 3) == ("--lr", "1e-3", "--act", "relu", "--seed", "3")
    said = grid.environment(point, 3)
    assert said["STUDYTUI_SEED"] == "3"
    wanted = {"lr": 1e-3, "act": "relu", "bias": True, "clip": "inf", "width": 64}
    assert json.loads(said["STUDYTUI_PARAMS"]) == wanted
    assert "STUDYTUI_SEED" not in grid.environment((), None)


@pytest.mark.parametrize(
    ("text", "said"),
    [("lr", "lr=0.1,0.01"), ("=1", "write it like"), ("lr=1,,2", "write it like"), ("seed=1,2", "--seeds 5")],
)
def test_lines_that_are_none(text: str, said: str) -> None:
    """What is no line of a grid says how one is written."""
    with pytest.raises(ValueError, match=said):
        grid.axis(text)


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "two", "1,x", "10001", "9" * 30])
def test_seeds_that_are_none(text: str) -> None:
    """What are no seeds says how they are written."""
    with pytest.raises(ValueError, match="seeds"):
        grid.seeds(text)


def test_a_parameter_twice() -> None:
    """Two lines for one parameter are refused, with the way out."""
    with pytest.raises(ValueError, match="lr twice"):
        grid.points([grid.axis("lr=1"), grid.axis("lr=2")])
