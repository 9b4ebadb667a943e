"""Packs from the shell, with the real sandbox made to be found weak or strong."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from studytui.domain.report import SandboxLevel, SandboxReport
from studytui.grading.engine import Engine

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home


@pytest.fixture
def pack(home: Home, tmp_path: Path) -> Path:
    """Somebody's pack of one exercise."""
    folder = tmp_path / "sheaf"
    shutil.copytree(home.exercise, folder / "basics" / "py-double")
    return folder


def found(monkeypatch: pytest.MonkeyPatch, level: SandboxLevel) -> None:
    """Let every engine find that level."""
    warm = Engine.warm

    async def warmed(self: Engine, backend: object) -> SandboxReport:
        report = await warm(self, backend)  # type: ignore[arg-type]  # passed on
        return SandboxReport(level, report.layers)

    monkeypatch.setattr(Engine, "warm", warmed)


def test_add_list_grade_remove(home: Home, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a strong sandbox a pack comes, is graded like any other, and goes, all without a question."""
    found(monkeypatch, SandboxLevel.STRONG)
    assert "No pack" in home.say("pack", "list")
    assert home.say("pack", "add", str(pack)).startswith("Added sheaf: 1 exercise, in ")
    folder = home.root / "data" / "packs" / "sheaf"
    assert home.say("pack", "list") == f"sheaf  1 exercise  {folder}\n"
    assert "py-double" in home.say("list")
    path = home.solution(home.right)
    assert home.run("grade", "py-double", str(path)).exit_code == 0
    assert "stay" in home.say("pack", "remove", "sheaf")
    assert not folder.exists()
    assert "no exercise `py-double`" in home.sentence("grade", "py-double", str(path), code=2)


def test_consent_is_explained_and_remembered(home: Home, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a weak sandbox each command refuses with the way out; given consent is told what it means, and kept."""
    found(monkeypatch, SandboxLevel.LIMITED)
    assert home.sentence("pack", "add", str(pack), code=2) == (
        "the sandbox is only LIMITED here, so the pack sheaf may not run unasked; if you trust its author, "
        "add it with --consent"
    )
    added = home.run("pack", "add", str(pack), "--consent")
    assert added.exit_code == 0
    assert "read your files, use the network, start programs" in added.stderr
    assert json.loads(home.say("pack", "list", "--json"))["packs"][0]["consent"] is True
    path = home.solution(home.right)
    assert home.run("grade", "py-double", str(path)).exit_code == 0
    home.say("pack", "consent", "sheaf", "--withdraw")
    assert "pack consent sheaf" in home.sentence("grade", "py-double", str(path), code=2)
    assert home.run("grade", "py-double", str(path), "--consent").exit_code == 0
    assert "Consent given" in home.say("pack", "consent", "sheaf")
    assert home.run("grade", "py-double", str(path)).exit_code == 0


def test_a_folder_by_its_path(home: Home, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Graded, watched and proved without a question where the sandbox is strong, with --consent where it is weak."""
    folder, path = str(pack / "basics" / "py-double"), str(home.solution(home.right))
    found(monkeypatch, SandboxLevel.STRONG)
    assert home.run("grade", folder, path, "--json").exit_code == 0
    found(monkeypatch, SandboxLevel.RESOURCE_ONLY)
    for words in (["grade", folder, path], ["watch", folder, path], ["verify", folder]):
        assert "say --consent" in home.sentence(*words, code=2)
    assert home.run("grade", folder, path, "--consent").exit_code == 0
    assert home.run("grade", "py-twice", path).exit_code == 0
