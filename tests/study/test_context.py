"""The context: opened without cost, in the learner's zone, closed when done."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from studytui.config import Config
from studytui.errors import DataError
from studytui.paths import find
from studytui.study import plans, today
from studytui.study.context import Context, open_context

NIGHT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


def test_opening_makes_nothing(tmp_path: Path) -> None:
    """A command that needs neither database nor library leaves no trace."""
    open_context(environ={"STUDYTUI_HOME": str(tmp_path / "home")}).close()
    assert not (tmp_path / "home").exists()


def test_the_day_is_that_of_the_learners_zone(tmp_path: Path) -> None:
    """One instant, two days; what is recorded carries both the instant and the day."""
    paths = find({"STUDYTUI_HOME": str(tmp_path)})
    berlin = Context(paths, Config(), lambda: NIGHT, zone=ZoneInfo("Europe/Berlin"))
    lima = Context(paths, Config(), lambda: NIGHT, zone=ZoneInfo("America/Lima"))
    assert (berlin.today(), lima.today()) == (date(2026, 11, 24), date(2026, 11, 23))
    assert (berlin.moment().at, berlin.moment().day) == (NIGHT, date(2026, 11, 24))


def test_the_clock_is_the_machines_unless_given(tmp_path: Path) -> None:
    """It is timezone-aware UTC."""
    environ = {"STUDYTUI_HOME": str(tmp_path)}
    assert open_context(environ=environ).now().tzinfo is UTC
    assert open_context(environ=environ, now=lambda: NIGHT).now() == NIGHT


def test_a_workspace_of_ones_own(tmp_path: Path) -> None:
    """The setting moves solutions and journal, and nothing else."""
    environ = {"STUDYTUI_HOME": str(tmp_path / "home")}
    usual = open_context(environ=environ).paths
    usual.config_dir.mkdir(parents=True)
    usual.config_file.write_text(f'workspace = "{tmp_path}/study"\n')
    found = open_context(environ=environ).paths
    assert (found.solutions, found.database) == (tmp_path / "study" / "solutions", usual.database)


def test_broken_settings_are_told_at_once(tmp_path: Path) -> None:
    """Before anything is opened with the wrong ones."""
    paths = find({"STUDYTUI_HOME": str(tmp_path)})
    paths.config_dir.mkdir(parents=True)
    paths.config_file.write_text("minutes = 'long'\n")
    with pytest.raises(DataError, match="minutes must be"):
        open_context(environ={"STUDYTUI_HOME": str(tmp_path)})


def test_a_closed_context_opens_again(tmp_path: Path) -> None:
    """Closing twice is closing once, and the data is where it was."""
    ctx = open_context(environ={"STUDYTUI_HOME": str(tmp_path)}, now=lambda: NIGHT)
    machine = ctx.store.machine
    ctx.close()
    ctx.close()
    assert ctx.store.machine == machine
    ctx.close()


@pytest.mark.parametrize("number", [1, 2, 12, 51, 52])
def test_the_built_in_plan_has_five_hours_a_week(tmp_path: Path, number: int) -> None:
    """With the real content, a week's strip has five titled days and its first day has tasks to tick."""
    ctx = open_context(environ={"STUDYTUI_HOME": str(tmp_path)}, now=lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))
    enrolment = plans.use(ctx, plans.PRESELECTED, date(2026, 11, 23))
    monday = enrolment.schedule.date_of(number, 0)
    view = today.today(ctx, monday)
    assert (view.week, len(view.strip)) == (number, 5)
    assert all(card.title for card in view.strip)
    for task in view.tasks:
        today.tick(ctx, task.address, done=True)
    assert today.today(ctx, monday).strip[0].done
    ctx.close()


def test_packs_of_the_learners_are_found(tmp_path: Path) -> None:
    """A folder among the packs is one more place to look for exercises."""
    ctx = open_context(environ={"STUDYTUI_HOME": str(tmp_path)})
    (ctx.paths.packs / "theirs" / "track" / "broken").mkdir(parents=True)
    (ctx.paths.packs / "theirs" / "track" / "broken" / "exercise.yaml").write_text("title: 1e-5\n")
    assert any("theirs" in problem.where for problem in ctx.library.problems())
