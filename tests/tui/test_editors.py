"""Lending the terminal to the learner's editor."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from textual.app import App

from studytui.study import editor
from studytui.study.context import Context
from studytui.tui.editors import open_editor

PATH = Path("solution.py")


class Lent:
    """Stands in for an app whose terminal can be lent; knows whether it came back."""

    def __init__(self) -> None:
        self.back = False

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """As Textual does it: without try and finally."""
        yield
        self.back = True


def opened(ctx: Context, monkeypatch: pytest.MonkeyPatch, run: Callable[[Sequence[str]], int]) -> tuple[str, bool]:
    """What is said after an editor that does `run`, and whether the terminal came back."""
    monkeypatch.setattr(editor, "run", run)
    app = Lent()
    said = open_editor(cast("App[int]", app), ctx, PATH, {"VISUAL": "true"})
    return said, app.back


def test_the_terminal_comes_back_without_a_word(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that ends well is not commented on."""
    assert opened(ctx, monkeypatch, lambda _: 0) == ("", True)


def test_an_editor_that_fails_is_named(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its exit code is said, and the terminal is back."""
    assert opened(ctx, monkeypatch, lambda _: 3) == ("true ended with exit code 3.", True)


def test_an_editor_that_does_not_start_gives_the_terminal_back(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error inside the loan must not leave the terminal lent."""

    def refuse(_: Sequence[str]) -> int:
        raise PermissionError(13, "Permission denied")

    assert opened(ctx, monkeypatch, refuse) == ("true did not start: Permission denied.", True)
