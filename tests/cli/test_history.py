"""The history on the command line: from one home to another, with what a learner must be told."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.cli.conftest import Home


def other_machine(home: Home, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go on in a second home with the same plans; the folder that the first one exported to."""
    first = home.root
    home.root = first.with_name("lap")
    plans = home.root / "data" / "plans"
    plans.mkdir(parents=True)
    (plans / "small.yaml").write_bytes((first / "data" / "plans" / "small.yaml").read_bytes())
    monkeypatch.setenv("STUDYTUI_HOME", str(home.root))
    return first / "workspace" / "journal"


def test_a_history_goes_from_one_machine_to_the_other(studying: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exported, imported, again without effect; texts of both machines are told of, and shown by --versions."""
    studying.say("journal", "add", "At the desk.")
    studying.say("log", "30", "--kind", "code")
    told = studying.say("export", "--data")
    journal = other_machine(studying, monkeypatch)
    assert told == f"Wrote 3 new rows to {journal / 'history'}\n"
    studying.later(minutes=5)
    studying.say("plan", "use", "small", "--start", "2026-11-16")
    studying.say("journal", "add", "On the lap.")
    lines = studying.say("import", "--data", str(journal)).splitlines()
    assert lines[0] == "Took in 1 plan, 1 session, 1 entry"
    assert lines[1].startswith("2026-11-18, notes: written on both machines")
    assert studying.say("journal", "show").endswith("On the lap.\n\n")
    assert "At the desk." in studying.say("journal", "show", "--date", "2026-11-18", "--versions")
    assert studying.say("import", "--data", str(journal)).startswith("Nothing new in")
    assert studying.say("export", "--data", "--to", str(journal)).startswith("Wrote 2 new rows")
    assert studying.say("export", "--data", "--to", str(journal)).startswith("Unchanged:")


def test_a_remote_is_warned_of(studying: Home) -> None:
    """Whoever exports into a repository that pushes somewhere hears what would leave the machine."""
    journal = studying.root / "workspace" / "journal"
    journal.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(journal)], check=True)
    assert studying.run("export", "--data").stderr == ""
    subprocess.run(
        ["git", "-C", str(journal), "remote", "add", "origin", "https://me:secret@example.org/x"], check=True
    )
    told = studying.run("export", "--data").stderr
    assert "a remote (origin)" in told
    assert "private lines too" in told
    assert "secret" not in told


def test_a_setting_commits_the_history_with_the_week(studying: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Off by default; with it, the week's commit holds the files of the history too, and nothing else of the folder."""
    for name, value in {"NAME": "A", "EMAIL": "a@example.org"}.items():
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    journal = studying.root / "workspace" / "journal"
    studying.say("journal", "add", "Written.")
    studying.say("export", "--commit", "--init")
    assert not (journal / "history").exists()
    config = studying.root / "config" / "config.toml"
    config.parent.mkdir(exist_ok=True)
    config.write_text("carry_history = true\n")
    (journal / "own.txt").write_text("not to be committed")
    assert "3 files" in studying.say("export", "--commit")
    listed = subprocess.run(["git", "-C", str(journal), "ls-files"], capture_output=True, text=True, check=True).stdout
    assert "history/history.json" in listed
    assert ".jsonl" in listed
    assert "own.txt" not in listed


def test_what_cannot_be_done_is_said(studying: Home) -> None:
    """No history there, no --data, options that do not go together, a line that is not whole."""
    assert "there is no history in" in studying.sentence("import", "--data", code=2)
    assert "plan import FILE" in studying.sentence("import", code=2)
    assert "say one of --week, --all, --year and --data" in studying.sentence("export", "--data", "--all", code=2)
    assert "--versions shows a day" in studying.sentence("journal", "show", "--week", "1", "--versions", code=2)
    studying.say("export", "--data")
    (file,) = (studying.root / "workspace" / "journal" / "history").glob("*/*.jsonl")
    file.write_text(file.read_text() + "nonsense\n")
    assert f"{file}:2: not a line that studytui wrote" in studying.sentence("import", "--data", code=4)
