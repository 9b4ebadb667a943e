"""The history between two machines: files that git can join, taken in whole or not at all."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.store.history_rows import entry, moment
from tests.study.history_homes import files, held, lines, machine, study

from studytui.content.library import Library
from studytui.errors import ContentError, DataError, UsageError
from studytui.store import entries, hints, history_files, sessions
from studytui.study import history, plans, practice, review_cards, search
from studytui.study.context import Context


@pytest.fixture
def desk(tmp_path: Path, library: Library, clock: list[datetime]) -> Iterator[Context]:
    """The study on the desk, an hour old."""
    ctx = machine(tmp_path, "desk", library, clock)
    study(ctx, clock, "written at the desk")
    yield ctx
    ctx.close()


@pytest.fixture
def lap(tmp_path: Path, library: Library, clock: list[datetime]) -> Iterator[Context]:
    """The study on the lap, nothing done yet."""
    ctx = machine(tmp_path, "lap", library, clock)
    yield ctx
    ctx.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder that both can reach."""
    return tmp_path / "shared"


def git(folder: Path, *words: str) -> str:
    """What git says, as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", "-C", str(folder), *who, *words], capture_output=True, text=True, check=True)
    return done.stdout


def test_an_export_only_adds_and_changes_no_byte_without_news(
    desk: Context, shared: Path, clock: list[datetime]
) -> None:
    """A folder per machine, a file per month; a later month is another file, and what stood in a file stays there."""
    first = history.export(desk, shared)
    before = files(first.folder)
    assert sorted(before) == [".gitattributes", f"{desk.store.machine}/2026-11.jsonl", "history.json"]
    assert [line["table"] for line in lines(first.folder)].count("sessions") == 1
    assert (history.export(desk, shared).rows, files(first.folder)) == (0, before)
    study(desk, clock, "again")
    clock[0] += timedelta(days=30)
    study(desk, clock, "in December")
    clock[0] -= timedelta(days=60)
    study(desk, clock, "on a clock set back to October")
    second = history.export(desk, shared)
    after = files(first.folder)
    assert [path.name for path in second.files] == [f"2026-{month}.jsonl" for month in (10, 11, 12)]
    assert all(after[name].startswith(content) for name, content in before.items())
    assert len(lines(first.folder)) == first.rows + second.rows


def test_git_joins_what_two_machines_wrote(desk: Context, lap: Context, tmp_path: Path, clock: list[datetime]) -> None:
    """Two clones export, commit and pull one from the other without a conflict; both then hold the same."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    git(ours, "init", "-q", "-b", "main")
    history.export(desk, ours)
    git(ours, "add", "-A")
    git(ours, "commit", "-qm", "desk")
    git(tmp_path, "clone", "-q", str(ours), str(theirs))
    history.take_in(lap, theirs)
    for ctx, clone in ((lap, theirs), (desk, ours)):
        study(ctx, clock, f"in {clone.name}")
        history.export(ctx, clone)
        git(clone, "add", "-A")
        git(clone, "commit", "-qm", clone.name)
    for clone, other in ((ours, theirs), (theirs, ours)):
        git(clone, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main")
    assert not git(ours, "status", "--porcelain")
    for ctx, clone in ((lap, theirs), (desk, ours)):
        history.take_in(ctx, clone)
        assert history.export(ctx, clone).rows == 0
    assert held(desk) == held(lap)
    assert len(sessions.between(lap.store, clock[0].date(), clock[0].date())) == 3


def test_two_machines_under_one_name_lose_nothing(
    desk: Context, tmp_path: Path, library: Library, clock: list[datetime]
) -> None:
    """A data folder that was copied as it is: both write one file, git joins it by union, and each version is kept."""
    copy = machine(tmp_path, "copy", library, clock)
    copy.paths.database.parent.mkdir(parents=True)
    desk.store.run("VACUUM INTO ?", (str(copy.paths.database),))
    copy.paths.machine_file.write_text(desk.store.machine)
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    git(ours, "init", "-q", "-b", "main")
    history.export(desk, ours)
    git(ours, "add", "-A")
    git(ours, "commit", "-qm", "desk")
    git(tmp_path, "clone", "-q", str(ours), str(theirs))
    for ctx, clone in ((desk, ours), (copy, theirs)):
        study(ctx, clock, f"in {clone.name}")
        practice.hint(ctx, "softmax")
        history.export(ctx, clone)
        git(clone, "commit", "-qam", clone.name)
    git(ours, "pull", "-q", "--no-rebase", "--no-edit", str(theirs), "main")
    for ctx in (desk, copy):
        history.take_in(ctx, ours)
    assert held(desk) == held(copy)
    today = clock[0].date()
    assert [found.version for found in entries.versions(desk.store, "small", today, "notes")] == [1, 2, 2]
    assert len(sessions.between(desk.store, today, today)) == 3
    copy.close()


def test_a_lost_database_comes_back(desk: Context, tmp_path: Path, library: Library, clock: list[datetime]) -> None:
    """An empty one of the same machine takes its own lines in, cards of reviews laid anew."""
    history.export(desk)
    review_cards.catch_up(desk)
    new = machine(tmp_path, "new", library, clock)
    assert history.take_in(new, desk.paths.journal).rows["attempts"] == 1
    assert held(new) == held(desk)
    cards = "SELECT * FROM review_standing"
    assert [tuple(row) for row in new.store.rows(cards)] == [tuple(row) for row in desk.store.rows(cards)] != []
    new.close()


def test_a_hint_that_comes_later_counts(desk: Context, lap: Context, shared: Path) -> None:
    """Seen elsewhere before the acceptance here, it lays the card anew, without an attempt beside it."""
    review_cards.catch_up(desk)
    (before,) = desk.store.rows("SELECT * FROM review_standing")
    for number in (1, 2):
        hints.add(lap.store, moment(-10), "softmax", number)
    history.export(lap, shared)
    assert history.take_in(desk, shared).rows["hints"] == 2
    (after,) = desk.store.rows("SELECT * FROM review_standing")
    assert after["stability"] < before["stability"]
    review_cards.rebuild(desk)
    assert [tuple(row) for row in desk.store.rows("SELECT * FROM review_standing")] == [tuple(after)]


def broken(path: Path, kind: str, changed: dict[str, object]) -> None:
    """Change fields of the first row of a table, where None takes a field out."""
    found = path.read_text().splitlines()
    at = next(number for number, line in enumerate(found) if json.loads(line)["table"] == kind)
    record = {name: value for name, value in {**json.loads(found[at]), **changed}.items() if value is not None}
    found[at] = json.dumps(record)
    path.write_text("\n".join(found))


BROKEN: tuple[tuple[str, dict[str, object], str], ...] = (
    ("entries", {"table": "dreams"}, "rows of the kind 'dreams' are not known here: a newer studytui wrote it"),
    ("entries", {"mood": "good"}, "the field 'mood' of entries is not known here: a newer studytui wrote it"),
    ("entries", {"text": None}, "text of entries is missing"),
    ("entries", {"id": None}, "without its id"),
    ("entries", {"version": "one"}, "version of entries must be a whole number"),
    ("entries", {"version": 2**63}, "version of entries is larger"),
    ("entries", {"text": "\ud800"}, "text of entries cannot be"),
    ("entries", {"at": "2026-11-23"}, "at of entries cannot be '2026-11-23'"),
    ("ticks", {"source": "ghost"}, "source of ticks cannot be 'ghost'"),
    ("sessions", {"ended_at": None, "studied_seconds": None}, "a session that has not ended"),
    ("sessions", {"planned_seconds": 0}, "it does not fit what is there"),
    ("sessions", {"pauses": [1]}, "pauses of sessions must be a list of rows"),
    ("sessions", {"pauses": [{"id": "p"}]}, "at of session_pauses is missing"),
    ("attempts", {"report": "{}"}, "report of attempts is not whole"),
    ("attempts", {"verdict": "splendid"}, "verdict of attempts cannot be 'splendid'"),
    ("attempts", {"source_sha": "0"}, "the source that this attempt was graded on is missing"),
    ("sources", {"text": "other"}, "a source that is not what its hash says"),
    ("sources", {"text": None, "base64": "*"}, "a source that is not what its hash says"),
    ("enrolments", {"study_days": "7"}, "study_days of enrolments cannot be '7'"),
)


def test_a_line_that_is_not_whole_is_named_and_nothing_is_taken_in(desk: Context, lap: Context, shared: Path) -> None:
    """File, line and what is wrong; the database stays as it was, good lines and all."""
    (path,) = history.export(desk, shared).files
    whole, before = path.read_text(), held(lap)
    for kind, changed, sentence in BROKEN:
        path.write_text(whole)
        broken(path, kind, changed)
        with pytest.raises(ContentError) as caught:
            history.take_in(lap, shared)
        (problem,) = caught.value.problems
        assert problem.where.startswith(f"{path}:")
        assert sentence in problem.what
        assert held(lap) == before


def test_every_bad_line_is_named_up_to_twenty(desk: Context, lap: Context, shared: Path) -> None:
    """What git left, what is no JSON, what is not UTF-8; the export writes its rows anew beside them."""
    exported = history.export(desk, shared)
    (path,) = exported.files
    whole = path.read_text()
    path.write_text("<<<<<<< HEAD\n[1]\n" + "nonsense\n" * 20 + whole[:-9])
    with pytest.raises(ContentError) as caught:
        history.take_in(lap, shared)
    told = [str(problem) for problem in caught.value.problems]
    assert told[0].startswith(f"{path}:1: git left a conflict here")
    assert told[1].startswith(f"{path}:2: not a line that studytui wrote")
    assert (len(told), told[-1]) == (21, f"{exported.folder}: 3 more lines like these")
    assert history.export(desk, shared).rows == 1
    path.write_bytes(b"\xff\n")
    with pytest.raises(DataError, match="is not UTF-8"):
        history.take_in(lap, shared)


def test_what_an_older_version_wrote_is_taken_in(desk: Context, lap: Context, shared: Path) -> None:
    """Columns that came later are filled as the database fills them, and say nothing against what is known."""
    (path,) = history.export(desk, shared).files
    broken(path, "attempts", {"purpose": None})
    broken(path, "enrolments", {"viewed_at": None})
    history.take_in(lap, shared)
    broken(path, "enrolments", {"viewed_at": None, "used_at": "", "minutes": 5})
    history.take_in(lap, shared)
    (row,) = lap.store.rows("SELECT purpose FROM attempts")
    assert row["purpose"] == "practice"
    assert plans.required(lap).plan == "small"


def test_a_newer_or_damaged_history_is_neither_read_nor_added_to(desk: Context, shared: Path) -> None:
    """The sentence says which version wrote it, or which file is not whole."""
    folder = history.export(desk, shared).folder
    about = folder / "history.json"
    for text, sentence in (('{"schema": "studytui.history/2"}', "newer studytui"), ("[]", "is not whole")):
        about.write_text(text)
        for act in (history.export, history.take_in):
            with pytest.raises(DataError, match=sentence):
                act(desk, shared)
    with pytest.raises(UsageError, match="there is no history in"):
        history.take_in(desk, shared.parent / "elsewhere")


def test_what_is_in_use_says_so(desk: Context, second_desk: Context, shared: Path) -> None:
    """Two windows never write one file at once; a database that another window holds is left as it was."""
    with history._alone(desk), pytest.raises(DataError, match="another studytui is writing the history"):
        history.export(second_desk, shared)
    history.export(desk, shared)
    desk.store.run("PRAGMA busy_timeout = 0")
    with second_desk.store.transaction(), pytest.raises(DataError, match="in use by another program"):
        history.take_in(desk, shared)
    assert history.take_in(desk, shared).rows == {}


@pytest.fixture
def second_desk(desk: Context, library: Library) -> Iterator[Context]:
    """Another window on the desk."""
    ctx = Context(desk.paths, desk.config, desk.now, library=library, zone=desk.zone)
    yield ctx
    ctx.close()


def test_a_window_that_writes_meanwhile_is_not_half_exported(
    desk: Context, second_desk: Context, shared: Path, monkeypatch: pytest.MonkeyPatch, clock: list[datetime]
) -> None:
    """What another window records while the export reads comes whole with the next one."""
    read = desk.store.rows
    wrote: list[int] = []

    def interrupted(sql: str, values: tuple[str, ...] = ()) -> object:
        found = read(sql, values)
        if "FROM sources" in sql and not wrote:
            wrote.append(1)
            study(second_desk, clock, "meanwhile")
        return found

    monkeypatch.setattr(desk.store, "rows", interrupted)
    history.export(desk, shared)
    assert wrote
    monkeypatch.undo()
    assert "meanwhile" not in str(lines(shared / "history"))
    assert history.export(desk, shared).rows == 4
    assert str(lines(shared / "history")).count("sources") == 2


def test_a_file_that_grows_meanwhile_keeps_what_was_added(
    desk: Context, shared: Path, monkeypatch: pytest.MonkeyPatch, clock: list[datetime]
) -> None:
    """What a `git pull` puts into the very file between reading and writing stays there."""
    (path,) = history.export(desk, shared).files
    study(desk, clock, "more")
    lay_out = history_files.lay_out

    def pulled(folder: Path) -> None:
        path.write_text(path.read_text() + '{"table":"of another version"}\n')
        lay_out(folder)

    monkeypatch.setattr(history_files, "lay_out", pulled)
    assert history.export(desk, shared).rows == 4
    told = path.read_text()
    assert '{"table":"of another version"}' in told
    assert told.count("more") == 3


FULL = """
import resource, sys
from pathlib import Path
from studytui.errors import DataError
from studytui.study import history
from studytui.study.context import open_context
act, folder, room = sys.argv[1:]
ctx = open_context()
ctx.store.rows("SELECT 1")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), resource.RLIM_INFINITY))
try:
    getattr(history, act)(ctx, Path(folder))
except DataError as error:
    print(error)
"""


@pytest.mark.parametrize("act", ["export", "take_in"])
def test_a_full_disk_says_so_and_spoils_nothing(desk: Context, lap: Context, shared: Path, act: str) -> None:
    """Where a file can grow no further, what is there stays whole; with room again the same command ends the work."""
    ctx, acted = (desk, history.export) if act == "export" else (lap, history.take_in)
    if act == "take_in":
        entry(desk.store, 0, "x" * 300_000)
        history.export(desk, shared)
    before = held(ctx)
    ctx.close()
    home = ctx.paths.data_dir.parent
    room = "1000" if act == "export" else "200000"
    done = subprocess.run(
        [sys.executable, "-c", FULL, act, str(shared), room],
        capture_output=True, text=True, env={**os.environ, "STUDYTUI_HOME": str(home)}, check=False, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    assert "written" in done.stdout
    assert held(ctx) == before
    assert ctx.store.fault() == ""
    assert acted(ctx, shared).rows
    history.take_in(lap, shared)
    assert held(lap) == held(desk)
    assert not [name for name in files(shared) if name.rpartition("/")[2].startswith(".20")]


def test_the_hour_that_comes_twice_in_autumn(
    tmp_path: Path, library: Library, shared: Path, clock: list[datetime]
) -> None:
    """Two machines write at half past two, an hour apart: the later text shows, and an hour over the change is one."""
    desk, lap = (machine(tmp_path, name, library, clock) for name in ("desk", "lap"))
    clock[0] = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    study(desk, clock, "summer time")
    clock[0] = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    study(lap, clock, "winter time")
    for ctx in (lap, desk, lap):
        history.export(ctx, shared)
        history.take_in(ctx, shared)
    today = datetime(2026, 10, 25, tzinfo=UTC).date()
    assert held(desk) == held(lap)
    assert [found.text for found in entries.between(desk.store, "small", today, today)] == ["winter time"]
    assert sum((item.time for item in sessions.studied(desk.store, today, today)), timedelta()) == timedelta(minutes=80)
    desk.close()
    lap.close()


def test_the_search_knows_what_came_over(desk: Context, lap: Context, shared: Path) -> None:
    """A word written on the other machine is found here, also where the index was laid before."""
    assert search.find(lap, "written").hits == ()
    history.export(desk, shared)
    history.take_in(lap, shared)
    assert [hit.day for hit in search.find(lap, "written desk").hits] == [lap.today()]
