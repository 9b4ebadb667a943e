"""`studytui review`: what is due, the cut file, a graded rebuild, and the rating that is kept."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Home

CORED = "def twice(x):\n    # core: begin\n    return 2 * x\n    # core: end\n"


@pytest.fixture
def accepted(studying: Home) -> Home:
    """A home whose one exercise was accepted two days ago, on a Monday."""
    facts = studying.exercise / "exercise.yaml"
    facts.write_text(facts.read_text() + "core: [twice]\n", encoding="utf-8")
    (studying.exercise / "reference.py").write_text(CORED, encoding="utf-8")
    studying.later(days=-2)
    studying.solution(studying.right)
    studying.say("grade", "py-twice")
    studying.later(days=2)
    return studying


def test_a_review_from_due_to_kept(accepted: Home) -> None:
    """Listed, cut, graded red and green, proposed, kept as the learner says, and gone from the list."""
    assert accepted.say("review") == "Review  Twice a number  10 min  (py-twice)\n"
    assert json.loads(accepted.say("today", "--json"))["reviews_due"] == ["py-twice"]
    path = Path(accepted.say("review", "py-twice").strip())
    assert path.read_text() == "def twice(x):\n    raise NotImplementedError\n"
    path.write_text(accepted.wrong, encoding="utf-8")
    assert accepted.run("review", "py-twice", "--grade").exit_code == 1
    assert accepted.say("review", "py-twice", "--hint") == "Hint 1 of 2: Add.\n"
    path.write_text(accepted.right, encoding="utf-8")
    said = accepted.say("review", "py-twice", "--grade")
    assert "Proposed: hard (1 failed attempt, 1 hint).\n" in said
    assert "--rate proposed" in said
    assert accepted.say("review", "py-twice", "--rate", "good").startswith("Kept as good; it may come back on 2026-")
    assert accepted.say("review") == "Nothing is due.\n"
    (shape,) = json.loads(accepted.say("list", "--json"))["exercises"]
    assert (shape["state"], shape["attempts"]) == ("accepted", 1)
    (track,) = json.loads(accepted.say("stats", "--json"))["retention"]
    assert (track["track"], track["reviews"], track["recalled"], track["likely"]) == ("basics", 1, 1, 1.0)


def test_grading_and_rating_in_one_line(accepted: Home) -> None:
    """`--grade --rate proposed` keeps the rating at once when the core is accepted, and nothing when it is not."""
    path = Path(accepted.say("review", "py-twice").strip())
    assert accepted.run("review", "py-twice", "--grade", "--rate", "proposed").exit_code == 1
    assert "Kept" not in accepted.say("review")
    path.write_text(accepted.right, encoding="utf-8")
    assert "Kept as good" in accepted.say("review", "py-twice", "--grade", "--rate", "proposed")


def test_snoozed_retired_resumed_and_given_up(accepted: Home) -> None:
    """Each is one flag, and the list of all tells how every one stands."""
    assert accepted.say("review", "py-twice", "--snooze") == "Snoozed until 2026-11-25.\n"
    assert accepted.say("review") == "Nothing is due.\n"
    assert "snoozed until 2026-11-25" in accepted.say("review", "--all")
    accepted.say("review", "py-twice", "--retire")
    assert json.loads(accepted.say("review", "--all", "--json"))["reviews"][0]["retired"] is True
    accepted.say("review", "py-twice", "--resume")
    assert "py-twice" in accepted.say("review")
    accepted.say("review", "py-twice")
    said = accepted.say("review", "py-twice", "--give-up")
    assert said.startswith("def twice(x):")
    assert "Kept as again; it may come back on 2026-11-19." in said


def test_bad_input_gets_one_sentence(accepted: Home) -> None:
    """Whatever does not fit is said once, with the way out."""
    for sentence, words in {
        "name the exercise": ("--grade",),
        "no review of py-twice is begun": ("py-twice", "--grade"),
        "--all and --json list the reviews": ("py-twice", "--all"),
        "--snooze and --retire do not go together": ("py-twice", "--snooze", "--retire"),
        "--hint and --rate do not go together": ("py-twice", "--rate", "2", "--hint"),
        "invalid value for '--rate'": ("py-twice", "--rate", "fine"),
        "py-other": ("py-other",),
    }.items():
        assert sentence in accepted.sentence("review", *words, code=2)
