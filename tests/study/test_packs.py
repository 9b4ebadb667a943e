"""Packs from elsewhere: what may be installed, and what may be graded where."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import pytest
from tests.study.test_verification import write_exercise

from studytui.config import Config
from studytui.content import pack_copy
from studytui.domain.report import SandboxLevel, SandboxReport
from studytui.errors import ContentError, StudyError, UsageError
from studytui.paths import find
from studytui.study import packs
from studytui.study.context import Context

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.domain.exercise import Backend
    from studytui.grading.engine import Engine


class Found:
    """An engine whose sandbox was found to be that strong."""

    def __init__(self, level: SandboxLevel) -> None:
        self._level = level

    async def warm(self, backend: Backend) -> SandboxReport:
        """What was found."""
        del backend
        return SandboxReport(self._level)


STRONG, WEAK = Found(SandboxLevel.STRONG), Found(SandboxLevel.LIMITED)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Context:
    """A study with one built-in exercise and no pack."""
    write_exercise(tmp_path / "builtin" / "exercises" / "basics" / "thrice")
    monkeypatch.setattr("studytui.paths._builtin", lambda folder: tmp_path / "builtin" / folder)
    return fresh(tmp_path)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Somebody's pack of one exercise."""
    write_exercise(tmp_path / "theirs" / "basics" / "twice")
    return tmp_path / "theirs"


def fresh(root: Path) -> Context:
    """The study as the next command opens it."""
    return Context(find({"STUDYTUI_HOME": str(root / "home")}), Config(), lambda: pytest.fail("no clock is needed"))


def add(ctx: Context, engine: Found, source: Path, *, name: str = "", agreed: bool = False) -> packs.Pack:
    """Install a pack."""
    return asyncio.run(packs.add(ctx, cast("Engine", engine), source, name=name, agreed=agreed))


def admit(root: Path, engine: Found, exercise: str, *, agreed: bool = False) -> None:
    """Ask whether an exercise may be graded."""
    ctx = fresh(root)
    asyncio.run(packs.admit(ctx, cast("Engine", engine), ctx.library.exercise(exercise), agreed=agreed))


def test_a_strong_sandbox_needs_no_consent(here: Context, pack: Path, tmp_path: Path) -> None:
    """The pack is copied whole, its exercises are in the library, and they may be graded."""
    (pack / ".git").mkdir()
    (pack / ".git" / "config").write_text("x")
    (pack / "basics" / "twice" / "prompt.md").chmod(0o755)
    found = add(here, STRONG, pack)
    assert found == packs.Pack("theirs", here.paths.packs / "theirs", 1, consented=False)
    copied = {str(path.relative_to(found.folder)) for path in found.folder.rglob("*") if path.is_file()}
    assert copied == {str(path.relative_to(pack)) for path in (pack / "basics").rglob("*") if path.is_file()}
    assert (found.folder / "basics" / "twice" / "prompt.md").stat().st_mode & 0o111 == 0
    assert [exercise.id for exercise in fresh(tmp_path).library.exercises()] == ["thrice", "twice"]
    admit(tmp_path, STRONG, "twice")
    assert packs.installed(here) == (found,)


def test_a_weak_sandbox_needs_consent(here: Context, pack: Path, tmp_path: Path) -> None:
    """Without it nothing is installed; with it the pack is graded here for as long as its files stay the same."""
    with pytest.raises(UsageError, match=r"only LIMITED here.*--consent"):
        add(here, WEAK, pack)
    assert not here.paths.packs.exists()
    assert add(here, WEAK, pack, agreed=True).consented
    admit(tmp_path, WEAK, "twice")
    (here.paths.packs / "theirs" / "basics" / "twice" / "reference.py").write_text("def twice(x):\n    return x * 2\n")
    with pytest.raises(UsageError, match="`studytui pack consent theirs`"):
        admit(tmp_path, WEAK, "twice")
    packs.agree(here, "theirs")
    admit(tmp_path, WEAK, "twice")
    packs.agree(here, "theirs", withdraw=True)
    with pytest.raises(UsageError, match="only LIMITED"):
        admit(tmp_path, WEAK, "twice")


def test_a_folder_by_its_path_needs_consent_each_time(here: Context, pack: Path, tmp_path: Path) -> None:
    """Below STRONG an exercise outside all packs is refused with the way out; the program's own exercises never are."""
    folder = str(pack / "basics" / "twice")
    admit(tmp_path, STRONG, folder)
    with pytest.raises(UsageError, match=r"in no pack, may not run unasked.*--consent"):
        admit(tmp_path, WEAK, folder)
    admit(tmp_path, WEAK, folder, agreed=True)
    admit(tmp_path, WEAK, "thrice")
    admit(tmp_path, WEAK, str(here.paths.builtin_exercises / "basics" / "thrice"))


