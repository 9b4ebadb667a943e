"""Living plans from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Home


def test_a_task_of_ones_own(studying: Home) -> None:
    """Added to today's hour, or where one says; a reading with its place."""
    line = studying.say("task", "add", "Ask Ann", "--minutes", "5")
    assert line.startswith("W1/wed: Ask Ann  (W1/own-ask-ann-")
    assert "Ask Ann" in studying.say("today")
    for place in ("W2/mon", "2/MON", "2026-11-23", "2026-11-22"):
        assert studying.say("task", "add", "Look", "--on", place, "--reading", "A book").startswith("W2/mon: Look")
    assert studying.say("task", "add", "Soon", "--on", "tomorrow").startswith("W1/thu: Soon")
    assert "W8/mon" in studying.sentence("task", "add", "Never", "--on", "someday", code=2)
    assert "--reading TITLE" in studying.sentence("task", "add", "x", "--link", "https://example.org", code=2)


def test_a_planned_task_is_edited_moved_dropped_and_restored(studying: Home) -> None:
    """Each says where the task stands then; the plan's file stays as it is."""
    path = studying.root / "data" / "plans" / "small.yaml"
    before = path.read_bytes()
    assert studying.say("task", "edit", "W1/do-wed", "--text", "Do half") == "W1/wed: Do half  (W1/do-wed)\n"
    assert studying.say("task", "move", "W1/do-wed", "W2/fri") == "W2/fri: Do half  (W1/do-wed)\n"
    assert "Do half" not in studying.say("today")
    assert studying.say("task", "drop", "W1/do-wed") == "Dropped: Do half  (W1/do-wed)\n"
    assert studying.say("task", "restore", "W1/do-wed") == "W1/wed: Do the work of wed.  (W1/do-wed)\n"
    assert "  [ ] optional: Do the work" in (
        studying.say("task", "edit", "W1/do-wed", "--optional") + studying.say("today")
    )
    assert path.read_bytes() == before
    assert "no task W1/nothing" in studying.sentence("task", "drop", "W1/nothing", code=2)


def test_a_missed_day_is_carried_or_let_go(studying: Home) -> None:
    """A day stands for everything open there; where nothing is open it says so."""
    assert studying.say("task", "carry", "W1/mon", "2026-11-17") == (
        "W1/wed: Do the work of mon.  (W1/do-mon)\nW1/wed: Do the work of tue.  (W1/do-tue)\n"
    )
    assert "nothing is open on W1/mon" in studying.sentence("task", "carry", "W1/mon", code=2)
    studying.later(days=1)
    assert studying.say("task", "drop").count("Dropped: ") == 3
    assert "nothing is left open" in studying.sentence("task", "drop", code=2)
