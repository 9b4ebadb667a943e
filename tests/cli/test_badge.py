"""Badge, README list and calendar from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home


def test_the_badge_is_written_and_told(studying: Home, tmp_path: Path) -> None:
    """Where it went and what it says; a second time nothing changes."""
    to = tmp_path / "badge.svg"
    assert studying.say("badge", "--to", str(to)) == f"Wrote {to}\n0 of 2 boxes, 0%\n"
    assert studying.say("badge", "--to", str(to)).startswith("Unchanged: ")
    assert to.read_text(encoding="utf-8").startswith("<svg ")


def test_the_list_goes_into_a_readme(studying: Home, tmp_path: Path) -> None:
    """Boxes between marks, the badge beside the file; an edit by hand is kept and told until it is taken back."""
    readme = tmp_path / "README.md"
    readme.write_text("# Journal\n", encoding="utf-8")
    assert studying.say("plan", "export", "--to", str(readme)).splitlines() == [
        f"Wrote {readme}",
        f"Wrote {tmp_path / 'progress-small.svg'}",
    ]
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("# Journal\n\n")
    assert "- [ ] W1: Week of 1 → A note of 1\n- [ ] W2: Week of 2 → A note of 2\n" in text
    readme.write_text(text.replace("A note of 1", "Mine"), encoding="utf-8")
    kept = studying.run("plan", "export", "--to", str(readme))
    assert "your own version of boxes-small was kept" in kept.stderr
    assert studying.run("plan", "export", "--to", str(readme), "--anew").stderr == ""
    assert "Mine" not in readme.read_text(encoding="utf-8")


def test_a_plan_is_needed(home: Home) -> None:
    """Without one chosen, both say how to choose; another can be named."""
    for command in (("badge",), ("plan", "export"), ("plan", "calendar")):
        assert "studytui plan use" in home.sentence(*command, code=2)
    assert "0 of 2 boxes" in home.say("badge", "--plan", "small")


def test_the_calendar_is_written_and_told(studying: Home, tmp_path: Path) -> None:
    """How many hours from when to when; alarm and time are the learner's."""
    to = tmp_path / "hours.ics"
    told = studying.say("plan", "calendar", "--weeks", "2", "--at", "06:30", "--alarm", "15", "--to", str(to))
    assert told == f"Wrote {to}\n8 hours from 2026-11-18 to 2026-11-27, at 06:30\n"
    text = to.read_text(encoding="utf-8")
    assert text.count("TRIGGER:-PT15M") == 8
    assert "DTSTART:20261118T063000" in text
    studying.say("plan", "calendar", "--no-alarm", "--to", str(to))
    assert "VALARM" not in to.read_text(encoding="utf-8")


def test_odd_times_and_weeks_are_refused(studying: Home) -> None:
    """With the form that is wanted."""
    assert "07:00" in studying.sentence("plan", "calendar", "--at", "7 o'clock", code=2)
    assert "1 to 104" in studying.sentence("plan", "calendar", "--weeks", "1000", code=2)