def test_a_pack_cannot_consent_to_itself(here: Context, pack: Path, tmp_path: Path) -> None:
    """A file of consents inside a pack is just a file."""
    (pack / "pack-consents.json").write_text('{"theirs": "x"}')
    add(here, STRONG, pack)
    with pytest.raises(UsageError, match="only LIMITED"):
        admit(tmp_path, WEAK, "twice")


def test_removing_takes_the_consent_along(here: Context, pack: Path, tmp_path: Path) -> None:
    """A pack of the same name and files that comes later has none."""
    add(here, WEAK, pack, agreed=True)
    packs.remove(here, "theirs")
    assert packs.installed(here) == ()
    assert not add(fresh(tmp_path), STRONG, pack).consented
    with pytest.raises(UsageError, match="no pack `nope`; installed are theirs"):
        packs.remove(here, "nope")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("builtin", "cannot be called"), ("folder", "cannot be called"), ("../up", "cannot be called")],
)
def test_names_that_are_refused(here: Context, pack: Path, name: str, sentence: str) -> None:
    """A pack may pass for no other, and lie nowhere else."""
    with pytest.raises(UsageError, match=sentence):
        add(here, STRONG, pack, name=name)


def test_what_is_no_pack(here: Context, pack: Path, tmp_path: Path) -> None:
    """A path that leads nowhere, one exercise, an empty folder, the folder of packs itself, a pack twice."""
    (tmp_path / "empty").mkdir()
    for source, sentence in (
        (tmp_path / "nowhere", "there is no folder"),
        (pack / "basics" / "twice", "is one exercise"),
        (tmp_path / "empty", "there is no exercise"),
        (tmp_path, "folder that packs are kept in"),
    ):
        with pytest.raises(UsageError, match=sentence):
            add(here, STRONG, source, name="theirs")
    add(here, STRONG, pack)
    with pytest.raises(UsageError, match="installed already"):
        add(fresh(tmp_path), STRONG, pack)
    assert [path.name for path in here.paths.packs.iterdir()] == ["theirs"]


def link_out(pack: Path) -> None:
    """A file that is a link out of the pack."""
    (pack / "basics" / "twice" / "notes.md").unlink()
    (pack / "basics" / "twice" / "notes.md").symlink_to("/etc/hostname")


def link_folder(pack: Path) -> None:
    """A folder that is a link to itself."""
    (pack / "basics" / "again").symlink_to(pack / "basics")


def too_many(pack: Path) -> None:
    """More files than are copied."""
    for number in range(9):
        (pack / f"file{number}").write_text("x")


def too_large(pack: Path) -> None:
    """One file larger than any that is read."""
    with (pack / "large").open("wb") as file:
        file.truncate(10**9)


def too_deep(pack: Path) -> None:
    """A folder below too many others."""
    (pack / "/".join("abcdefgh")).mkdir(parents=True)


def taken(pack: Path) -> None:
    """An id that the built-in pack has."""
    write_exercise(pack / "basics" / "thrice")


def doubled(pack: Path) -> None:
    """An id twice in the pack."""
    facts = (pack / "basics" / "twice" / "exercise.yaml").read_text().replace("basics", "other")
    write_exercise(pack / "other" / "twice", **{"exercise.yaml": facts})


def broken(pack: Path) -> None:
    """An exercise without its checks."""
    (pack / "basics" / "twice" / "checks.py").unlink()


def misplaced(pack: Path) -> None:
    """An exercise in the folder of another track."""
    (pack / "basics").rename(pack / "other")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (link_out, "notes.md: this link leads out of the pack"),
        (link_folder, "again: this link leads"),
        (too_many, "more than 12 files"),
        (too_large, "large: the file is larger"),
        (too_deep, "nested too deeply"),
        (taken, "thrice: the id thrice is in use already"),
        (doubled, "the id twice is in use already"),
        (broken, r"checks.py: there is no such file"),
        (misplaced, "its track is basics, but it lies in other/"),
    ],
)
def test_what_a_pack_may_not_hold(
    here: Context, pack: Path, spoil: object, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is refused by a sentence that names the place in the source, and leaves nothing behind."""
    monkeypatch.setattr(pack_copy, "MOST_FILES", 12 if spoil is too_many else 100)
    assert callable(spoil)
    spoil(pack)
    with pytest.raises(ContentError, match=sentence) as refused:
        add(here, STRONG, pack)
    assert isinstance(refused.value, StudyError)
    assert str(pack) in str(refused.value)
    assert list(here.paths.packs.iterdir()) == []


def test_a_link_within_the_pack_becomes_the_file(here: Context, pack: Path) -> None:
    """What it leads to is copied in its place."""
    notes = pack / "basics" / "twice" / "notes.md"
    notes.rename(pack / "common.md")
    notes.symlink_to("../../common.md")
    copied = add(here, STRONG, pack).folder / "basics" / "twice" / "notes.md"
    assert not copied.is_symlink()
    assert copied.read_text() == "Adding is enough.\n"
