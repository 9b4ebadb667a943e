"""What reaches the terminal."""

from __future__ import annotations

import io
import json
import sys

import pytest

from studytui.cli.output import complain, plain, say, say_json


def test_control_characters_never_reach_the_terminal() -> None:
    """Escape sequences lose their escape; newlines, tabs and every script stay."""
    assert plain("a\x1b[31mb\x07\x9bc\r\n\tü→") == "a[31mbc\n\tü→"


def test_answers_and_diagnostics_are_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """Answers go to standard output, everything said to the person to standard error."""
    say("answer")
    complain("remark")
    assert capsys.readouterr() == ("answer\n", "remark\n")


def test_a_closed_stream_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the shell closed standard output before the start, nothing is printed and nothing fails."""
    monkeypatch.setattr(sys, "stdout", None)
    say("answer")
    say_json({})


def test_json_carries_schema_and_any_text(capsys: pytest.CaptureFixture[str]) -> None:
    """One object; half a surrogate pair and control characters survive the way through."""
    say_json({"text": "\udc80\x1bü"})
    assert json.loads(capsys.readouterr().out) == {"schema": 1, "text": "\udc80\x1bü"}


def test_a_narrow_encoding_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that knows ASCII alone gets the rest as escapes."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    say("naïve")
    assert raw.getvalue() == b"na\\xefve\n"
