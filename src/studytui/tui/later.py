"""Screens that are imported when they are first opened, so that Today is on the terminal before them."""

import importlib
from collections.abc import Callable
from typing import Any

from textual.screen import Screen

READ_AHEAD_AFTER = 0.5


def later(module: str, name: str) -> Callable[..., Screen[Any]]:
    """What makes that screen, importing its module first."""

    def make(*args: Any, **kwargs: Any) -> Screen[Any]:
        screen: Screen[Any] = getattr(importlib.import_module(f"studytui.tui.screens.{module}"), name)(*args, **kwargs)
        return screen

    return make


def read_ahead() -> None:
    """Import the workbench while the learner reads Today: with tree-sitter that outlasts a keypress."""
    importlib.import_module("studytui.tui.screens.workbench")
