"""Opening and leaving the app from the shell."""

import pytest
from tests.tui.small_study import START

from studytui.errors import DataError
from studytui.study import clock as clocks
from studytui.study import plans
from studytui.study.context import Context
from studytui.tui import app as tui


def test_leaving_tells_of_the_running_clock(
    ctx: Context, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words stand on the terminal after the app is gone."""
    plans.use(ctx, "small", START)
    clocks.start(ctx)
    monkeypatch.setattr(tui.StudyApp, "run", lambda _self: 0)
    assert tui.run(ctx) == 0
    assert capsys.readouterr().out.startswith("The clock is still running: 60:00.")


def test_leaving_tells_where_unsaved_work_is(
    ctx: Context, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a screen told of while the app closed stands on the terminal."""
    monkeypatch.setattr(tui.StudyApp, "run", lambda app: app.tell_of("It is in a.py.unsaved."))
    tui.run(ctx)
    assert capsys.readouterr().out == "It is in a.py.unsaved.\n"


def test_a_database_that_cannot_be_read_stops_before_the_first_screen(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error goes to the shell, which has the exit code for it; no app opens."""

    def newer(_: Context) -> None:
        raise DataError("this database was written by a newer version")

    monkeypatch.setattr(plans, "current", newer)
    monkeypatch.setattr(tui.StudyApp, "run", lambda _self: pytest.fail("the app opened"))
    with pytest.raises(DataError, match="newer version"):
        tui.run(ctx)
