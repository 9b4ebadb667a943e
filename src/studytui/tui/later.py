"""Screens that are imported when they are first opened, so that Today is on the terminal before them."""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

if TYPE_CHECKING:
    from studytui.study.context import Context

READ_AHEAD_AFTER = 0.5


def later(module: str, name: str) -> Callable[..., Screen[Any]]:
    """What makes that screen, importing its module first."""

    def make(*args: Any, **kwargs: Any) -> Screen[Any]:
        screen: Screen[Any] = getattr(importlib.import_module(f"studytui.tui.screens.{module}"), name)(*args, **kwargs)
        return screen

    return make


def workbench(ctx: "Context", exercise: str, *, editor: bool, review: bool) -> Screen[Any]:
    """The workbench of an exercise, or that of its review, with the learner's file read."""
    from studytui.study import practice, reviews
    from studytui.tui.bench import Bench, ReviewBench

    if review:
        solution = practice.read_file(reviews.begin(ctx, exercise).path)
        return later("review", "ReviewScreen")(ReviewBench(ctx, exercise), solution, editor=editor)
    solution = practice.read_solution(ctx, exercise)
    return later("workbench", "WorkbenchScreen")(Bench(ctx, exercise), solution, editor=editor)


def read_ahead() -> None:
    """Import the workbench while the learner reads Today: with tree-sitter that outlasts a keypress.

    So does FSRS, which lays the card of what is accepted there.
    """
    importlib.import_module("studytui.tui.screens.workbench")
    importlib.import_module("studytui.study.forgetting")
