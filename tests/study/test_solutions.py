"""Solution files: the learner's own, whoever writes them."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.study.history_homes import machine, study

from studytui.content.library import Library
from studytui.errors import DataError, UsageError
from studytui.study import export, history
from studytui.study.context import Context
from studytui.study.solutions import (
    EditedOutside,
    FileState,
    file_state,
    read_solution,
    solution_location,
    solution_path,
    write_file,
)

STARTER = "def softmax(x):\n    raise NotImplementedError\n"


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_it_is_made_once_from_the_starter(ctx: Context) -> None:
    """Asking again leaves what the learner wrote; the file's name can be imported."""
    path = solution_path(ctx, "k-means")
    assert path == ctx.paths.workspace / "solutions" / "basics" / "k_means.py"
    assert path.read_text() == STARTER
    path.write_text("mine\n")
    assert solution_path(ctx, "k-means").read_text() == "mine\n"


def test_it_begins_with_what_another_machine_graded_last(
    tmp_path: Path, library: Library, clock: list[datetime]
) -> None:
    """The source that came over stands in the new file and the note links it; graded here and deleted, it is anew."""
    desk, lap = (machine(tmp_path, name, library, clock) for name in ("desk", "lap"))
    study(desk, clock, "mine = 1\n")
    clock[0] += timedelta(hours=1)
    history.take_in(lap, history.export(desk, tmp_path / "shared").folder)
    assert "[Softmax](../solutions/basics/softmax.py)" in export.preview(lap, 1)
    path = solution_path(lap, "softmax")
    assert path.read_text() == "mine = 1\n"
    study(lap, clock, "mine = 2\n")
    path.unlink()
    assert solution_path(lap, "softmax").read_text() == STARTER
    desk.close()
    lap.close()


def test_asking_where_it_is_makes_nothing(ctx: Context) -> None:
    """Looking at the place of a file does not create it."""
    assert not solution_location(ctx, ctx.library.exercise("softmax")).exists()


def test_what_is_written_is_read_back(ctx: Context) -> None:
    """Text comes back to the letter, other line endings too, and no temporary file stays."""
    solution = read_solution(ctx, "softmax")
    text = "x = 'é'\r\ny = 1"
    stamp = write_file(ctx, solution.path, text, solution.stamp)
    again = read_solution(ctx, "softmax")
    assert (again.text, again.stamp) == (text, stamp)
    assert names(solution.path.parent) == ["softmax.py"]


def test_an_outside_edit_is_never_written_over(ctx: Context) -> None:
    """The refusal carries what stands in the file, which keeps it."""
    solution = read_solution(ctx, "softmax")
    solution.path.write_text("from the editor\n")
    with pytest.raises(EditedOutside, match="was edited elsewhere") as caught:
        write_file(ctx, solution.path, "from the screen\n", solution.stamp)
    assert caught.value.text == solution.path.read_text() == "from the editor\n"


def test_keeping_ones_own_version_puts_the_other_aside(ctx: Context) -> None:
    """The outside version can still be found."""
    solution = read_solution(ctx, "softmax")
    solution.path.write_text("from the editor\n")
    stamp = write_file(ctx, solution.path, "from the screen\n", solution.stamp, overwrite=True)
    assert solution.path.read_text() == "from the screen\n"
    (kept,) = ctx.paths.kept.iterdir()
    assert kept.read_text() == "from the editor\n"
    assert write_file(ctx, solution.path, "on and on\n", stamp)


def test_the_same_text_from_outside_is_no_conflict(ctx: Context) -> None:
    """A file that was touched, or already holds what is to be written, is as good as unchanged."""
    solution = read_solution(ctx, "softmax")
    os.utime(solution.path, ns=(1, 1))
    stamp = write_file(ctx, solution.path, "new\n", solution.stamp)
    solution.path.write_text("newer\n")
    assert write_file(ctx, solution.path, "newer\n", stamp) == read_solution(ctx, "softmax").stamp


def test_a_file_deleted_while_open_is_said_and_made_again(ctx: Context) -> None:
    """Its state tells, and the next save brings it back, folder and all."""
    solution = read_solution(ctx, "softmax")
    solution.path.unlink()
    solution.path.parent.rmdir()
    assert file_state(solution.path, solution.stamp) is FileState.DELETED
    stamp = write_file(ctx, solution.path, "again\n", solution.stamp)
    assert solution.path.read_text() == "again\n"
    assert file_state(solution.path, stamp) is FileState.SAME


def test_its_state_tells_an_edit_from_a_touch(ctx: Context) -> None:
    """New times with the same text are no edit; the same size and time are trusted."""
    solution = read_solution(ctx, "softmax")
    os.utime(solution.path, ns=(1, 1))
    assert file_state(solution.path, solution.stamp) is FileState.SAME
    solution.path.write_text("edited\n")
    assert file_state(solution.path, solution.stamp) is FileState.EDITED


def test_a_linked_file_stays_a_link(ctx: Context, tmp_path: Path) -> None:
    """Learners keep solutions in other repositories: the file behind the link is the one that is written."""
    solution = read_solution(ctx, "softmax")
    real = tmp_path / "elsewhere.py"
    solution.path.rename(real)
    solution.path.symlink_to(real)
    write_file(ctx, solution.path, "new\n", solution.stamp)
    assert solution.path.is_symlink()
    assert real.read_text() == "new\n"


def test_the_files_mode_stays(ctx: Context) -> None:
    """An executable solution is still one after a save."""
    solution = read_solution(ctx, "softmax")
    solution.path.chmod(0o755)
    write_file(ctx, solution.path, "new\n", solution.stamp)
    assert solution.path.stat().st_mode & 0o777 == 0o755


def test_a_file_that_is_not_utf8_names_its_line(ctx: Context) -> None:
    """The learner is told where, and that UTF-8 is wanted."""
    path = solution_path(ctx, "softmax")
    path.write_bytes(b"x = 1\ny = '\xe9'\n")
    with pytest.raises(DataError, match=rf"{path}:2: not UTF-8 text; save it as UTF-8"):
        read_solution(ctx, "softmax")


def test_a_folder_in_the_files_place_says_so(ctx: Context) -> None:
    """It is one sentence, for reading and for looking."""
    solution = read_solution(ctx, "softmax")
    solution.path.unlink()
    solution.path.mkdir()
    with pytest.raises(DataError, match="cannot be read"):
        read_solution(ctx, "softmax")
    with pytest.raises(DataError, match="cannot be read"):
        file_state(solution.path, solution.stamp)


def test_a_workspace_that_cannot_be_made_says_so(ctx: Context) -> None:
    """A file where the workspace should be is one sentence, and nothing was written."""
    ctx.paths.workspace.parent.mkdir(parents=True, exist_ok=True)
    ctx.paths.workspace.write_text("")
    with pytest.raises(DataError, match="cannot be written"):
        solution_path(ctx, "softmax")


def test_an_unknown_exercise_has_no_file(ctx: Context) -> None:
    """Nothing is created for it."""
    with pytest.raises(UsageError):
        solution_path(ctx, "nonsense")
    assert not ctx.paths.solutions.exists()
