"""Friday from the shell: evidence, checklist, lesson, and the export with its commit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.journal.repositories import apart, committed, git, repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of the learner's."""
    apart(monkeypatch, tmp_path / "nobody")
    return repository(tmp_path / "tool")


def test_evidence_is_linked_shown_and_stands_for_items(studying: Home, project: Path) -> None:
    """A repository's commits in sessions, a link, and an item ticked with both; all as text and as JSON."""
    assert studying.say("project", "list").startswith("No repository is linked yet")
    studying.say("project", "link", str(project))
    assert json.loads(studying.say("project", "list", "--json")) == {
        "schema": 1,
        "repositories": [{"path": str(project), "there": True}],
    }
    studying.say("start", "--minutes", "30")
    sha = committed(project, "a", "Cut the copies", at="2026-11-18T18:05:00+00:00")
    studying.later(minutes=20)
    studying.say("finish")
    studying.say("project", "add", "https://github.com/l/tool/pull/3", "The loader", "--week", "1")
    studying.say("project", "add", "https://github.com/l/tool/pull/3", "--week", "1")
    text = studying.say("project", "show")
    assert f"commit  tool@{sha[:10]}: Cut the copies" in text
    assert "pull request  https://github.com/l/tool/pull/3: The loader" in text
    shape = json.loads(studying.say("project", "show", "--json"))
    assert [(one["kind"], one["day"], one["for"]) for one in shape["evidence"]] == [
        ("commit", "2026-11-18", ""),
        ("pr", "2026-11-18", ""),
    ]
    assert shape["assess"] == []
    assert "has no item W1/x" in studying.sentence("project", "assess", "W1/x", code=2)
    assert "has no item W1/x" in studying.sentence("project", "add", "https://a.example.org", "--for", "W1/x", code=2)
    assert "password or token" in studying.sentence("project", "add", "https://me:x@a.example.org", code=2)
    assert "has no evidence" in studying.sentence("project", "drop", "nope", code=2)
    assert studying.say("project", "drop", sha[:10]) == f"Dropped from week 1: tool@{sha[:10]}\n"
    assert "commit" not in studying.say("project", "show")
    assert "linked already" in studying.sentence("project", "link", str(project), code=2)
    assert "the evidence it gave stays" in studying.say("project", "unlink", "tool")
    assert "no git repository" in studying.sentence("project", "link", str(studying.root), code=2)


def test_a_repository_that_broke_or_went_is_told(studying: Home, project: Path) -> None:
    """In the list, the week's evidence and the export alike."""
    studying.say("project", "link", str(project))
    (project / ".git" / "HEAD").unlink()
    for words in (("project", "list"), ("project", "show"), ("export",)):
        result = studying.run(*words)
        assert (result.exit_code, "git finds no repository in" in result.stderr) == (0, True)
    assert not json.loads(studying.run("project", "list", "--json").stdout)["repositories"][0]["there"]
    project.rename(project.with_name("moved"))
    assert "is gone" in studying.run("project", "list").stderr


def test_checklist_and_lesson(studying: Home) -> None:
    """The lesson ticks its mark; the hand ticks another and takes it back; unknown ones are refused."""
    assert studying.say("journal", "lesson") == "No lesson of week 1 yet.\n"
    assert studying.say("journal", "lesson", "-", stdin="Scale first.\n") == "Scale first.\n"
    assert "[x] One lesson  Scale first.  (lesson)" in studying.say("journal", "checklist")
    assert "[x] One artefact shipped  by hand" in studying.say("journal", "checklist", "artefact")
    shape = json.loads(studying.say("journal", "checklist", "artefact", "--undo", "--json"))
    assert shape["checklist"][3] == {"mark": "artefact", "done": False, "why": "", "by_hand": True}
    assert "it has experiment" in studying.sentence("journal", "checklist", "badge", code=2)
    assert "1 to 2" in studying.sentence("journal", "lesson", "x", "--week", "0", code=2)
    friday = studying.say("today", "--date", "2026-11-20")
    assert "Checklist: 1 of 4; to come: an experiment, an improvement and an artefact" in friday


@pytest.mark.usefixtures("project")
def test_the_export_is_committed_if_asked(studying: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository it says how to make one, or asks; with one it says what it did; clashes are refused."""
    studying.say("journal", "lesson", "Scale first.")
    assert "say one of" in studying.sentence("export", "--all", "--year", code=2)
    assert "--init goes with --commit" in studying.sentence("export", "--init", code=2)
    result = studying.run("export", "--commit")
    assert (result.exit_code, "--commit --init" in result.stderr) == (2, True)
    assert result.stdout.startswith("Wrote ")
    journal = studying.root / "workspace" / "journal"
    with monkeypatch.context() as there:
        there.setattr("studytui.cli.export.can_ask", lambda: True)
        assert "Written, and not committed" in studying.run("export", "--commit", stdin="n\n").stderr
        assert not (journal / ".git").exists()
        assert "git does not know who you are" in studying.run("export", "--commit", stdin="y\n").stderr
    git(journal, "config", "user.name", "Learner")
    git(journal, "config", "user.email", "learner@example.org")
    git(journal, "branch", "-M", "main")
    text = studying.say("export", "--all", "--commit")
    assert f"Committed Week_01.md to {journal} on main (" in text
    assert text.endswith("): Week 01: Week of 1\n")
    assert "Committed Year_2026.md" in studying.say("export", "--year", "--commit")
    assert "Nothing new to commit" in studying.say("export", "--year", "2026", "--commit")
    assert git(journal, "log", "--format=%s").splitlines() == ["The year 2026", "Week 01: Week of 1"]
    data = studying.say("export", "--data", "--commit")
    assert "Carry the history" in data
    assert git(journal, "status", "--porcelain") == ""
